using SecureDialogue.Client.Channels;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Tests.Content;

public sealed class WhisperTests
{
    private static readonly ChannelId Channel = OpaqueId.Read<ChannelId>([.. Enumerable.Repeat((byte)0xC0, 16)]);
    private static readonly byte[] Key = [.. Enumerable.Repeat((byte)0x31, 32)];
    private static readonly Whisper Typing = new(WhisperKind.Typing, 0x01020304);
    private static readonly byte[] Sealed = Typing.Seal(Key, Enumerable.Repeat((byte)0x32, 24).ToArray(), Channel, 258);

    [Fact]
    public void A_whisper_is_the_same_bytes_at_both_clients()
    {
        var golden = Golden.Of("trust", "whisper.json", () => new Expected(Convert.ToHexStringLower(Sealed)));

        Assert.Equal(golden.Sealed, Convert.ToHexStringLower(Sealed));
        Assert.Equal(Typing, Whisper.Open(Convert.FromHexString(golden.Sealed), Key, Channel, 258));
        Assert.InRange(Sealed.Length, 1, Limits.WhisperBytes);
    }

    [Fact]
    public void A_whisper_that_was_changed_cut_or_sealed_for_another_place_is_none()
    {
        for (var at = 0; at < Sealed.Length; at++)
        {
            var changed = Sealed.ToArray();
            changed[at] ^= 1;
            Assert.Null(Whisper.Open(changed, Key, Channel, 258));
            Assert.Null(Whisper.Open(Sealed.AsSpan(0, at), Key, Channel, 258));
        }

        Assert.Null(Whisper.Open(Sealed, Key, Channel, 259));
        Assert.Null(Whisper.Open(Sealed, new byte[32], Channel, 258));
        Assert.Equal(Typing, Whisper.Open(Sealed, Key, Channel, 258));
    }

    private sealed record Expected(string Sealed);
}
