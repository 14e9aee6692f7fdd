using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>What may be said about a paper, to whom, and what it changes. Remarks are a set: neither their order nor a repetition matters.</summary>
internal static class PaperRemarks
{
    private const int MaxOfASender = 32;

    /// <summary>Room that questions and objections leave for withdrawals.</summary>
    private const int MaxWithdrawals = 32;

    /// <summary>Whether a remark can be taken.</summary>
    internal static PaperRefusal Check(Paper paper, PaperRemark remark)
    {
        if (EndsPaper(remark) && remark.Sender != paper.Proposer)
        {
            return PaperRefusal.NoSay;
        }

        var room = remark.Kind == RemarkKind.ObjectionWithdrawn || EndsPaper(remark) ? MaxOfASender + MaxWithdrawals : MaxOfASender;
        return paper.Remarks.Count(one => one.Sender == remark.Sender) >= room || IsKnown(paper, remark) || IsSaidAgain(paper, remark)
            ? PaperRefusal.TooMany
            : PaperRefusal.None;
    }

    /// <summary>Whether exactly this was said here before.</summary>
    internal static bool IsKnown(Paper paper, PaperRemark remark) => paper.Remarks.Contains(remark);

    /// <summary>The paper with one more remark; a withdrawal ends it unless it is complete.</summary>
    internal static Paper Add(IPaperEffect effect, StoreWriter writer, Paper paper, PaperRemark remark)
    {
        var next = paper with { Remarks = [.. paper.Remarks, remark] };
        if (!EndsPaper(remark) || paper.State != PaperState.Open)
        {
            return next;
        }

        next = next with { State = PaperState.Withdrawn };
        effect.Withdrawn(writer, next);
        return next;
    }

    /// <summary>Who is told, and in which words: why somebody objects is for facilitators and whoever proposed the paper.</summary>
    internal static IEnumerable<(DeviceKey Device, string Text)> Readers(DeviceSession session, IPaperEffect effect, Paper paper, PaperRemark remark)
    {
        var isForFew = remark.Kind is RemarkKind.Objection or RemarkKind.ObjectionWithdrawn;
        return effect.Signers(paper).Append(paper.Proposer).Distinct().Select(device => (device, isForFew && !MayReadReasons(device) ? string.Empty : remark.Text));

        bool MayReadReasons(DeviceKey device) =>
            device == paper.Proposer || session.Charters?.Head.FindOfficer(device) is { } officer && officer.Roles.HasFlag(Roles.Facilitator);
    }

    /// <summary>Whether whoever proposed a paper takes it back.</summary>
    private static bool EndsPaper(PaperRemark remark) => remark.Kind is RemarkKind.Withdrawn or RemarkKind.DigitsDiffer;

    /// <summary>An objection that was withdrawn is not made again in the same words: whoever reads the withdrawal first could not tell the two apart.</summary>
    private static bool IsSaidAgain(Paper paper, PaperRemark remark) => remark.Kind == RemarkKind.Objection
        && paper.Remarks.Any(one => one.Kind == RemarkKind.Objection && one.Sender == remark.Sender && one.Text == remark.Text);
}
