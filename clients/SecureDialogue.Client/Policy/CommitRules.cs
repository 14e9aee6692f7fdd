using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Policy;

/// <summary>
/// The one verdict on a commit. It looks at the commit and at the channel's log before it, never at a clock or at news from elsewhere,
/// so that honest devices agree.
/// </summary>
public static class CommitRules
{
    /// <summary>The most Adds in one commit.</summary>
    public const int MaxAdds = 64;

    /// <summary>Judges a commit.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="facts">The channel before it.</param>
    public static CommitVerdict Judge(CommitAttempt commit, ChannelFacts facts)
    {
        if (commit.HasOtherProposals)
        {
            return CommitVerdict.OtherProposals;
        }

        if (facts.Find(commit.Committer) is not { } committer)
        {
            return CommitVerdict.UnknownCommitter;
        }

        if (commit.Hour < facts.LastHour)
        {
            return CommitVerdict.HourGoesBack;
        }

        if (facts.IsRemovalDue(committer.Credential, commit.Hour))
        {
            return CommitVerdict.CommitterCutOff;
        }

        var swaps = Swaps.Find(commit, facts);
        return First(
            () => JudgeRemoves(commit, facts, swaps),
            () => JudgeAdds(commit, facts),
            () => JudgeRights(commit, facts, swaps, committer.Credential));
    }

    /// <summary>Whether a commit's hour is so far ahead of one's clock that it must wait.</summary>
    /// <param name="hour">The commit's hour.</param>
    /// <param name="now">One's own clock.</param>
    public static bool MustWait(UnixHour hour, DateTimeOffset now) => hour.ToTime() > now.AddHours(1);

    private static CommitVerdict First(params ReadOnlySpan<Func<CommitVerdict>> judgements)
    {
        foreach (var judgement in judgements)
        {
            var verdict = judgement();
            if (verdict != CommitVerdict.Accepted)
            {
                return verdict;
            }
        }

        return CommitVerdict.Accepted;
    }

    private static CommitVerdict JudgeRemoves(CommitAttempt commit, ChannelFacts facts, Swaps swaps)
    {
        if (commit.Removes.Distinct().Count() != commit.Removes.Count || commit.Removes.Any(leaf => facts.Find(leaf) is null))
        {
            return CommitVerdict.RemovesNobody;
        }

        if (commit.Removes.Contains(commit.Committer))
        {
            return CommitVerdict.RemovesCommitter;
        }

        return commit.Removes.All(leaf => HasReason(facts.Find(leaf)!.Credential)) ? CommitVerdict.Accepted : CommitVerdict.RemovalWithoutReason;

        bool HasReason(DeviceCredential removed) =>
            swaps.Removed.Contains(removed) || facts.IsRemovalDue(removed, commit.Hour) || facts.HasLeft(removed);
    }

    private static CommitVerdict JudgeAdds(CommitAttempt commit, ChannelFacts facts)
    {
        var staying = facts.Roster.Where(member => !commit.Removes.Contains(member.Leaf)).Select(member => member.Credential);
        DeviceCredential[] after = [.. staying, .. commit.Adds];
        if (commit.Adds.Count > MaxAdds || after.Length > JoinerPack.MaxMembers)
        {
            return CommitVerdict.TooMany;
        }

        if (after.DistinctBy(member => member.Device).Count() != after.Length)
        {
            return CommitVerdict.DeviceTwice;
        }

        return commit.Adds.Select(added => JudgeAdd(added, commit.Hour, facts)).FirstOrDefault(verdict => verdict != CommitVerdict.Accepted);
    }

    private static CommitVerdict JudgeAdd(DeviceCredential added, UnixHour hour, ChannelFacts facts)
    {
        var admission = added.Admission.Body;
        if (AdmissionRules.Check(added.Admission, facts.Charters, hour) != AdmissionRefusal.None)
        {
            return CommitVerdict.AdmissionRefused;
        }

        if (facts.IsCutOff(added.Admission))
        {
            return CommitVerdict.AdmissionCutOff;
        }

        if (ChannelDecisions.Decide(admission, ChannelAct.Join, facts.Descriptor.Kind) != ActRefusal.None)
        {
            return CommitVerdict.RoleNotInThisKind;
        }

        if (admission.Limits is { Channels.Count: > 0 } limits && !limits.Channels.Contains(facts.Channel))
        {
            return CommitVerdict.AnotherChannel;
        }

        return FitsCaucus(admission, facts.Descriptor) ? CommitVerdict.Accepted : CommitVerdict.AnotherParty;
    }

    /// <summary>Whether somebody's side has a place: a caucus is for its own people, and for neutral facilitators and interpreters.</summary>
    internal static bool FitsCaucus(Admission admission, ChannelDescriptor descriptor) =>
        descriptor.Kind != ChannelKind.Caucus
        || admission.Party == descriptor.Party
        || (admission.Party is null && (admission.Roles & (Roles.Facilitator | Roles.Interpreter)) != 0);

    private static CommitVerdict JudgeRights(CommitAttempt commit, ChannelFacts facts, Swaps swaps, DeviceCredential committer)
    {
        var mayAdd = ChannelDecisions.Decide(committer.Admission.Body, ChannelAct.AddMember, facts.Descriptor.Kind) == ActRefusal.None;
        if (mayAdd)
        {
            return CommitVerdict.Accepted;
        }

        if (commit.Adds.Any(added => !swaps.SameDevice.Contains(added.Device)))
        {
            return CommitVerdict.NoRightToAdd;
        }

        return commit.Adds.Any(added => facts.WasSwappedOn(commit.Hour, added.Device)) ? CommitVerdict.SwappedToday : CommitVerdict.Accepted;
    }
}
