using System.Buffers.Binary;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls;
using SecureDialogue.Mls.Commits;
using SecureDialogue.Mls.Tree;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// Ends an epoch: builds the commit at the head of the log, judges it as everybody will, keeps it with the state after it, drops
/// the Welcomes, then hands it in. When another commit came first it is built again with the same key packages.
/// </summary>
internal sealed class CommitDesk(DeviceSession session, OpenChannel channel, ChannelReader reader)
{
    private const int Attempts = 12;

    /// <summary>Carries a plan out.</summary>
    /// <param name="decide">Asked each time the commit is built, at the head of the log.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="DialogueException">It does not hold, or could not be handed in.</exception>
    internal async Task CommitAsync(Func<CommitPlan?> decide, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            await reader.ToHeadAsync(cancellation).ConfigureAwait(false);
            if (!reader.AtHead)
            {
                throw ChannelProblem.NotWritable(channel.State);
            }

            if (decide() is not { } plan)
            {
                return;
            }

            RequireTaken();

            Build(plan.Adds, plan.Removes);
            if (await HandInAsync(cancellation).ConfigureAwait(false))
            {
                return;
            }
        }

        throw new DialogueException(DialogueError.NotReady, "others are changing this channel at the same time", "try again in a moment");
    }

    /// <summary>Goes on with a commit that a crash or a cut left on its way.</summary>
    internal async Task ResumeAsync(CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts && channel.Pending is { } pending && reader.AtHead; attempt++)
        {
            if (pending.Epoch != channel.Group.Epoch)
            {
                Drop();
                return;
            }

            await HandInAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>What the relay would refuse is not built: a Welcome is dropped before its commit.</summary>
    private void RequireTaken()
    {
        if (channel.State.IsClosed || channel.State.NeedsSteward)
        {
            throw Restricted();
        }
    }

    private DialogueException Restricted() => channel.State.IsClosed ? ChannelProblem.Closed() : ChannelProblem.NeedsSteward();

    private void Build(IReadOnlyList<Newcomer> adds, IReadOnlyList<uint> removes)
    {
        var hour = Math.Max(session.Now.Value, channel.State.CommitHour);
        var pack = Pack([.. channel.Roster.Where(member => !removes.Contains(member.Leaf))]);
        var authenticated = new byte[ItemIntake.HourBytes];
        BinaryPrimitives.WriteUInt64BigEndian(authenticated, hour);
        var bundle = Create(new Mls.Commits.CommitRequest
        {
            Adds = [.. adds.Select(add => add.Package)],
            Removes = [.. removes.Select(leaf => new LeafIndex(leaf))],
            AuthenticatedData = authenticated,
            GroupInfoExtensions = adds.Count == 0 ? [] : [JoinerSeal.Extension(pack, hour)],
        });
        // Building a commit spends a handshake key, even if the commit is dropped later.
        channel.TouchGroup();
        using var staged = bundle.Staged;
        Judge(staged, removes, new UnixHour(hour));
        var letters = bundle.Welcome is { IsEmpty: false } welcome ? Letters(adds, staged.Epoch, welcome, pack) : [];
        Faults.Pass(FaultPoint.BeforeCommitPersist);
        channel.SetPending(new PendingCommit(
            channel.Group.Epoch,
            OpaqueId.Draw<Wire.MessageId>().ToBytes(),
            channel.State.LastLasting,
            bundle.Message.ToArray(),
            AccessKey.Next(staged, channel.Id),
            staged.Save(),
            hour,
            staged.HasPath,
            letters));
        channel.Save();
        Faults.Pass(FaultPoint.AfterCommitPersist);
    }

    private CommitBundle Create(Mls.Commits.CommitRequest request)
    {
        try
        {
            return channel.Group.CreateCommit(request);
        }
        catch (MlsException)
        {
            throw new DialogueException(
                DialogueError.NotAllowed, "a key package of somebody who was to be added does not fit into this channel", "add the people one by one to see whose");
        }
    }

    private void Judge(StagedCommit staged, IReadOnlyList<uint> removes, UnixHour hour)
    {
        var adds = OpenChannel.RosterOf(staged.Adds).Select(added => added.Credential).ToArray();
        var verdict = CommitRules.Judge(new CommitAttempt(channel.Group.OwnLeaf.Value, hour, adds, removes, false), channel.Facts);
        if (verdict != CommitVerdict.Accepted)
        {
            throw new DialogueException(DialogueError.NotAllowed, $"the members would refuse this change: {VerdictWords.Of(verdict)}", "see who is in it with 'dialogue roster', and who was admitted as what with 'dialogue papers'");
        }
    }

    private JoinerPack Pack(IReadOnlyList<RosterLeaf> staying) => new(
        channel.Charters.Signed,
        [.. channel.State.Revocations.Select(bytes => SignedCodec.DecodeCoSigned<Revocation>(bytes))],
        channel.Policy,
        [.. Profiles.Of(channel.State).Where(profile => staying.Any(member => member.Credential.Admission.Id == profile.Body.Admission))],
        [.. staying.Select(member => new RosterEntry(member.Leaf, member.Credential.Admission.Id))]);

    private StoredLetter[] Letters(IReadOnlyList<Newcomer> adds, ulong epoch, ReadOnlyMemory<byte> welcome, JoinerPack pack)
    {
        var parts = WelcomePart.Split(new Opaque(channel.State.Id), epoch, new WelcomeBundle(new Opaque(welcome.Span), pack));
        var office = new LetterOffice(session);
        return [.. adds.SelectMany(add => parts.Select(part => office.Seal(LetterKind.Welcome, add.Card, part.Encode())))];
    }

    /// <summary>Drops the Welcomes, then hands the commit in. True when the commit stands in the log and was taken.</summary>
    private async Task<bool> HandInAsync(CancellationToken cancellation)
    {
        var pending = channel.Pending!;
        await DropWelcomesAsync(pending, cancellation).ConfigureAwait(false);
        var connection = await session.Relay.ChannelsAsync(cancellation).ConfigureAwait(false);
        var sent = connection.Commit(SignedCommit.Of(channel, pending, connection.Context));
        Faults.Pass(FaultPoint.AfterCommitSent);
        var reply = await sent.ConfigureAwait(false);
        Faults.Pass(FaultPoint.AfterCommitAnswered);
        switch (reply.Code)
        {
            case RelayCode.Ok:
                await reader.ToHeadAsync(cancellation).ConfigureAwait(false);
                Faults.Pass(FaultPoint.AfterMergePersist);
                return channel.Pending is null
                    ? true
                    : throw new DialogueException(DialogueError.NotReady, "the relay took a change of this channel and does not show it", "try again in a moment");
            case RelayCode.StaleEpoch or RelayCode.Behind:
                Drop();
                session.Relay.Remember(channel.Id, null);
                return false;
            case RelayCode.NotProven:
                session.Relay.Remember(channel.Id, null);
                await reader.ToHeadAsync(cancellation).ConfigureAwait(false);
                return channel.Pending is null && channel.State.CommitHour == pending.Hour;
            case RelayCode.Restricted when channel.State is { StewardSeed: not null, IsClosed: false } state && !state.Restrictions.HasFlag(Restrictions.Demand):
                // A steward who came in after the demand has not read it; the same commit goes out again with the signature.
                channel.State = state with { Restrictions = state.Restrictions.After(StewardVerb.Demand) };
                return await HandInAsync(cancellation).ConfigureAwait(false);
            case RelayCode.Restricted:
                Drop();
                throw Restricted();
            default:
                throw new Connection.RelayRefusedException(reply.Code);
        }
    }

    private async Task DropWelcomesAsync(PendingCommit pending, CancellationToken cancellation)
    {
        var office = new LetterOffice(session);
        foreach (var letter in pending.Letters)
        {
            var code = await office.DropAsync(letter, cancellation).ConfigureAwait(false);
            Faults.Pass(FaultPoint.AfterFirstWelcomeDropped);
            if (code != RelayCode.Ok)
            {
                // A Welcome that cannot be dropped is never followed by its commit.
                Drop();
                throw new DialogueException(
                    code == RelayCode.MailboxGone ? DialogueError.NotFound : DialogueError.RelayFull,
                    "somebody's mailbox does not take the Welcome, so nobody was added",
                    "leave that person out, or try again later");
            }
        }

        Faults.Pass(FaultPoint.AfterWelcomesDropped);
    }

    private void Drop()
    {
        channel.SetPending(null);
        channel.Save();
    }
}
