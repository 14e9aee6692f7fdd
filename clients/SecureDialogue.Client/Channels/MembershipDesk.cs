using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Papers;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls;
using SecureDialogue.Mls.Credentials;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>Brings people in and out of a channel.</summary>
internal sealed class MembershipDesk(DeviceSession session, OpenChannel channel, ChannelSync sync)
{
    /// <summary>Adds people whose devices have put key packages; the others are named and wait.</summary>
    internal async Task<(IReadOnlyList<string> Added, IReadOnlyList<string> Waiting)> AddAsync(
        IReadOnlyList<(StoredPerson Record, CoSigned<Admission> Admission)> people, CancellationToken cancellation)
    {
        await sync.RunAsync(cancellation).ConfigureAwait(false);
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

    private bool IsMember(DeviceKey device) => channel.Roster.Any(member => member.Credential.Device == device);

    private async Task<Newcomer?> FetchAsync(StoredPerson record, CoSigned<Admission> admission, CancellationToken cancellation)
    {
        var card = ObjectCodec.Decode<MailboxCard>(record.Card);
        var connection = await session.Relay.LettersAsync(cancellation).ConfigureAwait(false);
        var reply = await connection.FetchPackage(
            new FetchPackageRequest(OpaqueId.Read<MailboxId>(card.Mailbox.Span), card.DropToken.Span.ToArray())).ConfigureAwait(false);
        if (reply.Code is RelayCode.NoPackage or RelayCode.MailboxGone)
        {
            return null;
        }

        RelayAnswer.Expect(reply);
        try
        {
            var package = KeyPackage.Decode(SealedPackage.Open(reply.Package.Span, card));
            package.Verify(channel.Group.Suite, (ulong)session.Time.GetUtcNow().ToUnixTimeSeconds());
            RequireOwn(package.LeafNode.Credential, package.LeafNode.SignatureKey.Span, [admission.Id, .. EarlierOf(record)]);
            return new Newcomer(record.Name, admission.Body.Device, card, package);
        }
        catch (Exception refused) when (refused is MalformedObjectException or MlsException)
        {
            session.Alarms.Add($"the relay gave a key package for {record.Name} that is not that device's own; it was refused");
            return null;
        }
    }

    private static void RequireOwn(Credential credential, ReadOnlySpan<byte> leafKey, IReadOnlyList<ObjectHash> admissions)
    {
        var device = DeviceCredentialValidator.Read(credential, leafKey);
        TrustFields.Require(device is not null && admissions.Contains(device.Admission.Id), "a package of another device");
    }

    private static IEnumerable<ObjectHash> EarlierOf(StoredPerson record) =>
        record.Earlier is { } bytes ? [SignedCodec.DecodeCoSigned<Admission>(bytes).Id] : [];
}
