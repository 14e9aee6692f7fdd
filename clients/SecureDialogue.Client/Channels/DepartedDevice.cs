namespace SecureDialogue.Client.Channels;

/// <summary>A device that is no longer in a channel though its person was not sent away: it left, was cut off, or expired.</summary>
/// <param name="Person">The person tag.</param>
/// <param name="Device">The device key.</param>
internal sealed record DepartedDevice(byte[] Person, byte[] Device);
