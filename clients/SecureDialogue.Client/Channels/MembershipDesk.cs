using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Revocations;
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

    /// <summary>Removes everybody of a name: an order in the log, then the commit.</summary>
    internal async Task RemoveAsync(string name, CancellationToken cancellation)
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

        foreach (var credential in named)
        {
            Order(credential);
        }

        // The order takes effect after its place in this channel's log; reading it makes the removal due, and due ones are committed.
        await sync.RunAsync(cancellation).ConfigureAwait(false);
        if (channel.Roster.Any(member => named.Any(gone => gone.Device == member.Credential.Device)))
        {
            throw ChannelProblem.NotWritable(channel.State);
        }
    }

    private void Order(DeviceCredential credential)
    {
        var charters = channel.Charters;
        var order = new RemovalOrder(
            charters.Dialogue, charters.HeadId, new Opaque(channel.State.Id), credential.Admission.Id, null, string.Empty, session.Now)
            .CoSign(session.Device.DeviceSeed);
        if (RemovalRules.Check(order, charters) != RemovalRefusal.None)
        {
            throw new DialogueException(
                DialogueError.NotAllowed, "the Charter asks for other signatures to remove somebody", "ask the officers of the Charter");
        }

        channel.Enqueue(new RemovalOrderContent(order), session.Time.GetUtcNow());
        channel.Save();
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
        var next = body with { Number = body.Number + 1, Previous = body.Id, SignerAdmission = session.Admission!.Id, Hour = session.Now };
        var renewed = new PolicyContent(next.Sign(session.Device.DeviceSeed), session.Admission);
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
            RequireOwn(package.LeafNode.Credential, package.LeafNode.SignatureKey.Span, admission);
            return new Newcomer(record.Name, admission.Body.Device, card, package);
        }
        catch (Exception refused) when (refused is MalformedObjectException or MlsException)
        {
            session.Alarms.Add($"the relay gave a key package for {record.Name} that is not that device's own; it was refused");
            return null;
        }
    }

    private static void RequireOwn(Credential credential, ReadOnlySpan<byte> leafKey, CoSigned<Admission> admission)
    {
        var device = DeviceCredentialValidator.Read(credential, leafKey);
        TrustFields.Require(device is not null && device.Admission.Id == admission.Id, "a package of another device");
    }
}
