using System.Security.Cryptography;

namespace SecureDialogue.Server.Platform.Storage;

/// <summary>
/// Row keys <c>number &lt;&lt; 32 | counter</c>. The number of a mailbox or channel is random, so rows of one lie together in their
/// order and nothing orders two of them. Mailboxes have even numbers and channels odd ones: no place occurs in both databases.
/// </summary>
internal static class Place
{
    public static long Of(long number, long counter) => (number << 32) | counter;

    public static long Number(long place) => place >> 32;

    public static long Counter(long place) => place & uint.MaxValue;

    /// <summary>The place after the last one of this number.</summary>
    public static long End(long number) => Of(number, uint.MaxValue);

    public static long DrawMailboxNumber() => Draw() << 1;

    public static long DrawChannelNumber() => (Draw() << 1) | 1;

    private static long Draw() => RandomNumberGenerator.GetInt32(1, 1 << 30);
}
