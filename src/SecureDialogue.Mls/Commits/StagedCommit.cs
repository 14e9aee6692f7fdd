#pragma warning disable
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Commits;

/// <summary>The epoch a commit leads to, before anyone has taken it. Owns the secrets of that epoch until merged.</summary>
public sealed class StagedCommit : IDisposable
{
    /// <summary>The new epoch.</summary>
    public ulong Epoch => throw new NotImplementedException();

    /// <summary>Who comes in.</summary>
    public IReadOnlyList<Member> Adds => throw new NotImplementedException();

    /// <summary>Who goes, with the leaf as it was.</summary>
    public IReadOnlyList<Member> Removes => throw new NotImplementedException();

    /// <summary>The committer's new leaf; null without an UpdatePath.</summary>
    public LeafNode? PathLeaf => throw new NotImplementedException();

    /// <summary>Whether the commit carries an UpdatePath.</summary>
    public bool HasPath => PathLeaf is not null;

    /// <summary>Whether this client is removed; then the new epoch has no secrets for it.</summary>
    public bool RemovesSelf => throw new NotImplementedException();

    /// <summary>The members of the new epoch.</summary>
    public IReadOnlyList<Member> ResultingMembers => throw new NotImplementedException();

    /// <summary>The new epoch's authenticator.</summary>
    public ReadOnlyMemory<byte> EpochAuthenticator => throw new NotImplementedException();

    /// <summary>MLS-Exporter of the new epoch.</summary>
    public byte[] Export(string label, ReadOnlySpan<byte> context, int length) => throw new NotImplementedException();

    /// <summary>The snapshot of the group as it will be after merging.</summary>
    public byte[] Save() => throw new NotImplementedException();

    /// <inheritdoc />
    public void Dispose() => throw new NotImplementedException();
}
