using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Tests.Trust;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Tests.Policy;

public sealed class LogChainTests
{
    private static readonly Opaque First = World.Bytes(1, 32);
    private static readonly Opaque Second = World.Bytes(2, 32);

    // The digests were computed by another program from the formula in docs/protocol.md.
    [Fact]
    public void The_digest_of_two_items_is_the_golden_one()
    {
        var log = Chain((2, 0, First), (1, 0, Second));

        Assert.Equal(2UL, log.Number);
        Assert.Equal("b6d27f8790707f2ef478aa782305f86d18ca565a4c128099e035a15395d485b0", Convert.ToHexStringLower(LogChain.Start(Channel)));
        Assert.Equal("9b66db39beb53c8b45a48148b5ff9df81e77d30f72d160b1f7beaae5d1b90655", log.Digest.ToString());
        Assert.Equal(log.Digest.ToString(), Golden.Of("policy", "log-chain.json", () => log.Digest.ToString()));
    }

    [Fact]
    public void B05_B06_swapped_dropped_or_changed_items_give_another_digest()
    {
        var right = Chain((2, 0, First), (3, 0, Second)).Digest;
        LogPosition[] wrong =
        [
            Chain((3, 0, Second), (2, 0, First)),
            Chain((2, 0, First)),
            Chain((3, 0, First), (3, 0, Second)),
            Chain((2, 1, First), (3, 0, Second)),
            Chain((2, 0, First), (3, 0, First)),
            Chain((2, 0, First), (3, 0, Second), (3, 0, Second)),
        ];

        Assert.Equal(right, Chain((2, 0, First), (3, 0, Second)).Digest);
        Assert.All(wrong, log => Assert.NotEqual(right, log.Digest));
        Assert.NotEqual(LogChain.Start(Channel), LogChain.Start(OpaqueId.Read<ChannelId>(World.Bytes(1, 16).Span)));
    }

    private static ChannelId Channel => OpaqueId.Read<ChannelId>(World.Channel.Span);

    private static LogPosition Chain(params (int Kind, ulong Epoch, Opaque Hash)[] items)
    {
        var digest = LogChain.Start(Channel);
        for (var i = 0; i < items.Length; i++)
        {
            digest = LogChain.Next(digest, i + 1, (ItemKind)items[i].Kind, items[i].Epoch, items[i].Hash.Span);
        }

        return new LogPosition((ulong)items.Length, new Opaque(digest));
    }
}
