using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>A letter about a paper that has not come yet, or under a Charter that has not: letters of several senders come in any order.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Sender">The device that signed it, 32 bytes.</param>
/// <param name="Body">Its body.</param>
/// <param name="Hour">When it came, hours since 1970.</param>
internal sealed record EarlyLetter(int Kind, byte[] Sender, byte[] Body, uint Hour)
{
    internal LetterKind LetterKind => (LetterKind)Kind;

    internal DeviceKey Device => new(new Opaque(Sender));
}
