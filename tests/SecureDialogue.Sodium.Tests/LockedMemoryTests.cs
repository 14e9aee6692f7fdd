namespace SecureDialogue.Sodium.Tests;

public sealed class LockedMemoryTests
{
    [Fact]
    public void A_block_is_zero_holds_what_is_written_and_is_gone_when_freed()
    {
        SodiumLibrary.EnsureLoaded();
        var memory = new LockedMemory(40);
        Assert.Equal(new byte[40], memory.Span.ToArray());

        memory.Span[39] = 7;
        Assert.Equal((40, 7), (memory.Length, memory.Span[39]));
        memory.Dispose();
        memory.Dispose();

        Assert.Throws<ObjectDisposedException>(() => memory.Span[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LockedMemory(0));
    }
}
