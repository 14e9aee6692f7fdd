using SecureDialogue.Mls.Extensions;
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
    private readonly GroupState _current;
    private GroupState? _next;

    /// <summary>Takes ownership of the next epoch; none for a commit that removes this client.</summary>
    internal StagedCommit(GroupState current, RatchetTree tree, AppliedProposals applied, GroupState? next)
    {
        BaseContext = current.Context;
        Epoch = current.Context.Epoch + 1;
        Adds = [.. applied.Adds.Select(add => new Member(add.Index, add.KeyPackage.LeafNode)), .. applied.Joiners];
        Removes = applied.Removes;
        Updates = applied.Updates;
        Psks = applied.Psks;
        IsExternal = applied.Joiners.Count > 0;
        GroupContextExtensions = applied.Extensions;
        ReInit = applied.ReInit;
        _current = current;
        ResultingMembers = GroupState.MembersOf(tree);
        RemovesSelf = next is null;
        _next = next;
    }

    /// <summary>The epoch the commit leads to.</summary>
    public ulong Epoch { get; }

    /// <summary>Who comes in; for an external commit its sender.</summary>
    public IReadOnlyList<Member> Adds { get; }

    /// <summary>Who goes, with the leaf as it was.</summary>
    public IReadOnlyList<Member> Removes { get; }

    /// <summary>Leaves that Update proposals replace; the committer's own is <see cref="PathLeaf"/>.</summary>
    public IReadOnlyList<LeafUpdate> Updates { get; }

    /// <summary>The pre-shared keys that are mixed in.</summary>
    public IReadOnlyList<PreSharedKeyId> Psks { get; }

    /// <summary>Whether the sender joins by it; then it is the last of <see cref="Adds"/>.</summary>
    public bool IsExternal { get; }

    /// <summary>The new extensions of the GroupContext; null if they stay.</summary>
    public IReadOnlyList<Extension>? GroupContextExtensions { get; }

    /// <summary>Set if the commit ends the group; its successor's parameters.</summary>
    public Proposal.ReInit? ReInit { get; }

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
    public byte[] Save() => GroupSnapshot.Save(Next, _current);

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
