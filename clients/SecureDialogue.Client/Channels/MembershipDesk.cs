using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Channels;

/// <summary>Brings people in and out of a channel.</summary>
internal sealed class MembershipDesk(DeviceSession session, OpenChannel channel, ChannelSync sync)
{
    private readonly PackageFetch _packages = new(session, channel.Group.Suite);

    /// <summary>Adds people whose devices have put key packages; the others are named and wait.</summary>
    internal async Task<(IReadOnlyList<string> Added, IReadOnlyList<string> Waiting)> AddAsync(
        IReadOnlyList<(StoredPerson Record, CoSigned<Admission> Admission)> people, bool unbalanced, CancellationToken cancellation)
    {
        await sync.RunAsync(cancellation).ConfigureAwait(false);
        RequirePlace(channel.Descriptor, people);
        if (!unbalanced)
        {
            var members = channel.Roster.Select(member => member.Credential.Admission.Body);
            RequireBalance(channel.Descriptor, channel.Charters.Head, members.Concat(people.Select(person => person.Admission.Body)));
        }

        RequireNotCutOff(people);
        await RenewPolicyAsync(cancellation).ConfigureAwait(false);
        var newcomers = new List<Newcomer>();
        var waiting = new List<string>();
        foreach (var (record, admission) in people.Where(person => !IsMember(person.Admission.Body.Device)))
        {
            var found = await FetchAsync(record, admission, cancellation).ConfigureAwait(false);
            if (found is null)
            {
                waiting.Add(record.Name);
            }
            else
            {
                newcomers.Add(found);
            }
        }

        foreach (var batch in newcomers.Chunk(CommitRules.MaxAdds))
        {
            await sync.Commits.CommitAsync(() => CommitPlan.Add([.. batch.Where(one => !IsMember(one.Device))], sync.Due()), cancellation).ConfigureAwait(false);
        }

        await sync.RunAsync(cancellation).ConfigureAwait(false);

        return ([.. newcomers.Select(one => one.Name)], waiting);
    }

    /// <summary>Refuses, by name, whose role has no place in such a channel, and who is of another side than a caucus: no member would take that commit.</summary>
    /// <exception cref="DialogueException">Somebody has no place there.</exception>
    internal static void RequirePlace(ChannelDescriptor descriptor, IReadOnlyList<(StoredPerson Record, CoSigned<Admission> Admission)> people)
    {
        RequireNobody(
            people.Where(person => !CommitRules.FitsCaucus(person.Admission.Body, descriptor)),
            "not of this caucus's side",
            "a caucus is for the people of one side, and for neutral facilitators and interpreters");
        RequireNobody(
            people.Where(person => ChannelDecisions.Decide(person.Admission.Body, ChannelAct.Join, descriptor.Kind) != ActRefusal.None),
            "no place in this kind of channel",
            "each kind is for some roles only, see 'dialogue channel create --help'");
    }

    private static void RequireNobody(IEnumerable<(StoredPerson Record, CoSigned<Admission> Admission)> people, string what, string hint)
    {
        var names = people.Select(person => person.Record.Name).Distinct().ToArray();
        if (names.Length > 0)
        {
            throw new DialogueException(DialogueError.NotAllowed, $"{what}: {string.Join(", ", names)}", hint);
        }
    }

    /// <summary>Stops whoever would give one side more voices in a working group than another.</summary>
    /// <exception cref="DialogueException">The sides are not even.</exception>
    internal static void RequireBalance(ChannelDescriptor descriptor, Charter charter, IEnumerable<Admission> people)
    {
        if (descriptor.Kind == ChannelKind.WorkingGroup && !Balance.IsEven(people, charter))
        {
            throw new DialogueException(
                DialogueError.NotAllowed,
                "a working group has as many participants of each side",
                "choose as many of each; if the sides agreed otherwise, say --unbalanced");
        }
    }

    /// <summary>Removes everybody of a name: an order in the log, then the commit; or a paper, when the own signature is not enough for the order.</summary>
    /// <returns>The paper that waits for signatures; null when the removal is done.</returns>
    internal async Task<Paper?> RemoveAsync(string name, string reason, CancellationToken cancellation)
    {
        await sync.RunAsync(cancellation).ConfigureAwait(false);
        var profiles = Profiles.Of(channel.State);
        var named = channel.Roster
            .Where(member => NameRules.AreSame(Profiles.NameOf(profiles, member.Credential.Admission.Id.Value.Span), name))
            .Select(member => member.Credential)
            .ToArray();
        if (named.Length == 0)
        {
            throw new DialogueException(DialogueError.NotFound, "nobody of that name is in this channel", "see 'dialogue roster'");
        }

        if (named.Any(credential => credential.Device == session.OwnKey))
        {
            throw new DialogueException(DialogueError.NotAllowed, "a device does not remove itself", "ask a facilitator");
        }

        var orders = named.Select(credential => Order(credential, reason)).ToArray();
        if (orders.Any(order => RemovalRules.Check(order.CoSign(session.Device.DeviceSeed), channel.Charters) != RemovalRefusal.None))
        {
            Paper? paper = null;
            var draft = new PaperDraft(PaperKind.RemovalOrder, [.. orders.Select(PaperObject.Of)]);
            session.Store.Write(writer => paper = new PaperDesk(session).Propose(writer, draft));
            await new LetterOffice(session).DropAllAsync(cancellation).ConfigureAwait(false);
            return paper;
        }

        foreach (var order in orders)
        {
            channel.Enqueue(new RemovalOrderContent(order.CoSign(session.Device.DeviceSeed)), session.Time.GetUtcNow());
        }

        channel.Save();

        // The order takes effect after its place in this channel's log; reading it makes the removal due, and due ones are committed.
        await sync.RunAsync(cancellation).ConfigureAwait(false);
        if (channel.Roster.Any(member => named.Any(gone => gone.Device == member.Credential.Device)))
        {
            throw ChannelProblem.NotWritable(channel.State);
        }

        return null;
    }

    private CoSigned<RemovalOrder> Order(DeviceCredential credential, string reason)
    {
        var charters = channel.Charters;
        return new CoSigned<RemovalOrder>(
            new RemovalOrder(charters.Dialogue, charters.HeadId, new Opaque(channel.State.Id), credential.Admission.Id, null, reason, session.Now), []);
    }

    /// <summary>
    /// A joiner knows who was cut off and not since when, so it takes no policy from one who was: who adds people signs the same policy
    /// anew. Otherwise nobody could come in any more once the device that opened the channel is lost.
    /// </summary>
    private async Task RenewPolicyAsync(CancellationToken cancellation)
    {
        var facts = channel.Facts;
        if (channel.Policy is not { } current || !facts.IsCutOff(current.SignerAdmission))
        {
            return;
        }

        var body = current.Policy.Body;
        var renewed = OwnPolicy.Next(session, body, same => same);
        if (PolicyRules.Check(renewed, body, facts) == PolicyRefusal.None)
        {
            channel.Enqueue(renewed, session.Time.GetUtcNow());
            channel.Save();
            await sync.RunAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>This device does not add anybody whom it knows to be cut off, even where the log does not say so yet.</summary>
    private void RequireNotCutOff(IEnumerable<(StoredPerson Record, CoSigned<Admission> Admission)> people)
    {
        var known = new KnownCuts(session);
        var gone = people.Where(person => known.Covers(person.Admission, new Opaque(channel.State.Id))).Select(person => person.Record.Name).ToArray();
        if (gone.Length > 0)
        {
            throw new DialogueException(
                DialogueError.NotAllowed, $"somebody was removed before: {string.Join(", ", gone)}", "who comes back needs a new admission");
        }
    }

    private bool IsMember(DeviceKey device) => channel.Roster.Any(member => member.Credential.Device == device);

    private Task<Newcomer?> FetchAsync(StoredPerson record, CoSigned<Admission> admission, CancellationToken cancellation) =>
        _packages.FetchAsync(
            record.Name,
            ObjectCodec.Decode<MailboxCard>(record.Card),
            credential => credential.Admission.Id == admission.Id || credential.Admission.Id == EarlierOf(record),
            cancellation);

    /// <summary>Until a renewed device has put packages anew, those of its earlier admission are good.</summary>
    private static ObjectHash? EarlierOf(StoredPerson record) =>
        record.Earlier is { } bytes ? SignedCodec.DecodeCoSigned<Admission>(bytes).Id : null;
}
