using SecureDialogue.Client.Policy;

namespace SecureDialogue.Client.Channels;

/// <summary>Why a commit is refused, as people read it.</summary>
internal static class VerdictWords
{
    internal static string Of(CommitVerdict verdict) => verdict switch
    {
        CommitVerdict.Accepted => "it holds",
        CommitVerdict.OtherProposals => "it does more than bring people in or out",
        CommitVerdict.UnknownCommitter => "its author is not a member",
        CommitVerdict.CommitterCutOff => "its author's own removal is due",
        CommitVerdict.HourGoesBack => "it is dated before the change before it",
        CommitVerdict.RemovesNobody => "it removes somebody who is not here",
        CommitVerdict.RemovesCommitter => "its author removes itself",
        CommitVerdict.RemovalWithoutReason => "it removes somebody without an order, and nothing was due",
        CommitVerdict.TooMany => "it brings in too many people",
        CommitVerdict.AdmissionRefused => "somebody is not admitted by the Charter's signatures",
        CommitVerdict.AdmissionCutOff => "somebody was removed before",
        CommitVerdict.RoleNotInThisKind => "somebody's role has no place in this channel",
        CommitVerdict.AnotherChannel => "somebody is admitted to other channels only",
        CommitVerdict.AnotherParty => "somebody is of another side",
        CommitVerdict.DeviceTwice => "a device would be in it twice",
        CommitVerdict.NoRightToAdd => "its author may not add people",
        CommitVerdict.SwappedToday => "a device was renewed twice in one day",
        _ => "of a rule that this version has no words for",
    };
}
