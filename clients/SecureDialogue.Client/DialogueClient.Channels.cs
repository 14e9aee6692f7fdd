using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Views;

namespace SecureDialogue.Client;

/// <content>Channels and who is in them. A channel is named by its title, if that is unique, or by the beginning of its id.</content>
public sealed partial class DialogueClient
{
    /// <summary>Opens a channel.</summary>
    /// <param name="title">1 to 128 characters.</param>
    /// <param name="kind"><c>plenary</c>, <c>working-group</c>, <c>private-line</c>, <c>commons</c>, <c>team</c>, <c>desk</c> (of the organizers) or <c>text-desk</c>.</param>
    /// <param name="members">Names of admitted people; null for everybody admitted now whose role has a place in such a channel.</param>
    /// <param name="unbalanced">Whether a working group may have more participants of one side than of another.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was opened; or the relay was lost midway, then <see cref="SyncAsync"/> goes on.</exception>
    public Task<MembershipOutcome> CreateChannelAsync(
        string title, string kind, IReadOnlyList<string>? members, bool unbalanced = false, CancellationToken cancellation = default) => RunAsync(
        () =>
        {
            var opened = KindWords.Parse(kind);
            return MakeChannelAsync(title, Describe(opened, null), members, unbalanced, cancellation);
        },
        cancellation);

    /// <summary>Opens a caucus: a channel of one side's own people, and of neutral facilitators and interpreters.</summary>
    /// <param name="title">1 to 128 characters.</param>
    /// <param name="side">The code of a side of the Charter.</param>
    /// <param name="members">Names of admitted people; null for everybody admitted now who has a place in this caucus.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nothing was opened; or the relay was lost midway, then <see cref="SyncAsync"/> goes on.</exception>
    public Task<MembershipOutcome> CreateCaucusAsync(
        string title, string side, IReadOnlyList<string>? members, CancellationToken cancellation = default) =>
        RunAsync(() => MakeChannelAsync(title, Describe(ChannelKind.Caucus, side), members, unbalanced: false, cancellation), cancellation);

    /// <summary>Adds people to a channel; those whose devices have put no key packages yet are named and wait.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="names">Names of admitted people.</param>
    /// <param name="unbalanced">Whether a working group may have more participants of one side than of another.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nobody was added.</exception>
    public Task<MembershipOutcome> AddMembersAsync(
        string channel, IReadOnlyList<string> names, bool unbalanced = false, CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            await LettersAsync(cancellation).ConfigureAwait(false);
            var directory = new PeopleDirectory(_session);
            var state = new ChannelShelf(_session).Find(channel);
            return await AddAsync(state, [.. names.SelectMany(name => Addable(directory, name))], unbalanced, cancellation).ConfigureAwait(false);
        },
        cancellation);

    /// <summary>Removes a person from a channel: an order in the log, then the commit. Where the Charter asks for more signatures than the own, the order waits for them as a paper.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="name">The name as the channel shows it.</param>
    /// <param name="reason">For those who sign and for the members, at most 512 characters; may be empty.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">Nobody was removed.</exception>
    public Task<RemovalView> RemoveMemberAsync(string channel, string name, string reason = "", CancellationToken cancellation = default) => RunAsync(
        async () =>
        {
            if (reason.Length > 512 || !Cbor.NormalForm.IsPossible(reason))
            {
                throw new DialogueException(DialogueError.BadInput, "a reason has at most 512 characters", "say it shorter");
            }

            var shelf = new ChannelShelf(_session);
            using var open = OpenWritable(shelf.Find(channel));
            var desk = new MembershipDesk(_session, open, new ChannelSync(_session, open));
            var paper = await desk.RemoveAsync(name, reason.Normalize(), cancellation).ConfigureAwait(false);
            return new RemovalView(shelf.View(open.State), paper?.ShortId ?? string.Empty);
        },
        cancellation);

    /// <summary>The channels, from the store.</summary>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">The home does not open.</exception>
    public Task<IReadOnlyList<ChannelView>> ChannelsAsync(CancellationToken cancellation = default) => RunAsync(
        () =>
        {
            var shelf = new ChannelShelf(_session);
            return Task.FromResult<IReadOnlyList<ChannelView>>([.. shelf.All().Select(shelf.View)]);
        },
        cancellation);

    /// <summary>Who can read a channel now, from the store.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellation">Ends the operation.</param>
    /// <exception cref="DialogueException">No such channel, or this device was removed from it.</exception>
    public Task<RosterView> RosterAsync(string channel, CancellationToken cancellation = default) => RunAsync(
        () =>
        {
            var shelf = new ChannelShelf(_session);
            var state = shelf.Find(channel);
            if (state.Phase == ChannelPhase.Removed)
            {
                throw ChannelProblem.Removed();
            }

            using var open = OpenChannel.Load(_session.Store, state);
            return Task.FromResult(RosterReader.Read(_session, open, shelf.View(state)));
        },
        cancellation);

    private async Task<MembershipOutcome> MakeChannelAsync(
        string title, ChannelDescriptor descriptor, IReadOnlyList<string>? members, bool unbalanced, CancellationToken cancellation)
    {
        RequireTitle(title, 128);
        await LettersAsync(cancellation).ConfigureAwait(false);
        var directory = new PeopleDirectory(_session);
        var people = members is null
            ? [.. directory.Current().Where(one => MayJoin(one.Admission, descriptor) && directory.WhyNotNow(one.Record, one.Admission) is null)]
            : members.SelectMany(name => Addable(directory, name)).ToArray();
        MembershipDesk.RequirePlace(descriptor, people);
        if (!unbalanced)
        {
            MembershipDesk.RequireBalance(descriptor, _session.Charters!.Head, people.Select(person => person.Admission.Body));
        }

        var state = new ChannelMaker(_session).Draw(title.Normalize(), descriptor.Kind, descriptor.Party);
        return await AddAsync(state, people, unbalanced, cancellation).ConfigureAwait(false);
    }

    private ChannelDescriptor Describe(ChannelKind kind, string? side)
    {
        var charters = _session.Charters ?? throw ChannelMaker.NotAdmitted();
        Trust.PartyCode? party = null;
        if (side is not null)
        {
            party = Trust.PartyCode.TryParse(side, out var code) && charters.Head.PartyCodes.Contains(code)
                ? code
                : throw new DialogueException(DialogueError.NotFound, "the dialogue has no such side", "its sides are shown by 'dialogue charter'");
        }

        return new ChannelDescriptor(charters.Dialogue, kind, party, charters.Head.SuiteId);
    }

    /// <summary>A person's devices that can be added now; of somebody who was cut off the last one, so that the channel's rules give the reason.</summary>
    private static (StoredPerson Record, Cbor.CoSigned<Trust.Admission> Admission)[] Addable(PeopleDirectory directory, string name)
    {
        var last = directory.Named(name);
        var devices = directory.DevicesOf(name).DefaultIfEmpty(last).ToArray();
        var ready = devices.Where(one => directory.WhyNotNow(one.Record, one.Admission) is null).ToArray();
        return ready.Length > 0 ? ready : throw directory.WhyNotNow(devices[^1].Record, devices[^1].Admission)!;
    }

    /// <summary>Organizers, for one, read no channels (design §6.7).</summary>
    private static bool MayJoin(Cbor.CoSigned<Trust.Admission> admission, ChannelDescriptor descriptor) =>
        ChannelDecisions.Decide(admission.Body, ChannelAct.Join, descriptor.Kind) == ActRefusal.None && CommitRules.FitsCaucus(admission.Body, descriptor);

    private async Task<MembershipOutcome> AddAsync(
        ChannelState state,
        IReadOnlyList<(StoredPerson Record, Cbor.CoSigned<Trust.Admission> Admission)> people,
        bool unbalanced,
        CancellationToken cancellation)
    {
        using var open = OpenWritable(state);
        var desk = new MembershipDesk(_session, open, new ChannelSync(_session, open));
        var (added, waiting) = await desk.AddAsync(people, unbalanced, cancellation).ConfigureAwait(false);
        return new MembershipOutcome(new ChannelShelf(_session).View(open.State), added, waiting);
    }

    private OpenChannel OpenWritable(ChannelState state) => state.Phase switch
    {
        ChannelPhase.Removed => throw ChannelProblem.Removed(),
        ChannelPhase.Forked => throw ChannelProblem.Forked(state.RefusedBecause),
        _ => OpenChannel.Load(_session.Store, state),
    };

    /// <summary>Everything: letters, Welcomes, every channel.</summary>
    private async Task<(int Letters, int Items)> EverythingAsync(CancellationToken cancellation)
    {
        var letters = await LettersAsync(cancellation).ConfigureAwait(false);
        if (_session.Device.Stage != Stage.Admitted)
        {
            return (letters, 0);
        }

        await new WelcomeDesk(_session).EnterAllAsync(cancellation).ConfigureAwait(false);
        var items = await AllChannelsAsync(_ => true, cancellation).ConfigureAwait(false);

        // A swap of the own leaf was perhaps just read: its Welcome waited for that.
        var swapped = new ChannelShelf(_session).All().Where(state => state.SwappedAt > 0).Select(state => state.Channel).ToHashSet();
        if (swapped.Count > 0 && await new WelcomeDesk(_session).EnterAllAsync(cancellation).ConfigureAwait(false) > 0)
        {
            items += await AllChannelsAsync(state => swapped.Contains(state.Channel), cancellation).ConfigureAwait(false);
        }

        await new LetterOffice(_session).DropAllAsync(cancellation).ConfigureAwait(false);
        return (letters, items);
    }

    private async Task<int> AllChannelsAsync(Func<ChannelState, bool> which, CancellationToken cancellation)
    {
        var items = 0;
        foreach (var state in new ChannelShelf(_session).All().Where(which).Where(state => state.IsStuck || state.Phase is ChannelPhase.Open or ChannelPhase.Creating))
        {
            items += await AloneAsync(state, () => ChannelAsync(state, cancellation)).ConfigureAwait(false);
        }

        return items;
    }

    /// <summary>The trouble of one channel is told and does not hold up the others.</summary>
    private async Task<int> AloneAsync(ChannelState state, Func<Task<int>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (Problem.Of(failure) is
        { Error: DialogueError.RelayRefused or DialogueError.NotAllowed or DialogueError.NotReady or DialogueError.NotFound or DialogueError.ForkedHistory } problem)
        {
            _session.Notices.Add($"{new ChannelShelf(_session).TitleOf(state)}: {problem.Message}");
            return 0;
        }
        catch (Exception failure) when (failure is not OperationCanceledException && Problem.Of(failure) is null)
        {
            // Somebody may have found what this program does not expect: it must not cost the channels that come after this one.
            _session.Alarms.Add($"{new ChannelShelf(_session).TitleOf(state)}: something unexpected stopped this channel; the others go on");
            return 0;
        }
    }

    private async Task<int> ChannelAsync(ChannelState state, CancellationToken cancellation)
    {
        using var open = OpenChannel.Load(_session.Store, state);
        var sync = new ChannelSync(_session, open);
        var items = await sync.RunAsync(cancellation).ConfigureAwait(false);
        if (open.Outbox.Count > 0 && sync.Reader.AtHead && sync.Waits is { } why)
        {
            _session.Notices.Add($"{new ChannelShelf(_session).TitleOf(open.State)}: {why.Message}");
        }

        new SwapAsker(_session).AskIfDue(open, sync.Reader.AtHead);
        return items;
    }
}
