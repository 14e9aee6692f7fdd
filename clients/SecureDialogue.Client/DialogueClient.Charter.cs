using SecureDialogue.Client.Amendments;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Founding;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <content>The Charter: read, proposed, accepted.</content>
public sealed partial class DialogueClient
{
    /// <summary>A version of the Charter in plain words, from the store; the relay is not asked.</summary>
    /// <param name="proposed">The one that waits for signatures, not the one in force.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">There is none.</exception>
    public Task<CharterView> CharterAsync(bool proposed, CancellationToken cancellation = default) =>
        RunAsync(() => Task.FromResult(new CharterReader(_session).Show(proposed)), cancellation);

    /// <summary>Fetches letters; then the version whose digits all signers compare: the one that waits for signatures, else the one in force.</summary>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">There is none.</exception>
    public Task<CharterView> CharterToCompareAsync(CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            return new CharterReader(_session).ToCompare();
        },
        cancellation);

    /// <summary>The Charter as a draft in JSON that people edit: the version in force, or version 1 with the founders who answered.</summary>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">There is none, or a founder is missing.</exception>
    public Task<string> CharterDraftAsync(CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            return new CharterReader(_session).Draft();
        },
        cancellation);

    /// <summary>Signs the next version of the Charter and asks the others for their signatures: version 1 all founders, later the quorum of the version in force.</summary>
    /// <param name="draft">An edited draft; null for version 1 as it was planned.</param>
    /// <param name="without">Names whose admissions do not stay valid.</param>
    /// <param name="note">For the signers, at most 1000 characters; may be empty.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was proposed.</exception>
    public Task<CharterView> ProposeCharterAsync(
        string? draft, IReadOnlyList<string> without, string note, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            if (note.Length > 1000 || !NormalForm.IsPossible(note))
            {
                throw new DialogueException(DialogueError.BadInput, "a note has at most 1000 characters", "say it shorter");
            }

            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            var paper = _session.Charters is null ? FirstCharter(draft, without, note.Normalize()) : Amendment(draft, without, note.Normalize());
            Faults.Pass(FaultPoint.BeforePaperPersist);
            _session.Store.Write(writer => new PaperDesk(_session).Propose(writer, paper));
            Faults.Pass(FaultPoint.AfterPaperPersist);
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            return new CharterReader(_session).ToCompare();
        },
        cancellation);

    /// <summary>Accepts the version in force by signature and tells the officers.</summary>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was accepted.</exception>
    public Task<CharterView> AcceptCharterAsync(CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            var accepted = new CharterReader(_session).Accept();
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            return accepted;
        },
        cancellation);

    private PaperDraft FirstCharter(string? draft, IReadOnlyList<string> without, string note) => without.Count == 0
        ? FoundingPaper.Draw(_session, draft, note)
        : throw new DialogueException(
            DialogueError.BadInput, "nobody is admitted yet, so nobody can be left out", "go on without a founder by 'dialogue founder drop ID'");

    private PaperDraft Amendment(string? draft, IReadOnlyList<string> without, string note) => draft is not null
        ? new AmendmentDesk(_session).Draw(draft, without, note)
        : throw new DialogueException(
            DialogueError.BadInput, "it is not clear what shall change", "write a draft with 'dialogue charter draft FILE', edit it, and propose that file");
}
