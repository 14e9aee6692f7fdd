using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls;
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

        return entered;
    }

    private async Task<WelcomeOutcome> EnterAsync(IReadOnlyList<WelcomePart> parts, Opaque sender, CancellationToken cancellation)
    {
        try
        {
            if (WelcomePart.Join(parts) is not { } bundle)
            {
                return WelcomeOutcome.Waits;
            }

            if (Open(bundle) is not { } found)
            {
                return WelcomeOutcome.Refused;
            }

            using var group = found.Group;
            var entry = Verify(group, bundle.Pack, sender);
            return await ProveAsync(entry, found, cancellation).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is MalformedObjectException or MlsException)
        {
            session.Notices.Add("somebody sent this device into a channel that is not in order; it was refused");
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
            TrustFields.Require(session.Charters!.Extend(charters!, out _) == CharterRefusal.None, "the Charter of another dialogue");
            using var secrets = KeyPackageSecrets.Load(package.Secrets);
            var options = new JoinOptions { Validator = new DeviceCredentialValidator(charters!) };
            return (MlsGroup.Join(bundle.Welcome.Span, KeyPackage.Decode(package.Package), secrets, options), reference.ToArray(), package);
        }

        return null;
    }

    private static ChannelState Verify(MlsGroup group, JoinerPack pack, Opaque sender)
    {
        var hour = JoinerSeal.Check(group, pack);
        var descriptor = ChannelGroup.Describe(group);
        TrustFields.Require(pack.Charters.Verify(out var charters) == CharterRefusal.None, "a Charter that does not hold");
        TrustFields.Require(descriptor.Dialogue == charters!.Dialogue, "a channel of another dialogue");
        var id = new Opaque(group.GroupId.Span);
        var roster = OpenChannel.RosterOf(group.Members);
        var facts = new ChannelFacts
        {
            Channel = id,
            Descriptor = descriptor,
            Charters = charters,
            Roster = roster,
            LastHour = hour,
            Revocations = [.. pack.Revocations.Select(one => one.Body)],
        };
        TrustFields.Require(pack.Revocations.All(one => one.AllSignaturesHold()), "a revocation that does not hold");
        TrustFields.Require(roster.DistinctBy(member => member.Credential.Device).Count() == roster.Count, "a device twice in one channel");
        TrustFields.Require(
            roster.All(member => ChannelDecisions.Decide(member.Credential.Admission.Body, ChannelAct.Join, descriptor.Kind) == ActRefusal.None),
            "a member whose role has no place in this channel");
        TrustFields.Require(
            pack.Policy is { } policy && PolicyRules.CheckAlone(policy, facts) == PolicyRefusal.None, "a channel without a policy that holds");
        TrustFields.Require(IsByFacilitator(sender, roster, descriptor.Kind), "a Welcome from somebody who may not add people");
        TrustFields.Require(
            pack.Profiles.All(profile => roster.Any(member => Profile.Belongs(profile, id, member.Credential))), "a name that nobody signed");
        return new ChannelState(group.GroupId.ToArray(), ChannelPhase.Open)
        {
            Digest = [],
            CommitHour = hour.Value,
            OwnCommitHour = hour.Value,
            Charters = pack.Charters.Encode(),
            Policy = pack.Policy!.Encode(),
            Profiles = [.. pack.Profiles.Select(profile => profile.Encode())],
            Revocations = [.. pack.Revocations.Select(one => one.Encode())],
        };
    }

    private static bool IsByFacilitator(Opaque sender, IReadOnlyList<RosterLeaf> roster, ChannelKind kind) => roster.Any(member =>
        member.Credential.Device.Value == sender
        && ChannelDecisions.Decide(member.Credential.Admission.Body, ChannelAct.AddMember, kind) == ActRefusal.None);

    private async Task<WelcomeOutcome> ProveAsync(
        ChannelState state, (MlsGroup Group, byte[] Reference, StoredPackage Package) found, CancellationToken cancellation)
    {
        if (Known(state.Id) is { Phase: ChannelPhase.Open })
        {
            return WelcomeOutcome.Refused;
        }

        var connection = await session.Relay.ChannelsAsync(cancellation).ConfigureAwait(false);
        var seed = AccessKey.Seed(found.Group);
        var reply = await ChannelReader.ProveAsync(connection, state.Channel, found.Group.Epoch, seed).ConfigureAwait(false);
        CryptographicOperations.ZeroMemory(seed);
        switch (reply.Code)
        {
            case RelayCode.Ok:
                Enter(state with { Sequence = reply.OpenedBy, JoinedAt = reply.OpenedBy, LastLasting = reply.OpenedBy, Digest = reply.OpenedDigest.ToArray() }, found);
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

    private void Enter(ChannelState state, (MlsGroup Group, byte[] Reference, StoredPackage Package) found)
    {
        Faults.Pass(FaultPoint.BeforeJoinPersist);
        var newest = session.Store.List(Bucket.Packages)
            .Select(entry => LocalRecord.Decode<StoredPackage>(entry.Value.ToArray()).Number)
            .Max();

        // Lines from before a removal stay; those of a forked history would stand among the new ones.
        var isReturn = Known(state.Id) is { Phase: ChannelPhase.Removed };
        session.Store.Write(writer =>
        {
            if (!isReturn)
            {
                writer.Clear(Bucket.Log(state.Channel));
            }

            writer.Clear(Bucket.Chain(state.Channel));
            writer.Clear(Bucket.Outbox(state.Channel));
            LocalRecord.Put(writer, Bucket.Channels, state.Id, state);
            writer.Put(Bucket.Chain(state.Channel), state.Sequence, state.Digest);
            var snapshot = found.Group.Save();
            writer.Put(Bucket.Groups, state.Id, snapshot);
            CryptographicOperations.ZeroMemory(snapshot);
            Outbox.Add(writer, session, state.Channel, ChannelMaker.OwnProfile(session, state.Id));
            ForgetChannel(writer, state.Id);
            if (found.Package.Number == newest)
            {
                // The relay may hand out the last package again before it is replaced.
                LocalRecord.Put(writer, Bucket.Packages, found.Reference, found.Package with { Used = true });
            }
            else
            {
                writer.Delete(Bucket.Packages, found.Reference);
            }
        });
        Faults.Pass(FaultPoint.AfterJoinPersist);
        session.Notices.Add("you were brought into a channel");
    }

    private void ForgetChannel(StoreWriter writer, byte[] channel) => Forget(writer, [.. session.Store.List(Bucket.Welcomes)
        .Select(entry => entry.Key.ToArray())
        .Where(key => key.AsSpan().StartsWith(channel))]);

    private static void Forget(StoreWriter writer, byte[][] keys) => Array.ForEach(keys, key => writer.Delete(Bucket.Welcomes, key));
}
