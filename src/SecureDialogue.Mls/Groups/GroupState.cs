using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Secrets;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Groups;

/// <summary>
/// One epoch as one member knows it. Nothing in it changes but the <see cref="Ratchets"/>, whose keys must be erased, and the list of
/// <see cref="Proposals"/>. Owns its secrets, but not the <see cref="History"/>, which is the group's.
/// </summary>
internal sealed class GroupState : IDisposable
{
    private byte[]? _encodedTree;
    private bool _hasRatchets = true;

    internal required CipherSuite Suite { get; init; }

    internal required GroupContext Context { get; init; }

    internal required RatchetTree Tree { get; init; }

    internal required LeafIndex Own { get; init; }

    internal required PrivateTree Keys { get; init; }

    internal required SignatureKeyPair SignatureKey { get; init; }

    internal required EpochSecrets Secrets { get; init; }

    internal required SecretTree Ratchets { get; init; }

    internal required ReadOnlyMemory<byte> ConfirmationTag { get; init; }

    internal required ReadOnlyMemory<byte> InterimTranscriptHash { get; init; }

    internal required GroupHistory History { get; init; }

    /// <summary>The proposals that a commit of this epoch may refer to.</summary>
    internal ProposalCache Proposals { get; init; } = new();

    /// <summary>Set when the group was ended; its successor's parameters.</summary>
    internal Proposal.ReInit? ReInit { get; init; }

    /// <summary>The ratchet_tree encoding, made once an epoch because every snapshot has it.</summary>
    internal ReadOnlySpan<byte> EncodedTree => _encodedTree ??= EncodeTree();

    /// <summary>Starts an epoch; takes ownership of keys, not of the epoch secret.</summary>
    internal static GroupState Enter(GroupEntry entry, Secret epochSecret)
    {
        var suite = entry.SignatureKey.Suite;
        return new GroupState
        {
            Suite = suite,
            Context = entry.Context,
            Tree = entry.Tree,
            Own = entry.Own,
            Keys = entry.Keys,
            SignatureKey = entry.SignatureKey,
            Secrets = EpochSecrets.Derive(suite, epochSecret),
            Ratchets = new SecretTree(suite, entry.Tree.LeafCount, KeySchedule.EncryptionSecret(suite, epochSecret)),
            ConfirmationTag = entry.ConfirmationTag,
            History = entry.History,
            ReInit = entry.ReInit,
            InterimTranscriptHash = TranscriptHash.Interim(
                suite, entry.Context.ConfirmedTranscriptHash.Span, entry.ConfirmationTag.Span),
        };
    }

    internal static IReadOnlyList<Member> MembersOf(RatchetTree tree) =>
        [.. tree.OccupiedLeaves().Select(index => new Member(index, tree.Leaf(index)!))]; // Occupied, as the name says.

    /// <summary>The context of the next epoch but for its transcript hash: what path secrets are sealed under (RFC 9420 §12.4.1).</summary>
    internal GroupContext ProvisionalContext(RatchetTree tree, IReadOnlyList<Extension>? extensions = null) => Context with
    {
        Extensions = extensions ?? Context.Extensions,
        Epoch = Context.Epoch == ulong.MaxValue ? throw new MlsException(MlsError.EpochMismatch) : Context.Epoch + 1,
        TreeHash = TreeHash.Compute(Suite, tree),
    };

    /// <summary>Hands the ratchets over to a longer-lived owner.</summary>
    internal SecretTree TakeRatchets()
    {
        _hasRatchets = false;
        return Ratchets;
    }

    public void Dispose()
    {
        Keys.Dispose();
        SignatureKey.Dispose();
        Secrets.Dispose();
        Proposals.Dispose();
        if (_hasRatchets)
        {
            Ratchets.Dispose();
        }
    }

    private byte[] EncodeTree()
    {
        using var writer = new TlsWriter(4096);
        RatchetTreeExtension.Write(writer, Tree);
        return writer.ToArray();
    }
}
