using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Commits;

/// <summary>
/// The epoch a commit leads to, before anyone has taken it: the caller judges what it changes, then merges or disposes of it.
/// Owns the secrets of that epoch until it is merged.
/// </summary>
public sealed class StagedCommit : IDisposable
{
    private GroupState? _next;

    /// <summary>Takes ownership of the next epoch; none for a commit that removes this client.</summary>
    internal StagedCommit(GroupState current, RatchetTree tree, AppliedProposals applied, GroupState? next)
    {
        BaseContext = current.Context;
        Epoch = current.Context.Epoch + 1;
        Adds = [.. applied.Adds.Select(add => new Member(add.Index, add.KeyPackage.LeafNode))];
        Removes = applied.Removes;
        ResultingMembers = GroupState.MembersOf(tree);
        RemovesSelf = next is null;
        _next = next;
    }

    /// <summary>The epoch the commit leads to.</summary>
    public ulong Epoch { get; }

    /// <summary>Who comes in.</summary>
    public IReadOnlyList<Member> Adds { get; }

    /// <summary>Who goes, with the leaf as it was.</summary>
    public IReadOnlyList<Member> Removes { get; }

    /// <summary>The committer's new leaf; null without an UpdatePath.</summary>
    public LeafNode? PathLeaf { get; internal init; }

    /// <summary>Whether the commit carries an UpdatePath.</summary>
    public bool HasPath => PathLeaf is not null;

    /// <summary>Whether this client is removed; then the epoch has no secrets for it and cannot be merged, saved or exported from.</summary>
    public bool RemovesSelf { get; }

    /// <summary>The members of the new epoch.</summary>
    public IReadOnlyList<Member> ResultingMembers { get; }

    /// <summary>The new epoch's authenticator.</summary>
    /// <exception cref="InvalidOperationException">This client is removed, or the commit was merged.</exception>
    public ReadOnlyMemory<byte> EpochAuthenticator => Next.Secrets.EpochAuthenticator.Bytes.ToArray();

    /// <summary>The context of the epoch the commit ends.</summary>
    internal GroupContext BaseContext { get; }

    /// <summary>The epoch it leads to; lent.</summary>
    internal GroupState Next => _next ?? throw new InvalidOperationException("the commit removes this client or was merged");

    /// <summary>MLS-Exporter of the new epoch (RFC 9420 §8.5).</summary>
    /// <param name="label">What it is for.</param>
    /// <param name="context">Bound to the result.</param>
    /// <param name="length">Bytes asked for.</param>
    /// <exception cref="InvalidOperationException">This client is removed, or the commit was merged.</exception>
    public byte[] Export(string label, ReadOnlySpan<byte> context, int length) =>
        Exporter.Export(Next.Suite, Next.Secrets.ExporterSecret, label, context, length);

    /// <summary>The snapshot of the group as it will be after merging; <see cref="MlsGroup.Load"/> reads it.</summary>
    /// <exception cref="InvalidOperationException">This client is removed, or the commit was merged.</exception>
    public byte[] Save() => GroupSnapshot.Save(Next);

    /// <inheritdoc />
    public void Dispose()
    {
        _next?.Dispose();
        _next = null;
    }

    /// <summary>Hands the next epoch over to the group.</summary>
    internal GroupState TakeNext()
    {
        var next = Next;
        _next = null;
        return next;
    }
}
