namespace SecureDialogue.Client.Channels;

/// <summary>One part of what a joiner is sent; kept until all parts are here and the relay accepts the new epoch's key.</summary>
/// <param name="Body">The letter's body.</param>
/// <param name="Sender">The sender's device key, 32 bytes.</param>
/// <param name="ReceivedAt">Seconds since 1970: a Welcome that no commit followed is dropped after 48 hours.</param>
internal sealed record StoredWelcome(byte[] Body, byte[] Sender, long ReceivedAt);
