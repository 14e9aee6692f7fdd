using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>
/// A group as one member sees it: the engine's front door (RFC 9420).
/// <para>
/// A group lives in <b>epochs</b>. In an epoch every member has the same tree, the same secrets and the same idea of who the
/// members are. A <b>commit</b> ends an epoch and starts the next: it adds and removes members and, with an UpdatePath, gives its
/// sender new keys, so that whoever copied the old ones is shut out. Someone who is added gets a <b>Welcome</b> sealed to the key
/// package it had published.
/// </para>
/// <para>
/// Nothing here waits, stores, sends or looks at the clock, and nothing is decided twice:
/// <code>
/// own change      CreateCommit -> CommitBundle { Message, Welcome, Staged } -> Save, Staged.Save, send -> Merge
/// others' change  Receive      -> CommitReceived { Staged } -> the caller judges -> Merge, or Dispose and stay
/// data            Protect      -> bytes -> Save, send             Receive -> ApplicationReceived -> Save, show
/// </code>
/// A <see cref="Commits.StagedCommit"/> is the next epoch in full and can be stored before the group takes it, so a crash between
/// storing and sending loses nothing. Message keys are used once and then erased: <see cref="Save"/> after
/// <see cref="Protect"/>, after <see cref="CreateCommit"/> and after every application message received, before its effect is
/// seen by anyone.
/// </para>
/// <para>
/// What a peer did wrong is an <see cref="MlsException"/>, and the group is then byte for byte what it was. What the caller did
/// wrong is an <see cref="ArgumentException"/> or <see cref="InvalidOperationException"/>. An instance is for one thread at a time.
/// </para>
/// </summary>
public sealed partial class MlsGroup : IDisposable
{
    private GroupState _state;

    /// <summary>Takes ownership of the state.</summary>
    private MlsGroup(GroupState state) => _state = state;

    /// <summary>The epoch; lent.</summary>
    internal GroupState State => _state;

    /// <summary>The suite.</summary>
    public CipherSuite Suite => _state.Suite;

    /// <summary>The group id.</summary>
    public ReadOnlyMemory<byte> GroupId => _state.Context.GroupId;

    /// <summary>The epoch, 0 first.</summary>
    public ulong Epoch => _state.Context.Epoch;

    /// <summary>The place of this client.</summary>
    public LeafIndex OwnLeaf => _state.Own;

    /// <summary>Everyone in the group, by place.</summary>
    public IReadOnlyList<Member> Members => GroupState.MembersOf(_state.Tree);

    /// <summary>The extensions of the GroupContext.</summary>
    public IReadOnlyList<Extension> GroupContextExtensions => _state.Context.Extensions;

    /// <summary>The GroupInfo's extensions after <see cref="Join"/>, signed by the member that let us in; otherwise empty, and not in snapshots.</summary>
    public IReadOnlyList<Extension> JoinedGroupInfoExtensions { get; private init; } = [];

    /// <summary>Equal for members with one view of the group (RFC 9420 §8.7).</summary>
    public ReadOnlyMemory<byte> EpochAuthenticator => _state.Secrets.EpochAuthenticator.Bytes.ToArray();

    /// <summary>The hash over all commits so far (RFC 9420 §8.2).</summary>
    public ReadOnlyMemory<byte> ConfirmedTranscriptHash => _state.Context.ConfirmedTranscriptHash;

    /// <summary>What the group keeps of earlier epochs.</summary>
    public GroupRetention Retention => _state.History.Retention;

    /// <summary>Proposals of this epoch that a commit may take up, in the order in which they came.</summary>
    public IReadOnlyList<PendingProposal> PendingProposals => [.. _state.Proposals.Entries.Select(entry => new PendingProposal(
        entry.Reference, entry.Proposal, entry.Sender.Type, entry.Sender.Type == SenderType.Member ? entry.Sender.Leaf : default))];

    /// <summary>The ReInit that ended the group; null while it goes on. An ended group sends and receives nothing (RFC 9420 §11.2).</summary>
    public Proposal.ReInit? ReInit => _state.ReInit;

    /// <summary>The resumption key of this epoch, for another group (RFC 9420 §8.6).</summary>
    public ResumptionPsk ExportResumptionPsk() => new(GroupId, Epoch, _state.Secrets.ResumptionPsk.Copy());

    /// <summary>MLS-Exporter of this epoch (RFC 9420 §8.5). Whoever copies the group can have the same again until the epoch ends.</summary>
    /// <param name="label">What it is for.</param>
    /// <param name="context">Bound to the result.</param>
    /// <param name="length">Bytes asked for, 1 to 255 hashes.</param>
    public byte[] Export(string label, ReadOnlySpan<byte> context, int length) =>
        Exporter.Export(Suite, _state.Secrets.ExporterSecret, label, context, length);

    /// <summary>Signs what an application shows to others as its own, with the key of the own leaf.</summary>
    /// <param name="message">Begins with a label of the application's that is no <c>SignContent</c> of RFC 9420 §5.1.2.</param>
    public byte[] SignWithLeafKey(ReadOnlySpan<byte> message) => Suite.Crypto.Sign(Suite, _state.SignatureKey.ExpandedKey.Bytes, message);

    /// <summary>Everything this member knows, secrets included, for an encrypted store; the caller zeroes the bytes after use.</summary>
    public byte[] Save() => GroupSnapshot.Save(_state);

    /// <summary>Reads what <see cref="Save"/> or <see cref="Commits.StagedCommit.Save"/> wrote.</summary>
    /// <param name="snapshot">Bytes from a trusted store.</param>
    /// <exception cref="MlsException">The bytes are not a snapshot of a version this release reads.</exception>
    public static MlsGroup Load(ReadOnlySpan<byte> snapshot) => new(GroupSnapshot.Load(snapshot));

    /// <inheritdoc />
    public void Dispose()
    {
        _state.Dispose();
        _state.History.Dispose();
    }
}
