using SecureDialogue.Client;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>Only the founder's device can mint; whoever has the right to invite or to open channels spends what it was sent.</summary>
public sealed class PassTests
{
    [Fact]
    public async Task A_facilitator_who_did_not_found_the_dialogue_opens_channels_from_its_stock()
    {
        await using var talks = await Talks.FoundAsync();
        var fadi = await talks.AdmitAsync("fadi", "facilitator");
        var amal = await talks.AdmitAsync("amal");
        await talks.SyncAllAsync();
        Drain(fadi, PassKind.Channel);

        var none = await Assert.ThrowsAsync<DialogueException>(() => fadi.Client.CreateChannelAsync(Talks.Plenary, "plenary", []));
        await talks.Founder.SyncAsync();
        await fadi.SyncAsync();
        var made = await fadi.Client.CreateChannelAsync(Talks.Plenary, "plenary", []);
        var refused = await Assert.ThrowsAsync<DialogueException>(() => amal.Client.CreateChannelAsync("Mine", "plenary", []));

        Assert.Equal((DialogueError.NotReady, true), (none.Error, none.Message.Contains("no pass left for a new channel", StringComparison.Ordinal)));
        Assert.Equal("open", made.Channel.State);
        Assert.Equal(DialogueError.NotAllowed, refused.Error);
    }

    [Fact]
    public async Task An_organizer_who_did_not_found_the_dialogue_invites_from_its_stock()
    {
        await using var talks = await Talks.FoundAsync();
        var omar = await talks.AdmitAsync("omar", "organizer");
        var amal = await talks.AdmitAsync("amal");
        var before = await Assert.ThrowsAsync<DialogueException>(() => omar.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1)));
        await Amendment.WithOfficersAsync(talks, SignatureRule.Solo, ("omar", PartyCode.Parse("hill"), Roles.Organizer));
        Drain(omar, PassKind.Mailbox);
        var none = await Assert.ThrowsAsync<DialogueException>(() => omar.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1)));
        await ResupplyAsync(talks, omar);

        var link = (await omar.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1))).Link;
        await talks.AskAsync("leyla", link);
        await omar.Client.AdmitAsync((await omar.Client.RequestsAsync()).Single().Id);
        await talks["leyla"].SyncAsync();
        var refused = await Assert.ThrowsAsync<DialogueException>(() => amal.Client.InviteAsync("participant", "hill", TimeSpan.FromDays(1)));

        Assert.Equal(DialogueError.NotAllowed, before.Error);
        Assert.Equal((DialogueError.NotReady, true), (none.Error, none.Message.Contains("no pass left for a new person", StringComparison.Ordinal)));
        Assert.Equal("admitted", (await talks["leyla"].Client.StatusAsync()).Stage);
        Assert.Equal(DialogueError.NotAllowed, refused.Error);
    }

    [Fact]
    public async Task E13_nobody_is_sent_passes_without_a_use_for_them_or_more_than_a_days_worth()
    {
        await using var talks = await Talks.FoundAsync();
        var fadi = await talks.AdmitAsync("fadi", "facilitator");
        var amal = await talks.AdmitAsync("amal");
        await talks.SyncAllAsync();
        var first = (Count(fadi, PassKind.Channel), Count(fadi, PassKind.Mailbox), Count(amal, PassKind.Channel), Count(amal, PassKind.Mailbox));
        for (var i = 0; i < 6; i++)
        {
            await AskAsync(talks, fadi);
            await AskAsync(talks, amal);
            await talks.SyncAllAsync();
            await talks.SyncAllAsync();
        }

        // One mailbox pass is the spare that came with the admission.
        Assert.Equal((16, 1, 0, 1), first);
        using var founder = ModifiedClient.OpenStore(talks.Founder);
        Assert.Equal(64, Assert.Single(founder.List(Bucket.PassSupplies).Select(entry => LocalRecord.Decode<StoredPassSupply>(entry.Value.ToArray()))).Count);
        Assert.Equal((64, 1, 0, 1), (Count(fadi, PassKind.Channel), Count(fadi, PassKind.Mailbox), Count(amal, PassKind.Channel), Count(amal, PassKind.Mailbox)));
    }

    [Fact]
    public async Task A06_passes_that_no_officer_sent_are_not_taken()
    {
        await using var talks = await Talks.FoundAsync();
        var fadi = await talks.AdmitAsync("fadi", "facilitator");
        var mallory = await talks.AdmitAsync("mallory", "facilitator");
        await talks.SyncAllAsync();
        Drain(fadi, PassKind.Channel);

        await SendAsync(mallory, fadi, LetterKind.Passes, Bundle());
        await fadi.SyncAsync();
        var afterMallory = Count(fadi, PassKind.Channel);
        await SendAsync(talks.Founder, fadi, LetterKind.Passes, Bundle());
        await fadi.SyncAsync();

        Assert.Equal((0, 1), (afterMallory, Count(fadi, PassKind.Channel)));
    }

    private static byte[] Bundle() =>
        new PassBundle([new RelayPass(PassKind.Channel, new SecretBytes(new byte[32]), new Opaque(new byte[32]))]).Encode();

    /// <summary>Its device asks, as it does by itself when few are left.</summary>
    private static async Task ResupplyAsync(Talks talks, Participant officer)
    {
        await officer.SyncAsync();
        await talks.Founder.SyncAsync();
        await officer.SyncAsync();
    }

    private static Task AskAsync(Talks talks, Participant asker) => SendAsync(asker, talks.Founder, LetterKind.PassRequest, new PassRequest(16, 16).Encode());

    private static async Task SendAsync(Participant from, Participant to, LetterKind kind, byte[] body)
    {
        await using var sender = ModifiedClient.OpenSession(from);
        await using var receiver = ModifiedClient.OpenSession(to);
        var office = new LetterOffice(sender);
        Assert.Equal(RelayCode.Ok, await office.DropAsync(office.Seal(kind, receiver.Device.Mailbox.Card, body), CancellationToken.None));
    }

    private static int Count(Participant person, PassKind kind)
    {
        using var session = ModifiedClient.OpenStore(person);
        return session.List(Bucket.Passes).Count(entry => LocalRecord.Decode<StoredPass>(entry.Value.ToArray()).Kind == (int)kind);
    }

    private static void Drain(Participant person, PassKind kind)
    {
        using var store = ModifiedClient.OpenStore(person);
        store.Write(writer =>
        {
            foreach (var entry in store.List(Bucket.Passes).Where(entry => LocalRecord.Decode<StoredPass>(entry.Value.ToArray()).Kind == (int)kind))
            {
                writer.Delete(Bucket.Passes, entry.Key.Span);
            }
        });
    }
}
