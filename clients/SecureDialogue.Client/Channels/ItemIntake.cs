using System.Buffers.Binary;
using System.Security.Cryptography;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Verification;
using SecureDialogue.Mls;
using SecureDialogue.Mls.Framing;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// Takes one item of the log after the other. What the relay says of an item must be what its MLS header says; a gap, a wrong hash
/// or another epoch means that the relay's history is not one history.
/// <code>
/// bytes → header checked → opened and its sender authenticated (Mls) → verdict or content rules → state and lines
/// </code>
/// </summary>
internal sealed class ItemIntake(DeviceSession session, OpenChannel channel)
{
    private readonly StewardIntake _stewards = new(session, channel);
    private readonly MessageIntake _messages = new(session, channel);

    /// <summary>Bytes of a commit's authenticated data: the hour it states.</summary>
    internal const int HourBytes = sizeof(ulong);

    /// <summary>How far ahead of the own clock a commit is only waited for: a wrong clock explains no more.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>Processes the item in memory; the caller persists.</summary>
    internal ItemOutcome Process(LogItem item)
    {
        if (item.Sequence <= channel.State.Sequence)
        {
            return ItemOutcome.Processed;
        }

        if (item.Sequence != channel.State.Sequence + 1)
        {
            return Fork("items are missing");
        }

        if (item.Void || item.Bytes.IsEmpty)
        {
            return ProcessEmpty(item);
        }

        if (!SHA256.HashData(item.Bytes.Span).AsSpan().SequenceEqual(item.Hash.Span))
        {
            return Fork("an item is not the one that was stored");
        }

        if (item.Kind == ItemKind.Steward)
        {
            return ProcessSteward(item);
        }

        if (channel.State.VoidSince != 0)
        {
            return Fork("items were called void and no steward said so");
        }

        return item.Epoch == channel.Group.Epoch ? ProcessSealed(item) : Fork("an item of another epoch");
    }

    private ItemOutcome ProcessSteward(LogItem item)
    {
        var outcome = _stewards.Process(item);
        return outcome is null ? Passed(item) : Fork(outcome);
    }

    private ItemOutcome ProcessEmpty(LogItem item)
    {
        if (item.Void && channel.State.VoidSince == 0)
        {
            channel.State = channel.State with { VoidSince = item.Sequence, VoidHash = item.Hash.ToArray() };
        }

        return item.Void ? Passed(item) : ProcessExpired(item);
    }

    /// <summary>Only talk loses its bytes while its place in the log stays; everything else lives as long as its row.</summary>
    private ItemOutcome ProcessExpired(LogItem item)
    {
        if (item.Kind != ItemKind.Talk)
        {
            channel.State = channel.State with { SwapReason = item.Kind == ItemKind.Commit ? SwapReason.CannotRead : channel.State.SwapReason };
            return Fork(item.Kind == ItemKind.Commit ? "a commit expired before this device read it" : "an item that cannot expire came without its bytes");
        }

        // The relay may call anything expired: that something was said here is shown, so that it cannot do so in silence.
        Notices.Unreadable(channel, item, "a message is not kept any longer by the relay");
        return Passed(item);
    }

    private ItemOutcome ProcessSealed(LogItem item)
    {
        if (!HeaderFits(item))
        {
            // Clients ignore an item whose kind, epoch or group differs from its MLS header; only a commit cannot be passed over.
            return item.Kind == ItemKind.Commit ? Refuse(item, "it is no commit of this channel") : Passed(item);
        }

        if (item.Kind != ItemKind.Commit)
        {
            channel.State = channel.State with { MessagesInEpoch = channel.State.MessagesInEpoch + 1 };
            return _messages.Process(item) is { } problem ? Fork(problem) : Passed(item);
        }

        return ProcessCommit(item);
    }

    private bool HeaderFits(LogItem item)
    {
        try
        {
            var header = MlsGroup.PeekHeader(item.Bytes.Span);
            var content = item.Kind == ItemKind.Commit ? ContentType.Commit : ContentType.Application;
            return header.WireFormat == WireFormat.PrivateMessage
                && header.Epoch == item.Epoch
                && header.ContentType == content
                && header.GroupId.Span.SequenceEqual(channel.State.Id)
                && header.AuthenticatedData.Length == (item.Kind == ItemKind.Commit ? HourBytes : 0);
        }
        catch (MlsException)
        {
            return false;
        }
    }

    private ItemOutcome ProcessCommit(LogItem item)
    {
        var stated = BinaryPrimitives.ReadUInt64BigEndian(MlsGroup.PeekHeader(item.Bytes.Span).AuthenticatedData.Span);
        var hour = new UnixHour((uint)Math.Min(stated, uint.MaxValue));
        if (CommitRules.MustWait(hour, session.Time.GetUtcNow().Add(Patience)))
        {
            // Nobody waits for years: it is judged again when its hour comes, and a steward may undo it until then.
            return Refuse(item, "it is dated in the future");
        }

        if (CommitRules.MustWait(hour, session.Time.GetUtcNow()))
        {
            session.Notices.Add("a change of this channel is dated in the future; waiting for its hour");
            return ItemOutcome.Waits;
        }

        var before = channel.Roster;
        if (channel.Pending is { } pending && pending.Bytes.AsSpan().SequenceEqual(item.Bytes.Span))
        {
            Faults.Pass(FaultPoint.BeforeMergePersist);
            KeepAccess();
            channel.TakePending();
            if (pending.Letters.Count > 0)
            {
                // A joiner's first d is the relay's word until a member's message confirms it.
                channel.Enqueue(new SeenContent(), session.Time.GetUtcNow());
            }

            return Merged(item, hour, before, pending.HasPath);
        }

        return ProcessForeignCommit(item, hour, before);
    }

    private ItemOutcome ProcessForeignCommit(LogItem item, UnixHour hour, IReadOnlyList<RosterLeaf> before)
    {
        CommitReceived received;
        try
        {
            received = channel.Group.Receive(item.Bytes.Span, new DeviceCredentialValidator(channel.Charters)) is CommitReceived commit
                ? commit
                : throw new MlsException(MlsError.WireFormatUnexpected);
        }
        catch (MlsException refused) when (refused.Error == MlsError.WrittenByCopy)
        {
            throw OldCopy.Exception();
        }
        catch (MlsException refused)
        {
            if (refused.Error == MlsError.CredentialRefused)
            {
                return Refuse(item, VerdictWords.Of(CommitVerdict.AdmissionRefused));
            }

            channel.State = channel.State with { SwapReason = SwapReason.CannotRead };
            return Refuse(item, "this device cannot process it");
        }

        using var staged = received.Staged;
        var attempt = new CommitAttempt(
            received.Sender.Value,
            hour,
            [.. OpenChannel.RosterOf(staged.Adds).Select(added => added.Credential)],
            [.. staged.Removes.Select(removed => removed.Index.Value)],
            false);
        var verdict = CommitRules.Judge(attempt, channel.Facts);
        if (verdict != CommitVerdict.Accepted)
        {
            return Refuse(item, VerdictWords.Of(verdict));
        }

        if (staged.RemovesSelf && attempt.Adds.Any(added => added.Device == session.OwnKey))
        {
            Notices.Changed(channel, item, hour, before, OpenChannel.RosterOf(staged.ResultingMembers));
            Passed(item);
            channel.SetPending(null);
            channel.State = channel.State with { SwappedAt = item.Sequence };
            return ItemOutcome.Waits;
        }

        if (staged.RemovesSelf)
        {
            Notices.Removed(channel, item, hour);
            Passed(item);
            channel.Wipe();
            session.Notices.Add("this device was removed from a channel");
            return ItemOutcome.Waits;
        }

        KeepAccess();
        channel.Group.Merge(staged);
        channel.EpochChanged();
        return Merged(item, hour, before, false);
    }

    private ItemOutcome Merged(LogItem item, UnixHour hour, IReadOnlyList<RosterLeaf> before, bool ownPath)
    {
        var after = channel.Roster;
        var swaps = channel.State.LastSwaps.ToDictionary();
        foreach (var member in after.Where(now => before.Any(then => then.Credential.Device == now.Credential.Device && !SameLeaf(then, now))))
        {
            swaps[member.Credential.Device.ToString()] = hour.Value;
        }

        channel.State = channel.State with
        {
            Departed = [.. channel.State.Departed, .. Departed(before, after)],
            CommitAt = item.Sequence,
            CommitHash = item.Hash.ToArray(),
            CommitHour = hour.Value,
            OwnCommitHour = ownPath ? hour.Value : channel.State.OwnCommitHour,
            MessagesInEpoch = 0,
            RefusedAt = 0,
            RefusedBecause = null,
            LastSwaps = swaps,
        };
        Notices.Changed(channel, item, hour, before, after);
        new Marks(session).Meet(after);
        channel.SaveBeside(writer => Presences.Note(session, writer, channel.Id, hour, before, after));
        Passed(item);
        return ItemOutcome.EpochEnded;
    }

    /// <summary>Whoever was sent away, by an order or as a person, does not come back with another device.</summary>
    private IEnumerable<DepartedDevice> Departed(IReadOnlyList<RosterLeaf> before, IReadOnlyList<RosterLeaf> after)
    {
        var facts = channel.Facts;
        return before.Select(then => then.Credential)
            .Where(then => after.All(now => now.Credential.Device != then.Device))
            .Where(then => !facts.RemovalOrders.Any(order => order.Covers(then.Admission, facts.Channel)) && !facts.Revocations.Any(one => one.WholePerson && one.Covers(then.Admission.Body)))
            .Select(then => new DepartedDevice(then.Person.Value.ToArray(), then.Device.Value.ToArray()));
    }

    private void KeepAccess() => channel.State = channel.State with { EarlierAccessSeed = AccessKey.Seed(channel.Group) };

    private ItemOutcome Refuse(LogItem item, string why)
    {
        if (channel.State.RefusedAt != item.Sequence)
        {
            session.Alarms.Add($"a change of this channel was refused: {why}; nothing can be sent until a steward undoes it");
        }

        channel.State = channel.State with { RefusedAt = item.Sequence, RefusedHash = item.Hash.ToArray(), RefusedBecause = why };
        return ItemOutcome.Waits;
    }

    private ItemOutcome Passed(LogItem item)
    {
        channel.Advance(item);
        return ItemOutcome.Processed;
    }

    private ItemOutcome Fork(string why)
    {
        channel.State = channel.State with { Phase = ChannelPhase.Forked, RefusedBecause = why };
        session.Alarms.Add($"the relay gave us different histories: {why}");
        return ItemOutcome.Waits;
    }

    private static bool SameLeaf(RosterLeaf one, RosterLeaf other) =>
        one.Credential.Certificate.Body.LeafKey == other.Credential.Certificate.Body.LeafKey;
}
