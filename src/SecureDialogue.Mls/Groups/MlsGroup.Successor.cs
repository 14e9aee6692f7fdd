using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Extensions;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Messages;

namespace SecureDialogue.Mls.Groups;

public sealed partial class MlsGroup
{
    /// <summary>
    /// Makes the group that a ReInit announced (RFC 9420 §11.2); suite, group id and extensions of <paramref name="creation"/> must be
    /// those of <see cref="ReInit"/>.
    /// </summary>
    /// <param name="creation">What the new group is made from.</param>
    /// <param name="others">Fresh key packages of all other members, of the new suite.</param>
    /// <exception cref="MlsException">A key package breaks a rule.</exception>
    /// <exception cref="InvalidOperationException">The group was not ended by a ReInit, or by another one.</exception>
    public Succession CreateReInit(GroupCreation creation, IReadOnlyList<KeyPackage> others) => _state.ReInit is { } reInit
        && creation.Suite.Id == reInit.CipherSuite
        && creation.GroupId.Span.SequenceEqual(reInit.GroupId.Span)
        && Extension.AreEqual(creation.GroupContextExtensions, reInit.Extensions)
            ? Succeed(creation, others, ResumptionPskUsage.ReInit)
            : throw new InvalidOperationException("The group was not ended by a ReInit with these parameters.");

    /// <summary>Makes a group of some of the members (RFC 9420 §11.3), of the same suite.</summary>
    /// <param name="creation">What the new group is made from.</param>
    /// <param name="others">Fresh key packages of the other members of the new group.</param>
    /// <exception cref="MlsException">A key package breaks a rule.</exception>
    /// <exception cref="ArgumentException">The suite is another one.</exception>
    public Succession CreateBranch(GroupCreation creation, IReadOnlyList<KeyPackage> others) => creation.Suite.Id == Suite.Id
        ? Succeed(creation, others, ResumptionPskUsage.Branch)
        : throw new ArgumentException("A branch has the suite of its group.", nameof(creation));

    private Succession Succeed(GroupCreation creation, IReadOnlyList<KeyPackage> others, ResumptionPskUsage usage)
    {
        using var custody = new Custody();
        var group = custody.Hold(Create(creation));
        var link = ExportResumptionPsk();
        using var secret = link.Secret;
        var bundle = group.CreateCommit(new CommitRequest { Adds = others, ResumptionPsks = [link], ResumptionUsage = usage, ForcePath = true });
        _ = custody.Hold(bundle.Staged);
        var welcome = bundle.Welcome ?? throw new ArgumentException("A successor has at least one other member.", nameof(others));
        group.Merge(bundle.Staged);
        return custody.Release(new Succession(group, welcome));
    }
}
