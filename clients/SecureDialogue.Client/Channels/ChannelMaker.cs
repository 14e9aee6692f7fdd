using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;

namespace SecureDialogue.Client.Channels;

/// <summary>Makes a channel: its group with the own leaf, its first lasting items (Charter, policy, own profile), its place at the relay.</summary>
internal sealed class ChannelMaker(DeviceSession session)
{
    /// <summary>Days the relay keeps talk: the cap, so that those who were away still find it.</summary>
    private const int TalkDays = Limits.TalkDays;

    /// <summary>Draws and keeps everything; nothing is sent.</summary>
    internal ChannelState Draw(string title, ChannelKind kind, PartyCode? party)
    {
        var charter = session.Charters?.Head ?? throw NotAdmitted();
        return Draw(new ChannelPlan(title, kind, party, charter.DefaultRegime, PolicyRules.LongestDays(kind, charter)), null);
    }

    /// <summary>Draws and keeps everything, and something more in the same transaction; nothing is sent.</summary>
    internal ChannelState Draw(ChannelPlan plan, Action<StoreWriter, ChannelState>? more)
    {
        var (title, kind, party, regime, retentionDays) = plan;
        var admission = session.Admission ?? throw NotAdmitted();
        var charters = session.Charters!;
        if (ChannelDecisions.Decide(admission.Body, ChannelAct.Create, kind) != ActRefusal.None)
        {
            throw new DialogueException(DialogueError.NotAllowed, "only a facilitator may open a channel", "ask a facilitator");
        }

        var descriptor = new ChannelDescriptor(charters.Dialogue, kind, party, charters.Head.SuiteId);
        if (!CommitRules.FitsCaucus(admission.Body, descriptor))
        {
            throw new DialogueException(DialogueError.NotAllowed, "this device is of another side than the caucus", "ask a neutral facilitator, or one of that side");
        }

        var id = OpaqueId.Draw<ChannelId>();
        var pass = session.Device.Management?.DrawPass(PassKind.Channel) ?? new PassStock(session).Find(PassKind.Channel) ?? throw PassStock.None(PassKind.Channel);
        var steward = RandomNumberGenerator.GetBytes(Ed25519.SeedBytes);
        using var group = ChannelGroup.Create(session, id, descriptor);
        var state = new ChannelState(id.ToBytes(), ChannelPhase.Creating)
        {
            Digest = LogChain.Start(id),
            Confirmed = true,
            CommitHour = session.Now.Value,
            OwnCommitHour = session.Now.Value,
            Charters = charters.Signed.Encode(),
            StewardSeed = steward,
            Creation = new ChannelCreation(pass.Pass.Span.ToArray(), pass.CloseMark.ToArray(), TalkDays),
        };
        var policy = new ChannelPolicy(
            new Opaque(state.Id),
            1,
            null,
            title,
            kind,
            regime,
            retentionDays,
            [new Opaque(Ed25519.PublicKey(steward))],
            FloorMode.Open,
            0,
            null,
            admission.Id,
            session.Now);
        var first = new PolicyContent(policy.Sign(session.Device.DeviceSeed), admission);
        session.Store.Write(writer =>
        {
            PassStock.Spend(writer, pass);
            LocalRecord.Put(writer, Bucket.Channels, state.Id, state);
            var snapshot = group.Save();
            writer.Put(Bucket.Groups, state.Id, snapshot);
            CryptographicOperations.ZeroMemory(snapshot);
            Outbox.Add(writer, session, id, new CharterContent(charters.Signed));
            Outbox.Add(writer, session, id, first);
            Outbox.Add(writer, session, id, OwnProfile(session, state.Id));
            more?.Invoke(writer, state);
        });
        return state;
    }

    /// <summary>Makes the channel's place at the relay; may be repeated.</summary>
    internal async Task FinishAsync(OpenChannel channel, CancellationToken cancellation)
    {
        if (channel.State is not { Phase: ChannelPhase.Creating, Creation: { } creation, StewardSeed: { } steward })
        {
            return;
        }

        if (session.Device.Management is not null)
        {
            // A pass of the stock was minted before it came.
            await new PassMint(session).MintAsync(PassKind.Channel, [creation.Pass], cancellation).ConfigureAwait(false);
        }

        var connection = await session.Relay.ChannelsAsync(cancellation).ConfigureAwait(false);
        var seed = AccessKey.Seed(channel.Group);
        var request = new CreateChannelRequest(
            creation.Pass,
            channel.Id,
            Ed25519.PublicKey(seed),
            [Ed25519.PublicKey(steward)],
            creation.CloseMark,
            creation.TalkDays,
            default);
        request = request with { Signature = Ed25519.Sign(seed, ChannelProof.Bytes(connection.Context, request)) };
        CryptographicOperations.ZeroMemory(seed);
        RelayAnswer.Expect(await connection.CreateChannel(request).ConfigureAwait(false));
        channel.State = channel.State with { Phase = ChannelPhase.Open, Creation = null };
        channel.Save();
    }

    /// <summary>The own profile for a channel.</summary>
    internal static ProfileContent OwnProfile(DeviceSession session, byte[] channel)
    {
        var device = session.Device;
        var profile = new Profile(
            new Opaque(channel), session.Admission!.Id, device.Name, (ulong)device.ProfileCounter, device.Mailbox.Card);
        return new ProfileContent(profile.Sign(device.DeviceSeed));
    }

    /// <summary>Nothing is opened before this device is admitted.</summary>
    internal static DialogueException NotAdmitted() => new(
        DialogueError.NotReady, "this device is not admitted yet", "compare the digits with the officer, then run 'dialogue sync'");
}
