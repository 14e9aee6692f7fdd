using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Tests.Cbor;

public sealed class SizeClassesTests
{
    [Theory]
    [InlineData(0, 256)]
    [InlineData(252, 256)]
    [InlineData(253, 512)]
    [InlineData(65532, 65536)]
    [InlineData(65533, 131072)]
    [InlineData(131069, 196608)]
    public void A_length_falls_into_its_class_and_comes_back(int length, int size)
    {
        var bytes = Enumerable.Repeat((byte)7, length).ToArray();

        var padded = SizeClasses.Pad(bytes);

        Assert.Equal(size, padded.Length);
        Assert.Equal(bytes, SizeClasses.Unpad(padded));
    }

    [Fact]
    public void Padding_of_another_class_or_with_something_in_it_is_refused()
    {
        var padded = SizeClasses.Pad([1, 2, 3]);
        byte[] dirty = [.. padded[..^1], 1];
        byte[] longer = [.. padded, .. new byte[256]];
        byte[] lying = [0xFF, 0xFF, 0xFF, 0xFF, .. padded[4..]];

        Assert.Equal([1, 2, 3], SizeClasses.Unpad(padded));
        Assert.All([dirty, longer, lying, padded[..^1], []], wrong => Assert.Throws<MalformedObjectException>(() => SizeClasses.Unpad(wrong)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SizeClasses.Pad(new byte[SizeClasses.MaxBytes + 1]));
    }
}
