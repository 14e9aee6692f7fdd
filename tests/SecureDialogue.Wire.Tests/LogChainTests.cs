namespace SecureDialogue.Wire.Tests;

public sealed class LogChainTests
{
    [Fact]
    public void The_chain_has_its_golden_digests()
    {
        var golden = GoldenFile.Read("logChain");
        var digest = LogChain.Start(golden["channel"].To<ChannelId>());
        Assert.Equal(golden["start"].Base64(), digest);

        foreach (var item in golden["items"]!.AsArray())
        {
            digest = LogChain.Next(
                digest, item!["sequence"]!.GetValue<long>(), (ItemKind)item["kind"]!.GetValue<int>(), item["epoch"]!.GetValue<ulong>(), item["hash"].Base64());
            Assert.Equal(item["digest"].Base64(), digest);
        }
    }

    [Fact]
    public void Another_sequence_kind_epoch_or_item_gives_another_digest()
    {
        var start = new byte[32];
        var digest = LogChain.Next(start, 1, ItemKind.Talk, 2, new byte[32]);

        Assert.NotEqual(digest, LogChain.Next(start, 2, ItemKind.Talk, 2, new byte[32]));
        Assert.NotEqual(digest, LogChain.Next(start, 1, ItemKind.Lasting, 2, new byte[32]));
        Assert.NotEqual(digest, LogChain.Next(start, 1, ItemKind.Talk, 3, new byte[32]));
        Assert.NotEqual(digest, LogChain.Next(digest, 1, ItemKind.Talk, 2, new byte[32]));
    }
}
