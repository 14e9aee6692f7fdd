using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Messages;
using SecureDialogue.Mls.Tree;

namespace SecureDialogue.Mls.Welcomes;

/// <summary>Refusals of groups that follow another by ReInit (RFC 9420 §11.2) or branch from it (§11.3).</summary>
internal static class SuccessorRules
{
    internal static void RequireValid(IReadOnlyList<PreSharedKeyId> psks, GroupInfo info, RatchetTree tree, JoinOptions options)
    {
        var link = psks.OfType<PreSharedKeyId.Resumption>().FirstOrDefault(psk => psk.Usage != ResumptionPskUsage.Application);
        if (link is null)
        {
            return;
        }

        var old = (options.Predecessor ?? throw new MlsException(MlsError.PskUnknown)).State;
        RequirePredecessor(link, old.Context);
        RequireFirstEpoch(info.Context);
        if (link.Usage == ResumptionPskUsage.ReInit)
        {
            RequireReInit(old, info.Context, link);
            RequireMembers(old.Tree, tree, options.Validator, isWhole: true);
        }
        else
        {
            RequireBranch(old.Context, info.Context);
            RequireMembers(old.Tree, tree, options.Validator, isWhole: false);
        }
    }

    private static void RequirePredecessor(PreSharedKeyId.Resumption link, GroupContext old)
    {
        if (!link.GroupId.Span.SequenceEqual(old.GroupId.Span))
        {
            throw new MlsException(MlsError.SuccessorMismatch);
        }
    }

    private static void RequireFirstEpoch(GroupContext context)
    {
        if (context.Epoch != 1)
        {
            throw new MlsException(MlsError.SuccessorMismatch);
        }
    }

    // The version is the one that every GroupContext of this engine has.
    private static void RequireReInit(GroupState old, GroupContext context, PreSharedKeyId.Resumption link)
    {
        var isAsAgreed = old.ReInit is { } reInit
            && link.Epoch == old.Context.Epoch
            && context.GroupId.Span.SequenceEqual(reInit.GroupId.Span)
            && context.CipherSuite == reInit.CipherSuite
            && Extension.AreEqual(context.Extensions, reInit.Extensions);
        if (!isAsAgreed)
        {
            throw new MlsException(MlsError.SuccessorMismatch);
        }
    }

    private static void RequireBranch(GroupContext old, GroupContext context)
    {
        if (context.CipherSuite != old.CipherSuite)
        {
            throw new MlsException(MlsError.SuccessorMismatch);
        }
    }

    /// <summary>Every new member was one of the old group; after a ReInit all are there again.</summary>
    private static void RequireMembers(RatchetTree old, RatchetTree tree, ICredentialValidator validator, bool isWhole)
    {
        var before = GroupState.MembersOf(old).Select(member => member.Leaf.Credential).ToList();
        foreach (var (_, leaf) in GroupState.MembersOf(tree))
        {
            var place = before.FindIndex(credential => validator.IsSameClient(credential, leaf.Credential));
            if (place < 0)
            {
                throw new MlsException(MlsError.SuccessorMembersWrong);
            }

            before.RemoveAt(place);
        }

        if (isWhole && before.Count > 0)
        {
            throw new MlsException(MlsError.SuccessorMembersWrong);
        }
    }
}
