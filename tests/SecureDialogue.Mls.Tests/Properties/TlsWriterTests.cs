using SecureDialogue.Mls.Codec;

namespace SecureDialogue.Mls.Tests.Properties;

/// <summary>Writers borrow their buffers: nothing may stay in one, and none may have two owners.</summary>
public sealed class TlsWriterTests
{
    [Fact]
    public void What_a_writer_held_is_zeroed_in_the_outgrown_buffer_and_in_the_last()
    {
        var writer = new TlsWriter(16);
        writer.WriteFixed(Enumerable.Repeat((byte)0xaa, 16).ToArray());
        var outgrown = writer.WrittenMemory;
        writer.WriteFixed(Enumerable.Repeat((byte)0xbb, 100).ToArray());
        var last = writer.WrittenMemory;

        writer.Dispose();

        Assert.False(outgrown.Span.ContainsAnyExcept((byte)0));
        Assert.False(last.Span.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void A_writer_disposed_of_twice_gives_its_buffer_back_once()
    {
        var writer = new TlsWriter(64);
        writer.WriteUInt32(1);
        writer.Dispose();
        writer.Dispose();

        using var first = new TlsWriter(64);
        using var second = new TlsWriter(64);
        first.WriteUInt32(1);
        second.WriteUInt32(2);

        Assert.NotEqual(first.ToArray(), second.ToArray());
        Assert.Equal(0, writer.Length);
    }
}
