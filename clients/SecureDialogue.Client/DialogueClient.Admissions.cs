using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Founding;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <content>Inviting and admitting.</content>
public sealed partial class DialogueClient
{
    /// <summary>Makes an invitation for one person.</summary>
    /// <param name="role">participant, facilitator, organizer, interpreter, rapporteur or observer.</param>
    /// <param name="party">A code of the Charter, or empty for neutral people.</param>
    /// <param name="validFor">1 hour to 60 days.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No invitation was made.</exception>
    public Task<InvitationView> InviteAsync(string role, string party, TimeSpan validFor, CancellationToken cancellation = default) => RunAsync(
        () =>
        {
            var code = party.Length == 0 ? (PartyCode?)null : PartyCode.TryParse(party, out var parsed)
                ? parsed
                : throw new DialogueException(DialogueError.NotFound, "the Charter has no such side", "see the sides with 'dialogue status'");
            return new InvitationDesk(_session).InviteAsync(RoleWords.Parse(role), code, validFor, cancellation);
        },
        cancellation);

    /// <summary>Fetches letters and lists who asks to be admitted; what is here already when the relay cannot be reached.</summary>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">The home does not open.</exception>
    public Task<IReadOnlyList<PendingRequest>> RequestsAsync(CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            return new AdmissionDesk(_session).Pending();
        },
        cancellation);

    /// <summary>The digits to compare face to face or by voice before anybody signs.</summary>
    /// <param name="requestId">Officer: the request. Applicant: null.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No such request, or the officer has not answered yet.</exception>
    public Task<DigitsView> DigitsAsync(string? requestId, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            return requestId is null ? OwnDigits() : new AdmissionDesk(_session).DigitsOf(requestId);
        },
        cancellation);

    /// <summary>
    /// The digits differ, which stops the entry on both sides, or they are to be compared again. An applicant's word goes to the officer as a
    /// sealed letter; the relay can hold it back, so the two tell each other by another way as well.
    /// </summary>
    /// <param name="requestId">Officer: the request. Applicant: null.</param>
    /// <param name="differ">Whether they differ; false to compare them again.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No such request, or there are no digits yet.</exception>
    public Task<DigitsView> CompareDigitsAsync(string? requestId, bool differ, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            var desk = new AdmissionDesk(_session);
            if (requestId is null)
            {
                _ = OwnDigits();
                Applicant.Compare(_session, differ);
            }
            else
            {
                desk.Compare(requestId, differ);
            }

            await WhenReachableAsync(() => new LetterOffice(_session).DropAllAsync(cancellation)).ConfigureAwait(false);
            return requestId is null ? OwnDigits() : desk.DigitsOf(requestId);
        },
        cancellation);

    /// <summary>Signs the admission of an applicant whose digits were compared; see the other overload.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nobody was admitted.</exception>
    public Task<PendingRequest> AdmitAsync(string requestId, CancellationToken cancellation = default) =>
        AdmitAsync(requestId, new AdmissionOptions(), cancellation);

    /// <summary>
    /// Signs the admission of an applicant whose digits were compared. Where the Charter asks for more signatures it goes to the other
    /// officers first; the answer then names the paper.
    /// </summary>
    /// <param name="requestId">The request.</param>
    /// <param name="options">What the host decides beside the invitation.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nobody was admitted and nothing proposed.</exception>
    public Task<PendingRequest> AdmitAsync(string requestId, AdmissionOptions options, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            var terms = AdmissionTerms.Of(options, _session.Now);
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            var admitted = new AdmissionDesk(_session).Admit(requestId, terms);
            await WhenReachableAsync(() => new LetterOffice(_session).DropAllAsync(cancellation)).ConfigureAwait(false);
            return admitted;
        },
        cancellation);

    /// <summary>Declines a request and tells the applicant the reason.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="reason">For the applicant, at most 512 characters; may be empty.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No such request.</exception>
    public Task<PendingRequest> DeclineAsync(string requestId, string reason, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            if (reason.Length > 512 || !NormalForm.IsPossible(reason))
            {
                throw new DialogueException(DialogueError.BadInput, "a reason has at most 512 characters", "say it shorter");
            }

            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            var declined = new AdmissionDesk(_session).Decline(requestId, reason.Normalize());
            await WhenReachableAsync(() => new LetterOffice(_session).DropAllAsync(cancellation)).ConfigureAwait(false);
            return declined;
        },
        cancellation);

    private DigitsView OwnDigits()
    {
        var device = _session.Device;
        if (device.Stage == Stage.InDoubt)
        {
            throw new DialogueException(
                DialogueError.InDoubt, "this link had been used by another device before", "tell the person who invited you at once, and ask for a new link");
        }

        if (device.Application is not { Nonce: { } nonce } application || _session.Charters is not { } charters)
        {
            throw new DialogueException(DialogueError.NotReady, "the officer has not answered yet", "run 'dialogue digits' again when the officer has seen the request");
        }

        var groups = Digits.Compute(charters.Dialogue, new ObjectHash(new Opaque(application.RequestId)), new Opaque(nonce));
        return new DigitsView(
            string.Join(' ', groups), charters.Head.Title, charters.Head.GroundRules.ToDictionary(rules => rules.Language, rules => rules.Text));
    }

    /// <summary>Everything that goes through the mailbox: what a crash left, what waits there, what is to be dropped.</summary>
    private async Task<int> LettersAsync(CancellationToken cancellation)
    {
        await Founder.FinishAsync(_session, cancellation).ConfigureAwait(false);
        await Applicant.AskAsync(_session, cancellation).ConfigureAwait(false);
        await Cofounder.AskAsync(_session, cancellation).ConfigureAwait(false);
        var office = new LetterOffice(_session);
        await office.DropAllAsync(cancellation).ConfigureAwait(false);
        var count = await new MailboxSync(_session).RunAsync(cancellation).ConfigureAwait(false);
        var passes = new PassDesk(_session);
        await passes.SupplyAsync(cancellation).ConfigureAwait(false);
        passes.AskIfLow();
        FoundingPaper.WatchOthers(_session);
        await office.DropAllAsync(cancellation).ConfigureAwait(false);
        return count;
    }
}
