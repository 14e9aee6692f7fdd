using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Policy;

/// <summary>A commit, as far as the verdict looks at it.</summary>
/// <param name="Committer">The committer's leaf.</param>
/// <param name="Hour">The hour in its authenticated data.</param>
/// <param name="Adds">The credentials of the leaves it adds.</param>
/// <param name="Removes">The leaves it removes.</param>
/// <param name="HasOtherProposals">Whether it holds anything besides inline Adds and Removes: other types, or proposals by reference.</param>
public sealed record CommitAttempt(
    uint Committer, UnixHour Hour, IReadOnlyList<DeviceCredential> Adds, IReadOnlyList<uint> Removes, bool HasOtherProposals);
