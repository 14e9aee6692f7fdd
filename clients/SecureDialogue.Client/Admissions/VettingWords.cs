using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client.Admissions;

/// <summary>The vetting checklist in words.</summary>
internal static class VettingWords
{
    private static readonly (Standing Standing, string Word)[] Standings =
    [
        (Standing.NonOfficial, "non-official"),
        (Standing.FormerOfficial, "former-official"),
        (Standing.OfficialInPersonalCapacity, "official-in-personal-capacity"),
    ];

    private static readonly (CounselAnswer Answer, string Word)[] Answers =
        [(CounselAnswer.Yes, "yes"), (CounselAnswer.WithConditions, "conditions"), (CounselAnswer.No, "no")];

    /// <summary>The checklist as people read it.</summary>
    internal static VettingView View(VettingChecklist checklist) => new(
        Standings.First(one => one.Standing == checklist.Standing).Word,
        checklist.Acceptability,
        Answers.First(one => one.Answer == checklist.Legal.Answer).Word,
        checklist.Legal.ListVersion,
        checklist.Legal.Conditions,
        checklist.Legal.NextReview.ToTime());

    /// <summary>The checklist as it travels.</summary>
    /// <exception cref="DialogueException">A word is unknown or a text too long.</exception>
    internal static VettingChecklist Parse(VettingView view)
    {
        var standing = Standings.FirstOrDefault(one => one.Word == view.Standing).Standing;
        var answer = Answers.FirstOrDefault(one => one.Word == view.Counsel).Answer;
        if (standing == default || answer == default)
        {
            throw new DialogueException(
                DialogueError.BadInput,
                "there is no such standing or answer of counsel",
                $"standing is {string.Join(", ", Standings.Select(one => one.Word))}; counsel says {string.Join(", ", Answers.Select(one => one.Word))}");
        }

        var review = view.NextReview < DateTimeOffset.UnixEpoch ? default : UnixHour.Of(view.NextReview);
        return new VettingChecklist(
            standing,
            PlainText.Require(view.Acceptability, 1000),
            new LegalGate(answer, PlainText.Require(view.ListVersion, 64), PlainText.Require(view.Conditions, 1000), review));
    }
}
