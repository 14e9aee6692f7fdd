using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.HomeCards;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Texts;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <content>The single text, its brackets, and what may be said at home.</content>
public sealed partial class DialogueClient
{
    /// <summary>Puts the next version of the single text into a plenary. It binds no one.</summary>
    /// <param name="channel">The plenary.</param>
    /// <param name="title">1 to 128 characters.</param>
    /// <param name="clauses">1 to 40, each 1 to 2,000 characters, together at most 60 KiB; none puts the newest version again, for those who came later.</param>
    /// <param name="cancellation">Ends the operation; what was kept stays.</param>
    /// <exception cref="DialogueException">Nothing was kept; or it was kept and the channel cannot be written to at present.</exception>
    public async Task<SendOutcome> PutTextAsync(string channel, string title, IReadOnlyList<string> clauses, CancellationToken cancellation = default)
    {
        // The version names the one before it: another facilitator's is read first.
        await SyncIfReachableAsync(cancellation).ConfigureAwait(false);
        return await KeepAndSendAsync(channel, ChannelAct.PostSingleText, state => NextText(state, title, clauses), cancellation).ConfigureAwait(false);
    }

    /// <summary>Syncs, then shows a version of the single text with the brackets that may be read in a channel.</summary>
    /// <param name="channel">The plenary; or a caucus or private line, whose own brackets are shown with it.</param>
    /// <param name="version">A version's number; null for the newest.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No such channel or version.</exception>
    public Task<SingleTextView> ShowTextAsync(string channel, int? version, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => EverythingAsync(cancellation)).ConfigureAwait(false);
            return new Texts.TextReader(_session).Read(new ChannelShelf(_session).Find(channel), version);
        },
        cancellation);

    /// <summary>Puts other words beside a clause of the newest version, in the own side's caucus.</summary>
    /// <param name="channel">The caucus.</param>
    /// <param name="clause">The clause's number.</param>
    /// <param name="words">1 to 2,000 characters.</param>
    /// <param name="cancellation">Ends the operation; what was kept stays.</param>
    /// <exception cref="DialogueException">As for sending; or there is no such clause.</exception>
    public Task<SendOutcome> BracketAsync(string channel, int clause, string words, CancellationToken cancellation = default) => KeepAndSendAsync(
        channel,
        ChannelAct.PostBracket,
        state =>
        {
            var text = new TextShelf(_session).Newest(state);
            return clause >= 1 && clause <= text.Clauses.Count
                ? new Bracket(text.Id, clause, Words(words))
                : throw new DialogueException(DialogueError.NotFound, "the single text has no such clause", $"its clauses are 1 to {text.Clauses.Count}");
        },
        cancellation);

    /// <summary>Hands a bracket of the caucus to the team.</summary>
    /// <param name="from">The caucus.</param>
    /// <param name="number">The bracket's number there.</param>
    /// <param name="line">The private line.</param>
    /// <param name="cancellation">Ends the operation; what was kept stays.</param>
    /// <exception cref="DialogueException">As for sending; or there is no such bracket.</exception>
    public Task<SendOutcome> HandBracketAsync(string from, long number, string line, CancellationToken cancellation = default) => KeepAndSendAsync(
        line,
        ChannelAct.PostBracket,
        state =>
        {
            RequireKind(state, ChannelKind.PrivateLine, "a bracket is handed over on a private line");
            return new TextShelf(_session).BracketAt(new ChannelShelf(_session).Find(from), number).Bracket;
        },
        cancellation);

    /// <summary>Lets all sides read a bracket that was handed over: its words and its side, nothing of who wrote it.</summary>
    /// <param name="line">The private line.</param>
    /// <param name="number">The bracket's number there.</param>
    /// <param name="channel">The plenary.</param>
    /// <param name="cancellation">Ends the operation; what was kept stays.</param>
    /// <exception cref="DialogueException">As for sending; or there is no such bracket, or it is released already.</exception>
    public Task<SendOutcome> ReleaseBracketAsync(string line, long number, string channel, CancellationToken cancellation = default) => KeepAndSendAsync(
        channel,
        ChannelAct.ReleaseBracket,
        state =>
        {
            var shelf = new TextShelf(_session);
            var from = new ChannelShelf(_session).Find(line);
            RequireKind(from, ChannelKind.PrivateLine, "a bracket is released after it was handed over on a private line");
            var (bracket, party) = shelf.BracketAt(from, number);
            var release = new BracketRelease(bracket.Text, bracket.Clause, bracket.Words, PartyCode.Parse(party));
            if (shelf.Versions(state).All(one => one.Id != release.Text))
            {
                throw new DialogueException(DialogueError.NotFound, "this bracket is about a version that is not in this channel", "name the plenary that has it");
            }

            return shelf.Of(state).Select(one => one.Item.Content).OfType<BracketRelease>().Any(one => TextWords.SaysTheSame(one, release))
                ? throw new DialogueException(DialogueError.NotAllowed, "this bracket is released already", "see 'dialogue text show'")
                : release;
        },
        cancellation);

    /// <summary>Marks own words as cleared: they may be quoted. It is not taken back.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="number">The number of an own message.</param>
    /// <param name="cancellation">Ends the operation; what was kept stays.</param>
    /// <exception cref="DialogueException">As for sending; or these are another person's words.</exception>
    public Task<SendOutcome> ClearAsync(string channel, long number, CancellationToken cancellation = default) => KeepAndSendAsync(
        channel,
        ChannelAct.ClearWords,
        state =>
        {
            var message = LineReader.WordsAt(_session, state, number);
            using var open = OpenWritable(state);
            var own = open.Facts.Find(open.Group.OwnLeaf.Value)!.Credential;
            return Regimes.OwnAdmissions(open, own).Contains(new ObjectHash(new Opaque(LineReader.Find(_session, state, number)!.Author)))
                ? new Clearance(message)
                : throw new DialogueException(DialogueError.NotAllowed, "only the author can clear these words", "ask the person who wrote them");
        },
        cancellation);

    /// <summary>Says in the own caucus what was heard at home. It is closed, whatever the channel's regime.</summary>
    /// <param name="channel">The caucus.</param>
    /// <param name="text">1 byte to 16 KiB in UTF-8.</param>
    /// <param name="cancellation">Ends the operation; what was kept stays.</param>
    /// <exception cref="DialogueException">As for sending; or this is no caucus.</exception>
    public Task<SendOutcome> HeardAsync(string channel, string text, CancellationToken cancellation = default) => KeepAndSendAsync(
        channel,
        ChannelAct.PostText,
        state =>
        {
            RequireKind(state, ChannelKind.Caucus, "what was heard at home is kept in a caucus");
            return TextOf(text) with { Regime = Regime.Closed };
        },
        cancellation);

    /// <summary>Makes a home card of cleared lines of a channel, on this device only.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="numbers">1 to 50 numbers of messages.</param>
    /// <param name="person">The person at home, 1 to 128 characters. It is sent nowhere.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">A line is not cleared; no card was made.</exception>
    public Task<HomeCardView> MakeHomeCardAsync(string channel, IReadOnlyList<long> numbers, string person, CancellationToken cancellation = default) => RunAsync(
        () => Task.FromResult(new HomeCardDesk(_session).Make(new ChannelShelf(_session).Find(channel), numbers, person)), cancellation);

    /// <summary>The home cards of this device.</summary>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">The home does not open.</exception>
    public Task<IReadOnlyList<HomeCardView>> HomeCardsAsync(CancellationToken cancellation = default) => RunAsync(
        () => Task.FromResult(new HomeCardDesk(_session).All()), cancellation);

    /// <summary>Deletes a home card.</summary>
    /// <param name="id">The beginning of its id.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">There is no such card.</exception>
    public Task<HomeCardView> DropHomeCardAsync(string id, CancellationToken cancellation = default) => RunAsync(
        () => Task.FromResult(new HomeCardDesk(_session).Drop(id)), cancellation);

    private SingleText NextText(ChannelState state, string title, IReadOnlyList<string> clauses)
    {
        var versions = new TextShelf(_session).Versions(state);
        var newest = versions.Count == 0 ? null : versions[^1];
        if (clauses.Count == 0)
        {
            return newest ?? throw new DialogueException(DialogueError.NotFound, "there is no single text yet", "give a title and its clauses");
        }

        RequireTitle(title, 128);
        var text = new SingleText((newest?.Number ?? 0) + 1, newest?.Id, title.Normalize(), [.. clauses.Select(one => new Clause(Words(one)))]);
        return clauses.Count <= SingleText.MaxClauses && ObjectWriter.Encode(text, null).Length <= SingleText.MaxBytes
            ? text
            : throw new DialogueException(DialogueError.BadInput, "a single text has at most 40 clauses and 60 KiB", "make it shorter; nothing was sent");
    }

    private static string Words(string typed)
    {
        var words = PlainText.Require(typed.Trim(), Clause.MaxCharacters);
        return words.Length > 0 ? words : throw new DialogueException(DialogueError.BadInput, "a clause or a bracket has 1 to 2000 characters", "give its words");
    }

    private void RequireKind(ChannelState state, ChannelKind kind, string rule)
    {
        if (new ChannelShelf(_session).PolicyOf(state)?.Kind != kind)
        {
            throw new DialogueException(DialogueError.NotAllowed, rule, "see 'dialogue channels'");
        }
    }

    private Task<bool> SyncIfReachableAsync(CancellationToken cancellation) => RunAsync(
        async () =>
        {
            await WhenReachableAsync(() => EverythingAsync(cancellation)).ConfigureAwait(false);
            return true;
        },
        cancellation);
}
