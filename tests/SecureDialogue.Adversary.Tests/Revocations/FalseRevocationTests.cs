using SecureDialogue.Adversary.Tests.Forgery;
using SecureDialogue.Adversary.Tests.Relay;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Wire;

namespace SecureDialogue.Adversary.Tests.Revocations;

/// <summary>A07: words that somebody was cut off which do not bear the signatures of two who may say so.</summary>
public sealed class FalseRevocationTests
{
    private const string LeftOut = "an act of a member does not hold; it was left out";
    private const string Told = "was cut off; your channels are taking it out";

    [Theory]
    [InlineData("signed by one of two", "fewer have signed it than the Charter asks for")]
    [InlineData("signed by two who have no say", "somebody signed it to whom the Charter gives no say")]
    [InlineData("changed after two signed it", "a signature under it is false")]
    [InlineData("of another dialogue", "it belongs to another dialogue")]
    [InlineData("about somebody who was never admitted", "whom it names was never admitted")]
    public async Task A07_a_revocation_that_does_not_hold_is_refused_in_words_by_letter_and_in_the_log_and_the_true_one_cuts_off(string which, string words)
    {
        await using var talks = await HostileTalks.CouncilAsync("amal", "boris", "carla");
        await LetterAsync(talks, "carla", "boris", await RevocationAsync(talks, which));
        await using (var rogue = await ModifiedClient.OfAsync(talks["rogue"]))
        {
            var id = OpaqueId.Draw<Wire.MessageId>();
            await rogue.PostAsync(id, rogue.Seal(id, new RevocationContent(await RevocationAsync(talks, which))), ItemKind.Lasting);
        }

        var told = (await talks["boris"].SyncAsync()).Notices;
        var lines = await talks["boris"].NoticesAsync();
        await talks.RequireAllTalkAsync("amal", "boris");
        await LetterAsync(talks, "carla", "boris", await RevocationAsync(talks, "true"));
        await talks["boris"].SyncAsync();

        Assert.Contains($"a letter of carla says that somebody was cut off; it was refused: {words}", told);
        Assert.Contains(LeftOut, lines);
        Assert.Equal(["boris", "carla", "founder", "rogue"], await talks["boris"].RosterAsync());
        await talks.RequireAllTalkAsync("boris", "carla");
    }

    [Fact]
    public async Task A07_a_true_revocation_that_the_relay_delivers_again_does_not_cut_off_the_device_that_came_after_it()
    {
        await using var talks = await HostileTalks.OfAsync("amal", "boris");
        var letters = talks.Relay.On(Calls.Drop).Record();
        await talks.Founder.Client.CutAsync("amal", null, false, "lost at the border");
        letters.Rule.RequireActed();
        letters.Rule.End();
        var home = talks.Talks.NewHome("returned");
        var link = (await talks.Founder.Client.InviteDeviceAsync("amal", TimeSpan.FromHours(1))).Link;
        var device = new Participant("amal", home, await Client.DialogueClient.JoinDeviceAsync(link, "amal", Participant.Options(home)));
        talks.Talks.Own(device);
        await talks.Founder.Client.AdmitAsync((await talks.Founder.Client.RequestsAsync()).Single().Id);
        var before = await SettleAsync(talks, device);

        await using (var boris = ModifiedClient.OpenSession(talks["boris"]))
        {
            var connection = await boris.Relay.LettersAsync(CancellationToken.None);
            foreach (var (drop, _) in letters.Exchanges)
            {
                Assert.Equal(RelayCode.Ok, (await connection.Drop(drop with { Letter = OpaqueId.Draw<LetterId>() })).Code);
            }
        }

        var again = await SettleAsync(talks, device);
        await device.SayAsync("still here");

        Assert.Single(before, notice => notice.Contains(Told, StringComparison.Ordinal));
        Assert.DoesNotContain(again, notice => notice.Contains(Told, StringComparison.Ordinal));
        Assert.Contains("amal: still here", await talks["boris"].HeardAsync());
        Assert.Equal(["amal", "boris", "founder"], await talks["boris"].RosterAsync());
        await talks["amal"].SyncAsync();
        Assert.Equal("removed", (await talks["amal"].ChannelAsync()).State);
    }

    /// <summary>Everybody hears of everything; what boris is told meanwhile.</summary>
    private static async Task<IReadOnlyList<string>> SettleAsync(HostileTalks talks, Participant device)
    {
        var told = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            await device.SyncAsync();
            await talks.Founder.SyncAsync();
            told.AddRange((await talks["boris"].SyncAsync()).Notices);
        }

        return told;
    }

    /// <summary>About amal's device, which the founder and hanna may cut off together.</summary>
    private static async Task<CoSigned<Revocation>> RevocationAsync(HostileTalks talks, string which)
    {
        await using var founder = ModifiedClient.OpenSession(talks.Founder);
        var charters = founder.Charters!;
        var (amal, _, _) = await Forge.PapersOfAsync(talks["amal"]);
        var honest = new Revocation(charters.Dialogue, charters.HeadId, amal, false, founder.Now);
        var ghost = Forge.Seed();
        var never = (amal.Body with { Device = Forge.KeyOf(ghost) }).CoSign(ghost);
        return which switch
        {
            "signed by one of two" => await SignAsync(honest, "founder"),
            "signed by two who have no say" => await SignAsync(honest, "rogue", "carla"),
            "changed after two signed it" => await SignAsync(honest, "founder", "hanna") with { Body = honest with { WholePerson = true } },
            "of another dialogue" => await SignAsync(honest with { Dialogue = new DialogueId(new Opaque(new byte[32])) }, "founder", "hanna"),
            "about somebody who was never admitted" => await SignAsync(honest with { Target = never }, "founder", "hanna"),
            _ => await SignAsync(honest, "founder", "hanna"),
        };

        async Task<CoSigned<Revocation>> SignAsync(Revocation body, params string[] names)
        {
            var signed = new CoSigned<Revocation>(body, []);
            foreach (var name in names)
            {
                signed = signed.CoSign((await Forge.PapersOfAsync(talks[name])).Seed);
            }

            return signed;
        }
    }

    private static async Task LetterAsync(HostileTalks talks, string from, string to, CoSigned<Revocation> revocation)
    {
        await using var sender = ModifiedClient.OpenSession(talks[from]);
        var office = new LetterOffice(sender);
        var letter = office.Seal(LetterKind.Revocation, (await Forge.PapersOfAsync(talks[to])).Card, new RevocationContent(revocation).Encode());
        Assert.Equal(RelayCode.Ok, await office.DropAsync(letter, CancellationToken.None));
    }
}
