namespace SecureDialogue.Mls.Tests.Properties;

/// <summary>A decoder and bytes that it takes.</summary>
internal sealed record DecoderSample(string Name, byte[] Bytes, Action<byte[]> Decode);
