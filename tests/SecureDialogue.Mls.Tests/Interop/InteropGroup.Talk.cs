using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tests.Scenarios;

namespace SecureDialogue.Mls.Tests.Interop;

internal sealed partial class InteropGroup
{
    /// <summary>Each of the speakers says something, everyone else opens it.</summary>
    internal async Task TalkAsync(IReadOnlyList<LeafOwner> speakers, Random random)
    {
        var said = speakers.Select(speaker => (Speaker: speaker, Text: NextText(random))).ToArray();
        var spoken = new List<(LeafOwner Speaker, byte[] Text, byte[] Message)>();
        foreach (var (speaker, text) in said)
        {
            spoken.Add((speaker, text, await SealAsync(speaker, text, random)));
        }

        var pending = Task.WhenAll(Peers.Select(peer => HearAsync(peer, [.. spoken.Where(one => one.Speaker.Peer != peer)])).ToArray());
        foreach (var (speaker, text, message) in spoken)
        {
            foreach (var core in Cores.Where(core => core != speaker.Core))
            {
                var received = Assert.IsType<ApplicationReceived>(core.Group.Receive(message, AcceptAll.Instance));
                Assert.Equal(speaker.Leaf, received.Sender);
                Assert.Equal(text, received.Data.ToArray());
                Tally.CountOpened(Engine.Core, 1);
            }
        }

        await pending;
    }

    /// <summary>A member of each engine of ours is stored and loaded; ts-mls has a test of its own for that.</summary>
    internal async Task RestartAsync(Random random)
    {
        Cores[random.Next(Cores.Count)].Restarts();
        Tally.Restarts++;
        var webs = Peers.Where(peer => peer.Engine == Engine.Web).ToArray();
        if (webs.Length > 0)
        {
            var web = webs[random.Next(webs.Length)];
            var result = (await web.AskAsync(new { Do = "restart", Member = web.Number })).Succeeded();
            Assert.Equal(Cores[0].Group.EpochAuthenticator.ToArray(), result.Authenticator);
            Tally.Restarts++;
        }
    }

    private static async Task<byte[]> SealAsync(LeafOwner speaker, byte[] text, Random random)
    {
        var padding = random.Next(200);
        return speaker.Core is { } core
            ? core.Group.Protect(text, [], padding)
            : (await speaker.Peer!.AskAsync(new { Do = "say", Member = speaker.Peer.Number, Bytes = text, Padding = padding })).Succeeded().Bytes!;
    }

    private async Task HearAsync(PeerMember peer, IReadOnlyList<(LeafOwner Speaker, byte[] Text, byte[] Message)> spoken)
    {
        var results = await peer.Home.SendAsync(
            [.. spoken.Select(one => new { Do = "hear", Member = peer.Number, Bytes = one.Message })]);
        foreach (var (one, result) in spoken.Zip(results))
        {
            Assert.Equal(one.Text, result.Succeeded().Bytes);
        }

        Tally.CountOpened(peer.Engine, results.Length);
    }

    private static byte[] NextText(Random random)
    {
        var text = new byte[random.Next(500)];
        random.NextBytes(text);
        return text;
    }
}
