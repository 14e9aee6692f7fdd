using System.Security.Cryptography;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>
/// Letters that came before what they are about. Only known devices are kept waiting, and only few of each: anybody with a drop token
/// can send letters.
/// </summary>
internal sealed class EarlyLetters(DeviceSession session)
{
    private const int MaxOfASender = 16;
    private const uint WaitHours = 60 * 24;

    /// <summary>Keeps a letter to be looked at again.</summary>
    /// <returns>Whether there was room for it.</returns>
    internal bool Keep(StoreWriter writer, LetterKind kind, DeviceKey sender, ReadOnlySpan<byte> body)
    {
        // Founders have no Charter yet that would say whom they may hear.
        if ((session.Charters is not null && !new AddressBook(session).IsKnown(sender)) || All().Count(one => one.Letter.Device == sender) >= MaxOfASender)
        {
            return false;
        }

        var letter = new EarlyLetter((int)kind, sender.Value.ToArray(), body.ToArray(), session.Now.Value);
        LocalRecord.Put(writer, Bucket.EarlyLetters, Key(kind, sender, body), letter);
        return true;
    }

    /// <summary>Those that wait, in the order in which they came.</summary>
    internal IReadOnlyList<(byte[] Key, EarlyLetter Letter)> All() =>
        [.. session.Store.List(Bucket.EarlyLetters).Select(entry => (entry.Key.ToArray(), LocalRecord.Decode<EarlyLetter>(entry.Value.ToArray())))];

    /// <summary>Whether one has waited longer than letters wait at the relay.</summary>
    internal bool IsOver(EarlyLetter letter) => session.Now.Value >= letter.Hour + WaitHours;

    private static byte[] Key(LetterKind kind, DeviceKey sender, ReadOnlySpan<byte> body) =>
        SHA256.HashData([(byte)kind, .. sender.Value.Span, .. body]);
}
