namespace SecureDialogue.Client.Sync;

/// <summary>A sealed letter that must reach a mailbox; kept until the relay has it, so that a crash neither loses nor doubles it.</summary>
/// <param name="Mailbox">16 bytes.</param>
/// <param name="DropToken">32 bytes.</param>
/// <param name="Letter">16 bytes, the letter's id.</param>
/// <param name="Bytes">The sealed letter.</param>
internal sealed record StoredLetter(byte[] Mailbox, byte[] DropToken, byte[] Letter, byte[] Bytes);
