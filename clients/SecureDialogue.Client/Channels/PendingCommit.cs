using SecureDialogue.Client.Sync;

namespace SecureDialogue.Client.Channels;

/// <summary>A commit on its way: kept with the state after it before anything is sent, so that a crash can go on with the same bytes.</summary>
/// <param name="Epoch">The epoch it ends.</param>
/// <param name="Message">16 bytes.</param>
/// <param name="After">The last lasting or steward sequence that had been processed.</param>
/// <param name="Bytes">The commit.</param>
/// <param name="NextKey">The next epoch's access key, 32 bytes.</param>
/// <param name="NextGroup">The MLS state after it.</param>
/// <param name="Hour">The hour it states.</param>
/// <param name="HasPath">Whether it renews the own leaf.</param>
/// <param name="Letters">The Welcomes, dropped before it.</param>
internal sealed record PendingCommit(
    ulong Epoch,
    byte[] Message,
    long After,
    byte[] Bytes,
    byte[] NextKey,
    byte[] NextGroup,
    uint Hour,
    bool HasPath,
    IReadOnlyList<StoredLetter> Letters);
