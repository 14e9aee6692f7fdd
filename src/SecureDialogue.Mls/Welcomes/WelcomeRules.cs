using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Proposals;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Welcomes;

/// <summary>Refusals of Welcomes (RFC 9420 §12.4.3.1).</summary>
internal static class WelcomeRules
{
    internal static EncryptedGroupSecrets RequireEntry(Welcome welcome, KeyPackage keyPackage, CipherSuite suite)
    {
        var reference = keyPackage.Reference(suite);
        return welcome.Secrets.FirstOrDefault(entry => entry.NewMember.Span.SequenceEqual(reference))
            ?? throw new MlsException(MlsError.WelcomeNotForKeyPackage);
    }

    internal static void RequireSuite(CipherSuiteId stated, KeyPackage keyPackage)
    {
        if (stated != keyPackage.CipherSuite)
        {
            throw new MlsException(MlsError.WelcomeSuiteMismatch);
        }
    }

    /// <summary>The secrets of the keys named, in order.</summary>
    internal static IReadOnlyList<(PreSharedKeyId Id, Secret Psk)> RequirePsks(
        CipherSuite suite, IReadOnlyList<PreSharedKeyId> ids, JoinOptions options)
    {
        ProposalListRules.RequireDistinctPsks(ids);
        if (ids.Any(id => id.Nonce.Length != suite.HashBytes))
        {
            throw new MlsException(MlsError.PskNonceInvalid);
        }

        // §12.4.3.1: of keys that tie a new group to an old one there is one at most.
        if (ids.Count(id => id is PreSharedKeyId.Resumption { Usage: not ResumptionPskUsage.Application }) > 1)
        {
            throw new MlsException(MlsError.PskUsageWrong);
        }

        return new PskLookup(options.ExternalPsks, options.ResumptionPsks) { State = options.Predecessor?.State }.Find(ids);
    }

    internal static LeafNode RequireSigner(RatchetTree tree, GroupInfo info) =>
        tree.Leaf(info.Signer) ?? throw new MlsException(MlsError.GroupInfoSignerUnknown);

    internal static void RequireSignature(CipherSuite suite, GroupInfo info, ReadOnlySpan<byte> signerKey)
    {
        if (!info.HasValidSignature(suite, signerKey))
        {
            throw new MlsException(MlsError.GroupInfoSignatureInvalid);
        }
    }

    /// <summary>Everything about the tree that a joiner checks.</summary>
    internal static void RequireTree(CipherSuite suite, GroupInfo info, RatchetTree tree, JoinOptions options)
    {
        if (!TreeHash.Compute(suite, tree).AsSpan().SequenceEqual(info.Context.TreeHash.Span))
        {
            throw new MlsException(MlsError.TreeHashMismatch);
        }

        RatchetTreeRules.RequireValidParents(suite, tree);
        RatchetTreeRules.RequireUniqueKeys(tree);
        foreach (var (index, leaf) in GroupState.MembersOf(tree))
        {
            LeafNodeRules.RequireValid(leaf, suite, info.Context.GroupId.Span, index);
            LeafNodeRules.RequireGroupCapabilities(leaf, info.Context.Extensions);
            LeafNodeRules.RequireLifetime(leaf, options.CurrentTime, options.MaxLifetime);
            RatchetTreeRules.RequireAccepted(options.Validator, leaf);
        }

        RatchetTreeRules.RequireCredentialSupport(tree);
    }

    internal static LeafIndex RequireOwnLeaf(RatchetTree tree, KeyPackage keyPackage)
    {
        var own = keyPackage.LeafNode.Encode();
        foreach (var (index, leaf) in GroupState.MembersOf(tree))
        {
            if (leaf.SignatureKey.Span.SequenceEqual(keyPackage.LeafNode.SignatureKey.Span) && leaf.Encode().AsSpan().SequenceEqual(own))
            {
                return index;
            }
        }

        throw new MlsException(MlsError.OwnLeafMissing);
    }
}
