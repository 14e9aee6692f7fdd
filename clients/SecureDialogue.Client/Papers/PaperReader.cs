using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Papers;

/// <summary>Shows papers as people read them.</summary>
internal sealed class PaperReader(DeviceSession session)
{
    private readonly AddressBook _book = new(session);

    /// <summary>Every paper that is kept, the newest last.</summary>
    internal IReadOnlyList<PaperView> All() =>
        [.. new PaperShelf(session).All().Where(one => PaperEffects.Find(session, one.Kind) is not null).Select(View)];

    /// <summary>One paper in one line.</summary>
    internal PaperView View(Paper paper)
    {
        var effect = PaperEffects.Find(session, paper.Kind)!;
        var words = effect.Describe(paper);
        var signed = paper.Objects.SelectMany(part => part.Signatures).Select(one => one.Signer).Distinct();
        return new PaperView(
            paper.ShortId,
            KindOf(paper.Kind),
            words.About,
            _book.NameOf(paper.Proposer, paper.Contacts),
            paper.Hour.ToTime(),
            [.. signed.Select(device => Person(paper, device))],
            paper.State == PaperState.Open ? [.. effect.Missing(paper).Select(device => Person(paper, device))] : [],
            words.NotBefore?.ToTime(),
            paper.OpenObjections.Count,
            StateOf(effect, paper));
    }

    /// <summary>All of one paper.</summary>
    internal PaperDetails Details(Paper paper) => new(
        View(paper),
        PaperEffects.Find(session, paper.Kind)!.Describe(paper).Terms,
        paper.Note,
        paper.Checklist is { } checklist ? VettingWords.View(checklist) : null,
        [.. paper.Remarks.Select(one => new RemarkView(_book.NameOf(one.Sender, paper.Contacts), RemarkWords.Kind(one.Kind), one.Text, one.Hour.ToTime()))]);

    private string Person(Paper paper, DeviceKey device)
    {
        var officer = session.Charters?.Head.FindOfficer(device);
        var party = officer?.Party is { } code ? $", {code.Value}" : string.Empty;
        return _book.NameOf(device, paper.Contacts) + (officer is null ? string.Empty : $" ({RoleWords.Of(officer.Roles)}{party})");
    }

    private string StateOf(IPaperEffect effect, Paper paper) => paper.State switch
    {
        PaperState.Complete => "complete",
        PaperState.Withdrawn => "withdrawn",
        _ when paper.HasLapsed(session.Now) => "lapsed",
        _ when effect.Judge(paper) == PaperRefusal.OlderCharter => "older Charter",
        _ => "open",
    };

    private static string KindOf(PaperKind kind) => kind switch
    {
        PaperKind.Charter => "charter",
        PaperKind.Admission => "admission",
        PaperKind.RemovalOrder => "removal order",
        PaperKind.Revocation => "revocation",
        _ => throw new System.Diagnostics.UnreachableException("Every kind has its word."),
    };
}
