using System.Security.Cryptography;
using SecureDialogue.Client.Amendments;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Revocations;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Client.Verification;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Wire;

namespace SecureDialogue.Client.Channels;

/// <summary>
/// Comes into channels: keeps the parts of a Welcome, verifies every leaf, the Charter, the policy and the names that travel with
/// it, and is in when the relay accepts the new epoch's key. Until then the key package is kept, for the commit may have lost.
/// </summary>
internal sealed class WelcomeDesk(DeviceSession session)
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(48);

    /// <summary>Keeps one part.</summary>
    internal static void Keep(DeviceSession session, StoreWriter writer, Trust.Letter letter)
    {
        var part = ObjectCodec.Decode<WelcomePart>(letter.Body.Span);
        TrustFields.Require(session.Device.Stage == Stage.Admitted, "a Welcome before admission");
        var record = new StoredWelcome(letter.Body.ToArray(), letter.Sender.Value.ToArray(), session.Time.GetUtcNow().ToUnixTimeSeconds());
        byte[] key = [.. part.Channel.Span, .. part.Bundle.Value.Span, (byte)part.Part];
        LocalRecord.Put(writer, Bucket.Welcomes, key, record);
    }

    /// <summary>Tries every Welcome that is whole.</summary>
    /// <returns>How many channels were entered.</returns>
    internal async Task<int> EnterAllAsync(CancellationToken cancellation)
    {
        var parts = session.Store.List(Bucket.Welcomes)
            .Select(entry => (Key: entry.Key.ToArray(), Record: LocalRecord.Decode<StoredWelcome>(entry.Value.ToArray())))
            .Select(one => (one.Key, one.Record, Part: ObjectCodec.Decode<WelcomePart>(one.Record.Body)))
            .GroupBy(one => (one.Part.Channel, one.Part.Bundle, Sender: new Opaque(one.Record.Sender)));
        var entered = 0;
        foreach (var bundle in parts.ToArray())
        {
            var keys = bundle.Select(one => one.Key).ToArray();
            var age = session.Time.GetUtcNow().ToUnixTimeSeconds() - bundle.Min(one => one.Record.ReceivedAt);
            var outcome = await EnterAsync([.. bundle.Select(one => one.Part)], bundle.Key.Sender, cancellation).ConfigureAwait(false);
            entered += outcome == WelcomeOutcome.Entered ? 1 : 0;
            if (outcome == WelcomeOutcome.Refused || (outcome == WelcomeOutcome.Waits && age > Patience.TotalSeconds))
            {
                session.Store.Write(writer => Forget(writer, keys));
            }
        }

        // Whose last package was used replaces it at once: the relay would hand it out again.
        await new PackageStock(session).RefillAsync(session.Relay.PackagesLeft, cancellation).ConfigureAwait(false);
        return entered;
    }

    private async Task<WelcomeOutcome> EnterAsync(IReadOnlyList<WelcomePart> parts, Opaque sender, CancellationToken cancellation)
    {
        try
        {
            var known = Known(parts[0].Channel.ToArray());
            if (WelcomePart.Join(parts) is not { } bundle || Reentry.MustWait(session, known, sender))
            {
                return WelcomeOutcome.Waits;
            }

            if (Open(bundle) is not { } found)
            {
                return RefuseUsed(parts[0].Channel);
            }

            using var group = found.Group;
            var reentry = Reentry.Of(session, known, sender);
            var entry = WelcomeVerifier.Verify(group, parts[0], bundle.Pack, sender, reentry is not null, session.Charters!);
            if (MustWait(new UnixHour(entry.CommitHour)))
            {
                return WelcomeOutcome.Waits;
            }

            if (EntryRules.Refuse(session, entry, OpenChannel.RosterOf(group.Members), bundle.Pack, sender) is { } why)
            {
                session.Alarms.Add(why);
                return WelcomeOutcome.Refused;
            }

            return await ProveAsync(entry, reentry, found, cancellation).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is not OperationCanceledException && Problem.Of(refused) is null)
        {
            // Whatever somebody's Welcome breaks, it is that Welcome's end and nothing else's: it would be met again at every sync.
            session.Alarms.Add("somebody sent this device into a channel that is not in order; it was refused");
            return WelcomeOutcome.Refused;
        }
    }

    /// <summary>Opens the Welcome with the key package it was made for.</summary>
    private (MlsGroup Group, byte[] Reference, StoredPackage Package)? Open(WelcomeBundle bundle)
    {
        var references = MlsGroup.PeekWelcome(bundle.Welcome.Span);
        foreach (var reference in references)
        {
            if (session.Store.Get(Bucket.Packages, reference.Span) is not { } bytes)
            {
                continue;
            }

            var package = LocalRecord.Decode<StoredPackage>(bytes);
            TrustFields.Require(bundle.Pack.Charters.Verify(out var charters) == CharterRefusal.None && charters is not null, "a Charter that does not hold");
            RequireCurrent(charters!);
            using var secrets = KeyPackageSecrets.Load(package.Secrets);
            var options = new JoinOptions { Validator = new DeviceCredentialValidator(charters!) };
            return (MlsGroup.Join(bundle.Welcome.Span, KeyPackage.Decode(package.Package), secrets, options), reference.ToArray(), package);
        }

        return null;
    }

    /// <summary>A Welcome for a package that is not here: the letter of a channel this device knows came again, or its package was handed out again.</summary>
    private WelcomeOutcome RefuseUsed(Opaque channel)
    {
        if (Known(channel.ToArray()) is null)
        {
            session.Alarms.Add("somebody brought this device into a channel with a key package that it used before; ask a facilitator to bring it in again");
        }

        return WelcomeOutcome.Refused;
    }

    /// <summary>
    /// Whoever adds knows at least the Charter that this device knows: under an older one retired officers would still count. A longer one
    /// is taken; it holds by itself.
    /// </summary>
    private void RequireCurrent(CharterChain charters)
    {
        var refusal = CharterRefusal.None;
        session.Store.Write(writer => refusal = CharterAdoption.Take(session, writer, charters));
        TrustFields.Require(refusal == CharterRefusal.None, "the Charter of another dialogue, or another history of this one");
        if (charters.Find(session.Charters!.HeadId) is null)
        {
            session.Alarms.Add($"somebody who added this device does not know version {session.Charters.Head.Version} of the Charter; ask them to sync and to add you again");
            throw new MalformedObjectException("a Welcome under an older Charter");
        }
    }

    /// <summary>The hour of the adding commit is held against the own clock as a commit's is: every later one is held against it.</summary>
    private bool MustWait(UnixHour hour)
    {
        var now = session.Time.GetUtcNow();
        TrustFields.Require(!CommitRules.MustWait(hour, now.Add(ItemIntake.Patience)), "a Welcome dated in the future");
        if (!CommitRules.MustWait(hour, now))
        {
            return false;
        }

        session.Notices.Add("a channel to come into is dated in the future; waiting for its hour");
        return true;
    }

    private async Task<WelcomeOutcome> ProveAsync(
        ChannelState state, Reentry? reentry, (MlsGroup Group, byte[] Reference, StoredPackage Package) found, CancellationToken cancellation)
    {
        var connection = await session.Relay.ChannelsAsync(cancellation).ConfigureAwait(false);
        var seed = AccessKey.Seed(found.Group);
        var reply = await ChannelReader.ProveAsync(connection, state.Channel, found.Group.Epoch, seed).ConfigureAwait(false);
        CryptographicOperations.ZeroMemory(seed);
        switch (reply.Code)
        {
            case RelayCode.Ok:
                var entered = state with { Sequence = reply.OpenedBy, JoinedAt = reply.OpenedBy, LastLasting = reply.OpenedBy, Digest = reply.OpenedDigest.ToArray() };
                Enter(entered, reentry, found);
                return WelcomeOutcome.Entered;
            case RelayCode.NotYet:
                return WelcomeOutcome.Waits;
            case RelayCode.WrongKey or RelayCode.NotFound:
                return WelcomeOutcome.Refused;
            case RelayCode.TooMany or RelayCode.Unavailable:
                throw new Connection.RelayRefusedException(reply.Code);
            default:
                // One Welcome that the relay does not take must not hold up the channels.
                return WelcomeOutcome.Waits;
        }
    }

    private ChannelState? Known(byte[] channel) =>
        session.Store.Get(Bucket.Channels, channel) is { } known ? LocalRecord.Decode<ChannelState>(known) : null;

    private void Enter(ChannelState state, Reentry? reentry, (MlsGroup Group, byte[] Reference, StoredPackage Package) found)
    {
        Faults.Pass(FaultPoint.BeforeJoinPersist);
        new Marks(session).Meet(OpenChannel.RosterOf(found.Group.Members));
        state = (reentry?.Carry(state, session.OwnKey) ?? state) with { SwapReason = found.Package.Used ? SwapReason.SharedLeafKey : SwapReason.None };
        var lost = false;
        session.Store.Write(writer =>
        {
            if (reentry is not null)
            {
                lost = reentry.Write(session, writer, state);
            }
            else
            {
                ClearEarlier(writer, state);
            }

            LocalRecord.Put(writer, Bucket.Channels, state.Id, state);
            writer.Put(Bucket.Chain(state.Channel), state.Sequence, state.Digest);
            var snapshot = found.Group.Save();
            writer.Put(Bucket.Groups, state.Id, snapshot);
            CryptographicOperations.ZeroMemory(snapshot);
            Outbox.Add(writer, session, state.Channel, ChannelMaker.OwnProfile(session, state.Id));
            Presences.NoteAll(session, writer, state.Channel, new UnixHour(state.CommitHour), OpenChannel.RosterOf(found.Group.Members));
            ForgetChannel(writer, state.Id);
            UsePackage(writer, found.Reference, found.Package);
        });
        Faults.Pass(FaultPoint.AfterJoinPersist);
        session.Notices.Add(reentry is null ? "you were brought into a channel" : "this device was renewed in a channel");
        if (lost)
        {
            session.Alarms.Add("messages that were on their way when this device could read no further may not have arrived: look, and write them again");
        }
    }

    /// <summary>Lines from before a removal stay; those of a forked history would stand among the new ones.</summary>
    private void ClearEarlier(StoreWriter writer, ChannelState state)
    {
        if (Known(state.Id) is not { Phase: ChannelPhase.Removed })
        {
            writer.Clear(Bucket.Log(state.Channel));
            writer.Clear(Bucket.Shown(state.Channel));
        }

        writer.Clear(Bucket.Chain(state.Channel));
        writer.Clear(Bucket.Outbox(state.Channel));
    }

    private void UsePackage(StoreWriter writer, byte[] reference, StoredPackage package)
    {
        if (package.IsLast)
        {
            // The relay may hand out the last package again before it is replaced.
            session.Relay.PackagesLeft = 0;
            LocalRecord.Put(writer, Bucket.Packages, reference, package with { Used = true });
        }
        else
        {
            writer.Delete(Bucket.Packages, reference);
        }
    }

    private void ForgetChannel(StoreWriter writer, byte[] channel) => Forget(writer, [.. session.Store.List(Bucket.Welcomes)
        .Select(entry => entry.Key.ToArray())
        .Where(key => key.AsSpan().StartsWith(channel))]);

    private static void Forget(StoreWriter writer, byte[][] keys) => Array.ForEach(keys, key => writer.Delete(Bucket.Welcomes, key));
}
