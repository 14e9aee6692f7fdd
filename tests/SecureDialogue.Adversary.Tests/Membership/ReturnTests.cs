using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client;
using SecureDialogue.Client.Content;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Membership;

/// <summary>C10: who was removed comes back by no path but a new admission, and no path shows them a word.</summary>
public sealed class ReturnTests
{
    private const string Secret = "said after the removal";

    [Fact]
    public async Task C10_an_old_welcome_served_again_lets_nobody_back_in()
    {
        await using var talks = await HostileTalks.FoundAsync();
        await talks.Talks.AdmitAsync("amal");
        await talks.Talks.AdmitAsync("boris");
        var letters = talks.Relay.On(Calls.ReadLetters).Record();
        await talks.OpenPlenaryAsync("amal", "boris");
        letters.Rule.End();
        await talks.Founder.Client.RemoveMemberAsync(Talks.Plenary, "amal");
        await talks.Founder.SayAsync(Secret);
        await talks["amal"].SyncAsync();
        await talks["amal"].ReopenAsync();
        var mailbox = await MailboxOfAsync(talks["amal"]);
        var replay = talks.Relay.On(Calls.ReadLetters).When(request => request.Mailbox == mailbox).Once().Change((_, reply) =>
            reply with { Letters = [.. letters.Exchanges.Where(one => one.Request.Mailbox == mailbox).SelectMany(one => one.Reply.Letters)] });

        await talks["amal"].SyncAsync();

        replay.RequireActed();
        Assert.Equal("removed", (await talks["amal"].ChannelAsync()).State);
        Assert.DoesNotContain("founder: " + Secret, await talks["amal"].HeardAsync());
        await talks.RequireAllTalkAsync("boris");
    }

    [Fact]
    public async Task C10_an_external_commit_with_the_old_admission_is_refused_and_undone()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "mallory");
        var (admission, seed, _) = await Forgery.Forge.PapersOfAsync(talks["amal"]);
        await talks.Founder.Client.RemoveMemberAsync(Talks.Plenary, "amal");
        await using var leak = await Outsider.OfAsync(talks["mallory"]);
        await leak.HandInAsync(leak.ExternalCommit(seed, admission));

        await talks.RequireRefusedAsync("it is no commit of this channel", "mallory");
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);

        await talks.RequireAllTalkAsync("mallory");
        Assert.Equal(["founder", "mallory"], await talks.Founder.RosterAsync());
    }

    [Fact]
    public async Task C10_A07_a_facilitator_who_adds_the_removed_admission_again_is_refused_and_undone()
    {
        await using var talks = await HostileTalks.FoundAsync();
        await talks.Talks.AdmitAsync("rogue", "facilitator");
        await talks.Talks.AdmitAsync("amal");
        await talks.Talks.AdmitAsync("boris");
        await talks.OpenPlenaryAsync("rogue", "amal", "boris");
        await talks.Founder.Client.RemoveMemberAsync(Talks.Plenary, "amal");
        await using var rogue = await ModifiedClient.OfAsync(talks["rogue"]);
        var welcome = await rogue.CommitAsync([ModifiedClient.PackageOf(talks["amal"])], []);
        await rogue.WelcomeAsync(talks["amal"], welcome!.Value);

        await talks.RequireRefusedAsync("somebody was removed before", "boris");
        await talks.Founder.Client.SupersedeAsync(Talks.Plenary);
        await talks.Founder.SayAsync(Secret);
        await talks["amal"].SyncAsync();

        await talks.RequireAllTalkAsync("boris");
        Assert.DoesNotContain("founder: " + Secret, await talks["amal"].HeardAsync());
        Assert.DoesNotContain("amal", await talks["boris"].RosterAsync());
    }

    [Fact]
    public async Task C10_B09_what_the_removed_write_in_their_last_epoch_is_no_part_of_the_history_that_others_have()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris", "carla");
        await using var amal = await ModifiedClient.OfAsync(talks["amal"]);
        var id = OpaqueId.Draw<Wire.MessageId>();
        var late = amal.Seal(id, new TextContent("I am still here"));
        await talks.Founder.Client.RemoveMemberAsync(Talks.Plenary, "amal");
        await talks.Founder.SayAsync(Secret);

        // The relay shows it to boris in place of the removal, as if the epoch went on.
        var inject = talks.Relay.OnItems().From("boris").Change(items => [.. items.Select(item => item.Kind == ItemKind.Commit ? Instead(item, id, late) : item)]);
        await talks.RecogniseAsync("boris");
        var notices = (await talks["boris"].SyncAsync()).Notices;
        talks.Relay.BeHonest();

        inject.RequireActed();
        Assert.Contains(notices, notice => notice.Contains("keeps a part of a channel back", StringComparison.Ordinal));
        await Assert.ThrowsAsync<DialogueException>(() => talks["boris"].SayAsync("not to be sent"));
        await talks.RequireAllTalkAsync("carla");
        Assert.DoesNotContain("amal: I am still here", await talks["carla"].HeardAsync());
    }

    private static LogItem Instead(LogItem item, Wire.MessageId id, ReadOnlyMemory<byte> bytes) => item with
    {
        Kind = ItemKind.Talk,
        Message = id,
        Bytes = bytes,
        Hash = System.Security.Cryptography.SHA256.HashData(bytes.Span),
    };

    private static async Task<MailboxId> MailboxOfAsync(Participant person)
    {
        await using var session = ModifiedClient.OpenSession(person);
        return session.Device.Mailbox.Mailbox;
    }
}
