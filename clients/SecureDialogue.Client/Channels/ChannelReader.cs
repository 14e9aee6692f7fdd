using System.Security.Cryptography;
using SecureDialogue.Client.Connection;
using SecureDialogue.Client.Sync;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// Reads a channel to its head: proves the epoch, reads its items, processes and persists them, and after a commit proves the
/// next. One that is three epochs behind climbs them one by one.
/// <code>
/// prove(e) → read after n → process → persist → commit? → prove(e + 1) → …
/// </code>
/// </summary>
internal sealed class ChannelReader(DeviceSession session, OpenChannel channel)
{
    private const int ProofsPerReading = 3;
    private const uint DaysOfLog = 180;
    private const string SetBack = "the relay's log ends before what this device read";
    private readonly ItemIntake _intake = new(session, channel);
    private int _proofsLost;

    /// <summary>Whether the last reading ended at the head with the current epoch proven, so that posting is possible.</summary>
    internal bool AtHead { get; private set; }

    /// <summary>Reads as far as this device can.</summary>
    /// <returns>How many items were processed.</returns>
    internal async Task<int> ToHeadAsync(CancellationToken cancellation)
    {
        var count = 0;
        _proofsLost = 0;
        AtHead = false;
        while (channel.State is { Phase: ChannelPhase.Open, SwappedAt: 0 })
        {
            if (!await ProveAsync(cancellation).ConfigureAwait(false))
            {
                return count;
            }

            var (read, ended) = await ReadEpochAsync(cancellation).ConfigureAwait(false);
            count += read;
            if (ended != ItemOutcome.EpochEnded)
            {
                AtHead = ended == ItemOutcome.Processed && channel.State is { Phase: ChannelPhase.Open, VoidSince: 0 };
                return count;
            }
        }

        return count;
    }

    /// <summary>Proves an epoch with its access key.</summary>
    internal static async Task<ProveReply> ProveAsync(
        RelayConnection connection, ChannelId channel, ulong epoch, ReadOnlyMemory<byte> seed)
    {
        var request = new ProveRequest(channel, epoch, default);
        request = request with { Signature = Ed25519.Sign(seed.Span, EpochProof.Bytes(connection.Context, request)) };
        return await connection.Prove(request).ConfigureAwait(false);
    }

    private async Task<bool> ProveAsync(CancellationToken cancellation)
    {
        var connection = await session.Relay.ChannelsAsync(cancellation).ConfigureAwait(false);
        if (session.Relay.Proven(channel.Id) == channel.Group.Epoch)
        {
            return true;
        }

        var seed = AccessKey.Seed(channel.Group);
        try
        {
            var reply = await ProveAsync(connection, channel.Id, channel.Group.Epoch, seed).ConfigureAwait(false);
            if (reply.Code is RelayCode.WrongKey or RelayCode.NotYet or RelayCode.NotFound)
            {
                return await BeforeRefusedEpochAsync(connection).ConfigureAwait(false);
            }

            RelayAnswer.Expect(reply);
            return Accept(reply);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    private bool Accept(ProveReply reply)
    {
        session.Relay.Remember(channel.Id, channel.Group.Epoch);
        if (reply.Head < channel.State.Sequence)
        {
            return StopForked(SetBack);
        }

        if (channel.DigestAt(reply.OpenedBy) is { } known && !known.AsSpan().SequenceEqual(reply.OpenedDigest.Span))
        {
            return StopForked("the relay's history of this channel is not the one this device read");
        }

        if (channel.State.EarlierAccessSeed is not null)
        {
            channel.State = channel.State with { EarlierAccessSeed = null };
            channel.Save();
        }

        return true;
    }

    /// <summary>
    /// The relay does not know this epoch's key. Either the committer handed in a wrong one and a steward sets it right, or a
    /// steward voided a commit that this device holds to be valid. The epoch before shows which.
    /// </summary>
    private async Task<bool> BeforeRefusedEpochAsync(RelayConnection connection)
    {
        session.Relay.Remember(channel.Id, null);
        if (channel.State.EarlierAccessSeed is not { } seed)
        {
            return StopForked("the relay no longer knows this device's epoch");
        }

        var reply = await ProveAsync(connection, channel.Id, channel.Group.Epoch - 1, seed).ConfigureAwait(false);
        if (reply.Code != RelayCode.Ok)
        {
            return StopForked("the relay no longer knows this device's epoch");
        }

        var items = RelayAnswer.Expect(await connection.Read(new ReadRequest(channel.Id, channel.State.Sequence)).ConfigureAwait(false)).Items;
        var outcome = Process([.. items.TakeWhile(item => item.Void || item.Kind == ItemKind.Steward)]);
        channel.Save();
        if (outcome == ItemOutcome.Processed)
        {
            session.Alarms.Add("a commit's access key is wrong; a steward of this channel must set it right");
        }

        return false;
    }

    private async Task<(int Count, ItemOutcome Outcome)> ReadEpochAsync(CancellationToken cancellation)
    {
        var count = 0;
        while (true)
        {
            var connection = await session.Relay.ChannelsAsync(cancellation).ConfigureAwait(false);
            var reply = await connection.Read(new ReadRequest(channel.Id, channel.State.Sequence)).ConfigureAwait(false);
            if (reply.Code == RelayCode.NotProven)
            {
                session.Relay.Remember(channel.Id, null);
                return (count, ++_proofsLost < ProofsPerReading ? ItemOutcome.EpochEnded : throw new RelayRefusedException(reply.Code));
            }

            RelayAnswer.Expect(reply);
            if (reply.Head < channel.State.Sequence)
            {
                StopForked(SetBack);
                return (count, ItemOutcome.Waits);
            }

            var before = channel.State.Sequence;
            var outcome = Process(reply.Items);
            count += (int)(channel.State.Sequence - before);
            Faults.Pass(FaultPoint.BeforeItemsPersist);
            channel.Save();
            Faults.Pass(FaultPoint.AfterItemsPersist);

            // A relay that says "more" and brings nothing is not asked for ever.
            var more = reply.More && channel.State.Sequence > before;
            if (outcome != ItemOutcome.Processed || !more || channel.State.Phase != ChannelPhase.Open)
            {
                var missing = outcome == ItemOutcome.Processed && channel.State.Phase == ChannelPhase.Open && (reply.More || reply.Head > channel.State.Sequence);
                return (count, missing ? KeptBack() : outcome);
            }
        }
    }

    private ItemOutcome Process(IReadOnlyList<LogItem> items)
    {
        foreach (var item in items)
        {
            var outcome = _intake.Process(item);
            if (outcome != ItemOutcome.Processed)
            {
                return outcome;
            }
        }

        return ItemOutcome.Processed;
    }

    /// <summary>Whoever proved an epoch is shown all of it, and the commit that ends it: what comes after needs that commit.</summary>
    private ItemOutcome KeptBack()
    {
        session.Alarms.Add("the relay keeps a part of a channel back; what this device shows may be out of date");
        return ItemOutcome.Waits;
    }

    private bool StopForked(string why)
    {
        channel.State = channel.State with
        {
            Phase = ChannelPhase.Forked,
            RefusedBecause = why,
            SwapReason = IsTooOld() ? SwapReason.CannotRead : channel.State.SwapReason,
        };
        channel.Save();
        session.Alarms.Add($"the relay gave us different histories: {why}");
        return false;
    }

    /// <summary>The relay keeps commits and access keys for 180 days: who was away for longer finds neither.</summary>
    private bool IsTooOld() => session.Now.Value > channel.State.CommitHour + DaysOfLog * 24;
}
