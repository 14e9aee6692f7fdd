using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Founding;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;
using SecureDialogue.Wire;

namespace SecureDialogue.Client;

/// <content>Several founders, before there is a Charter.</content>
public sealed partial class DialogueClient
{
    /// <summary>Makes a link for another founder; for whoever opened the dialogue with rules for several.</summary>
    /// <param name="roles">What the founder will do, one or more words of the glossary.</param>
    /// <param name="party">A code of the dialogue, or empty for neutral people.</param>
    /// <param name="validFor">1 hour to 60 days.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No link was made.</exception>
    public Task<InvitationView> InviteFounderAsync(
        IReadOnlyList<string> roles, string party, TimeSpan validFor, CancellationToken cancellation = default) => RunAsync(
        () =>
        {
            var code = party.Length == 0 ? (PartyCode?)null : PartyCode.TryParse(party, out var parsed)
                ? parsed
                : throw new DialogueException(DialogueError.NotFound, "the dialogue has no such side", "name one that was given with --party when the dialogue was opened");
            var all = roles.Aggregate(Roles.None, (sum, word) => sum | RoleWords.Parse(word));
            return all == Roles.None
                ? throw new DialogueException(DialogueError.BadInput, "a founder has a role", "give it with --role: organizer or facilitator")
                : new FoundingDesk(_session).InviteAsync(all, code, validFor, cancellation);
        },
        cancellation);

    /// <summary>Fetches letters and lists the founders so far.</summary>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">This device gathers no founders.</exception>
    public Task<IReadOnlyList<FounderView>> FoundersAsync(CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            return new FoundingDesk(_session).Founders();
        },
        cancellation);

    /// <summary>Takes out a founder who answered; the link stays used.</summary>
    /// <param name="id">As <see cref="FoundersAsync"/> lists it.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">There is no such founder.</exception>
    public Task<FounderView> DropFounderAsync(string id, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            var dropped = new FoundingDesk(_session).Drop(id);
            await WhenReachableAsync(() => LettersAsync(cancellation)).ConfigureAwait(false);
            return dropped;
        },
        cancellation);

    /// <summary>The closing key; on the device that opened the dialogue only.</summary>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">This device has none.</exception>
    public Task<ClosingKeyView> ClosingKeyAsync(CancellationToken cancellation = default) => RunAsync(
        () => _session.Device.Management is { } management
            ? Task.FromResult(new ClosingKeyView(_session.Charters?.Head.Title ?? _session.Device.Plan?.Title ?? string.Empty, _session.Device.Relay, ClosingKey.Format(management.ClosingKey)))
            : throw new DialogueException(
                DialogueError.NotAllowed, "only the device that opened the dialogue has its closing key", "ask the person who opened the dialogue"),
        cancellation);

    private static async Task<DialogueClient> JoinFoundingAsync(string text, string name, ClientOptions options, CancellationToken cancellation)
    {
        var chosen = AcceptableName(name);
        var link = ReadLink(() => Usable(FoundingLink.ParseLink(text)));
        var now = UnixHour.Of(options.Time.GetUtcNow());
        if (link.IsExpiredAt(now))
        {
            throw new DialogueException(DialogueError.LinkExpired, "this founder's link has expired", "ask the first founder for a new one");
        }

        await IntroduceAsync(link.Relay, OpaqueId.Read<RelayId>(link.RelayId.Span), options, cancellation).ConfigureAwait(false);
        var client = MakeHome(Cofounder.Draw(text, link, chosen, now), options);
        return await FirstAsync(client, session => Cofounder.AskAsync(session, cancellation), cancellation).ConfigureAwait(false);
    }

    private static FoundingLink Usable(FoundingLink link) => IsUsable(link.RelayId, link.Card) ? link : throw new MalformedObjectException("a link for another version");
}
