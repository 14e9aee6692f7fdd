using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <content>What several people sign: reading, signing, asking, objecting. A paper is named by the beginning of its id.</content>
public sealed partial class DialogueClient
{
    /// <summary>Fetches letters and lists the papers; what is here already when the relay cannot be reached.</summary>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">The home does not open.</exception>
    public Task<IReadOnlyList<PaperView>> PapersAsync(CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            return new PaperReader(_session).All();
        },
        cancellation);

    /// <summary>Everything that is signed with a paper, in plain words.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No such paper.</exception>
    public Task<PaperDetails> PaperAsync(string paper, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            return new PaperReader(_session).Details(new PaperShelf(_session).Named(paper));
        },
        cancellation);

    /// <summary>Signs a paper and tells its other signers.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">It was not signed.</exception>
    public Task<PaperDetails> SignAsync(string paper, CancellationToken cancellation = default) =>
        WithPaperAsync((desk, writer) => desk.Sign(writer, paper), cancellation);

    /// <summary>Asks a question about a paper.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="text">1 to 1000 characters; every signer reads it.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">It was not asked.</exception>
    public Task<PaperDetails> AskAsync(string paper, string text, CancellationToken cancellation = default) =>
        SayAsync(paper, RemarkKind.Question, text, cancellation);

    /// <summary>Answers a question about a paper.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="text">1 to 1000 characters; every signer reads it.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">It was not answered.</exception>
    public Task<PaperDetails> AnswerAsync(string paper, string text, CancellationToken cancellation = default) =>
        SayAsync(paper, RemarkKind.Answer, text, cancellation);

    /// <summary>Objects to a paper: until the objection is withdrawn the host sends nothing and nobody is added on it.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="reason">1 to 1000 characters; only facilitators and whoever proposed the paper read it.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">The objection was not made.</exception>
    public Task<PaperDetails> ObjectAsync(string paper, string reason, CancellationToken cancellation = default) =>
        SayAsync(paper, RemarkKind.Objection, reason, cancellation);

    /// <summary>Takes the own objection back or, where there is none, a paper that this device proposed.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was withdrawn.</exception>
    public Task<PaperDetails> WithdrawAsync(string paper, CancellationToken cancellation = default) =>
        WithPaperAsync((desk, writer) => desk.Withdraw(writer, paper), cancellation);

    /// <summary>Proposes a new admission of somebody who is in: another role, a later end.</summary>
    /// <param name="name">The person.</param>
    /// <param name="options">What changes.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was proposed.</exception>
    public Task<PaperDetails> RenewAsync(string name, AdmissionOptions options, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            var terms = AdmissionTerms.Of(options, _session.Now);
            Roles? roles = options.Role is { } word ? RoleWords.Parse(word) : null;
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            var paper = new RenewalDesk(_session).Renew(name, roles, terms);
            await WhenReachableAsync(() => new LetterOffice(_session).DropAllAsync(cancellation)).ConfigureAwait(false);
            return new PaperReader(_session).Details(paper);
        },
        cancellation);

    private Task<PaperDetails> SayAsync(string paper, RemarkKind kind, string text, CancellationToken cancellation)
    {
        var words = PlainText.Require(text, 1000);
        return words.Length > 0
            ? WithPaperAsync((desk, writer) => desk.Remark(writer, paper, kind, words), cancellation)
            : throw new DialogueException(DialogueError.BadInput, "nothing was said", "say it in a few words");
    }

    private Task<PaperDetails> WithPaperAsync(Func<PaperDesk, StoreWriter, Paper> act, CancellationToken cancellation) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            Paper? paper = null;
            Faults.Pass(FaultPoint.BeforePaperPersist);
            _session.Store.Write(writer => paper = act(new PaperDesk(_session), writer));
            Faults.Pass(FaultPoint.AfterPaperPersist);
            await WhenReachableAsync(() => new LetterOffice(_session).DropAllAsync(cancellation)).ConfigureAwait(false);
            return new PaperReader(_session).Details(paper!);
        },
        cancellation);
}
