using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Papers;

/// <summary>Finds the version of the Charter that waits for signatures.</summary>
internal static class CharterPapers
{
    /// <summary>The newest that could still be completed here; null for none.</summary>
    internal static Paper? Open(DeviceSession session) => new PaperShelf(session).All().LastOrDefault(paper =>
        paper is { Kind: PaperKind.Charter, State: PaperState.Open }
        && !paper.HasLapsed(session.Now)
        && paper.All<Charter>()[0].Body.Previous == session.Charters?.HeadId);
}
