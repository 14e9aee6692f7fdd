using SecureDialogue.Mls.Codec;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Schedule;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Welcomes;

/// <summary>Makes an external commit from a GroupInfo (RFC 9420 §12.4.3.2): a path and a signature, but an init secret of the joiner's own.</summary>
internal static class ExternalJoiner
{
    internal static (byte[] Message, GroupState State) Build(GroupInfo info, ExternalJoin join)
    {
        var suite = RequireSuite(info, join);
        var tree = RequireValid(suite, info, join);
        var externalPub = ExternalPub.Find(info.Extensions) ?? throw new MlsException(MlsError.ExternalPubMissing);
        var (externalInit, init) = ExternalInit.Create(suite, externalPub.PublicKey.Span);
        using var initSecret = init;
        var proposals = ProposalsOf(suite, join, externalInit);
        _ = ProposalApplier.Apply(tree, proposals);
        var own = tree.AddLeaf(LeafOf(join));
        using var path = TreeKem.CreatePath(tree, own, join.SignatureKey, info.Context.GroupId.Span);
        CommitRules.RequireTree(tree);
        LeafNodeRules.RequireGroupCapabilities(path.LeafNode, info.Context.Extensions);
        var provisional = info.Context with { Epoch = info.Context.Epoch + 1, TreeHash = TreeHash.Compute(suite, tree) };
        var updatePath = TreeKem.SealPath(suite, tree, path, TlsEncoding.Encode(provisional), []);
        var commit = new Commit([.. proposals.Select(item => new ProposalOrRef.ByValue(item.Proposal))], updatePath);
        var signed = Sign(info.Context, join, commit);
        var interim = TranscriptHash.Interim(suite, info.Context.ConfirmedTranscriptHash.Span, info.ConfirmationTag.Span);
        var start = new EpochStart(suite, interim, initSecret) { Psks = PsksOf(proposals, join) };
        using var change = new EpochChange(start, signed, provisional, path.Secrets.CommitSecret);
        var message = PublicMessage.FromOutside(signed.WithConfirmationTag(change.ConfirmationTag));
        using var custody = new Custody();
        var keys = custody.Hold(new PrivateTree());
        path.StoreIn(keys);
        var entry = new GroupEntry(change.Context, tree, own)
        {
            Keys = keys,
            SignatureKey = custody.Hold(join.SignatureKey.Copy()),
            ConfirmationTag = change.ConfirmationTag,
            History = new GroupHistory(join.Retention),
        };
        return custody.Release((TlsEncoding.Encode(MlsMessage.Of(message)), GroupState.Enter(entry, change.EpochSecret)));
    }

    private static CipherSuite RequireSuite(GroupInfo info, ExternalJoin join) => info.Context.CipherSuite == join.SignatureKey.Suite.Id
        ? join.SignatureKey.Suite
        : throw new MlsException(MlsError.WelcomeSuiteMismatch);

    /// <summary>The tree of a GroupInfo that holds what a Welcome's must hold.</summary>
    private static RatchetTree RequireValid(CipherSuite suite, GroupInfo info, ExternalJoin join)
    {
        if (info.Context.Epoch == ulong.MaxValue)
        {
            throw new MlsException(MlsError.EpochMismatch);
        }

        var tree = WelcomeProcessor.TreeOf(info, join.RatchetTree);
        WelcomeRules.RequireSignature(suite, info, WelcomeRules.RequireSigner(tree, info).SignatureKey.Span);
        WelcomeRules.RequireTree(suite, info, tree, new JoinOptions
        {
            Validator = join.Validator,
            CurrentTime = join.CurrentTime,
            MaxLifetime = join.MaxLifetime,
        });
        return join.Removes is { } old && tree.Leaf(old) is null ? throw new MlsException(MlsError.RemovedLeafUnknown) : tree;
    }

    private static IReadOnlyList<AttributedProposal> ProposalsOf(CipherSuite suite, ExternalJoin join, Proposal.ExternalInit externalInit)
    {
        var sender = new Sender(SenderType.NewMemberCommit, 0);
        Proposal[] proposals =
        [
            externalInit,
            .. join.Removes is { } old ? [new Proposal.Remove(old)] : Array.Empty<Proposal>(),
            .. join.ExternalPsks.Select(psk => new Proposal.PreSharedKey(PreSharedKeyId.OfExternal(suite, psk.Id))),
        ];
        return [.. proposals.Select(proposal => new AttributedProposal(proposal, sender))];
    }

    private static IReadOnlyList<(PreSharedKeyId Id, Secret Psk)> PsksOf(IReadOnlyList<AttributedProposal> proposals, ExternalJoin join) =>
        new PskLookup(join.ExternalPsks, []).Find(
            [.. proposals.Select(item => item.Proposal).OfType<Proposal.PreSharedKey>().Select(proposal => proposal.Psk)]);

    // TreeKem puts the encryption key and the signature in.
    private static LeafNode LeafOf(ExternalJoin join) => new()
    {
        EncryptionKey = ReadOnlyMemory<byte>.Empty,
        SignatureKey = join.SignatureKey.PublicKey,
        Credential = join.Credential,
        Capabilities = join.Capabilities,
        Source = LeafNodeSource.Commit,
        Extensions = join.LeafExtensions,
    };

    private static AuthenticatedContent Sign(GroupContext context, ExternalJoin join, Commit commit)
    {
        var content = new FramedContent
        {
            GroupId = context.GroupId,
            Epoch = context.Epoch,
            Sender = new Sender(SenderType.NewMemberCommit, 0),
            AuthenticatedData = join.AuthenticatedData,
            Content = new MessageContent.OfCommit(commit),
        };
        return AuthenticatedContent.Sign(WireFormat.PublicMessage, content, context, join.SignatureKey);
    }
}
