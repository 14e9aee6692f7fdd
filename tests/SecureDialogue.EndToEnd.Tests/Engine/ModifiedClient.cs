using System.Buffers.Binary;
using System.Security.Cryptography;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Policy;
using SecureDialogue.Client.Storage;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tree;
using SecureDialogue.Sodium;
using SecureDialogue.Wire;
using SecureDialogue.Wire.Proofs;
using CommitRequest = SecureDialogue.Wire.CommitRequest;

namespace SecureDialogue.EndToEnd.Tests.Engine;

/// <summary>A member who works with the engine's parts directly and keeps no rule. Nothing it does is saved in its home.</summary>
internal sealed class ModifiedClient : IAsyncDisposable
{
    private readonly DeviceSession _session;
    private readonly OpenChannel _channel;
    private JoinerPack? _pack;

    private ModifiedClient(DeviceSession session, OpenChannel channel) => (_session, _channel) = (session, channel);

    public OpenChannel Channel => _channel;

    /// <summary>What its next Welcome says was revoked.</summary>
    public IReadOnlyList<CoSigned<Revocation>> Revocations { get; set; } = [];

    /// <summary>Under which Charter its next Welcome elsewhere is; the channel's own if nothing is said.</summary>
    public SignedCharterChain? Charters { get; set; }

    /// <summary>How far ahead of the clock its next Welcome is dated, in hours.</summary>
    public uint HoursAhead { get; set; }

    public DeviceSession Session => _session;

    /// <summary>Takes over a member's home at the head of the log.</summary>
    public static async Task<ModifiedClient> OfAsync(Participant member, string title = Talks.Plenary)
    {
        var session = OpenSession(member);
        var channel = OpenChannel.Load(session.Store, new ChannelShelf(session).Find(title));
        var reader = new ChannelReader(session, channel);
        await reader.ToHeadAsync(CancellationToken.None);
        Assert.True(reader.AtHead);
        return new ModifiedClient(session, channel);
    }

    public static DeviceSession OpenSession(Participant member) => new(OpenStore(member), TimeProvider.System);

    public static SecureStore OpenStore(Participant member) =>
        SecureStore.Open(member.Home, System.Text.Encoding.UTF8.GetString(Participant.PassphraseBytes));

    /// <summary>One of the packages that a device made.</summary>
    public static KeyPackage PackageOf(Participant person)
    {
        using var store = OpenStore(person);
        return KeyPackage.Decode(LocalRecord.Decode<StoredPackage>(store.List(Bucket.Packages)[0].Value.ToArray()).Package);
    }

    /// <summary>A package of a device that nobody admitted: it signed its admission itself.</summary>
    public KeyPackage PackageOfStranger()
    {
        var seed = RandomNumberGenerator.GetBytes(Ed25519.SeedBytes);
        var charters = _session.Charters!;
        var admission = new Admission(
            charters.Dialogue,
            charters.HeadId,
            new PersonTag(new Opaque(RandomNumberGenerator.GetBytes(PersonTag.Bytes))),
            new DeviceKey(new Opaque(Ed25519.PublicKey(seed))),
            null,
            Roles.Participant,
            _session.Now,
            _session.Now.Plus(24)).CoSign(seed);
        return PackageOf(admission, seed);
    }

    /// <summary>A package of another device of a person, as this officer alone signs it.</summary>
    public KeyPackage PackageOfFurtherDevice(CoSigned<Admission> earlier)
    {
        var seed = RandomNumberGenerator.GetBytes(Ed25519.SeedBytes);
        var admission = earlier.Body with { Device = new DeviceKey(new Opaque(Ed25519.PublicKey(seed))), Earlier = earlier };
        return PackageOf(new CoSigned<Admission>(admission, []).CoSign(_session.Device.DeviceSeed), seed);
    }

    /// <summary>A package of a device with whatever admission.</summary>
    public static KeyPackage PackageOf(CoSigned<Admission> admission, byte[] seed)
    {
        var (key, credential) = PackageStock.DrawLeaf(LetterSeal.Suite, admission, seed);
        using (key)
        {
            var (package, secrets) = KeyPackage.Create(
                LetterSeal.Suite, credential, key, ChannelGroup.Capabilities, PackageStock.LifetimeFrom(DateTimeOffset.UtcNow), [], []);
            secrets.Dispose();
            return package;
        }
    }

    public uint LeafOf(Participant member)
    {
        using var session = new Disposing(OpenSession(member));
        return _channel.Roster.Single(one => one.Credential.Device == session.Value.OwnKey).Leaf;
    }

    /// <summary>Commits whatever it is told to, with the right key for the relay or a wrong one; the relay's answer must be the expected one.</summary>
    /// <returns>The Welcome, if there is one.</returns>
    public async Task<ReadOnlyMemory<byte>?> CommitAsync(
        IReadOnlyList<KeyPackage> adds, IReadOnlyList<uint> removes, ulong? hour = null, bool wrongKey = false, RelayCode answer = RelayCode.Ok)
    {
        var stated = new byte[ItemIntake.HourBytes];
        BinaryPrimitives.WriteUInt64BigEndian(stated, hour ?? Math.Max(_session.Now.Value, _channel.State.CommitHour));
        _pack = new JoinerPack(
            _channel.Charters.Signed,
            Revocations,
            _channel.Policy,
            Profiles.Of(_channel.State),
            [.. _channel.Roster.Select(member => new RosterEntry(member.Leaf, member.Credential.Admission.Id))]);
        var bundle = _channel.Group.CreateCommit(new Mls.Commits.CommitRequest
        {
            Adds = adds,
            Removes = [.. removes.Select(leaf => new LeafIndex(leaf))],
            AuthenticatedData = stated,
            GroupInfoExtensions = [JoinerSeal.Extension(_pack, (uint)Math.Min(uint.MaxValue, (ulong)_session.Now.Value + HoursAhead))],
        });
        var connection = await _session.Relay.ChannelsAsync(CancellationToken.None);
        var nextKey = wrongKey ? Ed25519.PublicKey(RandomNumberGenerator.GetBytes(Ed25519.SeedBytes)) : AccessKey.Next(bundle.Staged, _channel.Id);
        var request = new CommitRequest(
            _channel.Id, _channel.Group.Epoch, OpaqueId.Draw<Wire.MessageId>(), _channel.State.LastLasting, bundle.Message, nextKey, default, default, default);
        request = request with { Signature = Ed25519.Sign(AccessKey.Seed(_channel.Group), CommitProof.Bytes(connection.Context, request)) };
        Assert.Equal(answer, (await connection.Commit(request)).Code);
        if (answer != RelayCode.Ok)
        {
            bundle.Staged.Dispose();
            return null;
        }

        _channel.Group.Merge(bundle.Staged);
        bundle.Staged.Dispose();
        await ChannelReader.ProveAsync(connection, _channel.Id, _channel.Group.Epoch, AccessKey.Seed(_channel.Group));
        return bundle.Welcome;
    }

    /// <summary>Sends the Welcome of the last commit.</summary>
    public Task WelcomeAsync(Participant joiner, ReadOnlyMemory<byte> welcome) =>
        SendAsync(CardOf(joiner), new Opaque(_channel.State.Id), _channel.Group.Epoch, new WelcomeBundle(new Opaque(welcome.Span), _pack!));

    /// <summary>Sends a Welcome into a group of its own making, in a letter that says what it is told to say.</summary>
    public Task WelcomeElsewhereAsync(Participant joiner, byte[] group, byte[] channel, ulong epoch) =>
        WelcomeElsewhereAsync(PackageOf(joiner), CardOf(joiner), group, channel, epoch);

    /// <summary>The same for somebody whose home is elsewhere.</summary>
    public async Task WelcomeElsewhereAsync(KeyPackage joiner, MailboxCard card, byte[] group, byte[] channel, ulong epoch)
    {
        var seed = _session.Device.DeviceSeed;
        var (key, credential) = PackageStock.DrawLeaf(LetterSeal.Suite, _session.Admission!, seed);
        using (key)
        {
            using var other = MlsGroup.Create(new GroupCreation
            {
                Suite = LetterSeal.Suite,
                GroupId = group,
                Credential = credential,
                SignatureKey = key,
                Capabilities = ChannelGroup.Capabilities,
                Lifetime = PackageStock.LifetimeFrom(DateTimeOffset.UtcNow),
                GroupContextExtensions = _channel.Group.GroupContextExtensions,
            });
            var policy = _channel.Policy!.Policy.Body with { Channel = new Opaque(group), SignerAdmission = _session.Admission!.Id };
            var pack = new JoinerPack(Charters ?? _channel.Charters.Signed, [], new PolicyContent(policy.Sign(seed), _session.Admission), [], []);
            var bundle = other.CreateCommit(new Mls.Commits.CommitRequest
            {
                Adds = [joiner],
                GroupInfoExtensions = [JoinerSeal.Extension(pack, _session.Now.Value)],
            });
            bundle.Staged.Dispose();
            await SendAsync(card, new Opaque(channel), epoch, new WelcomeBundle(new Opaque(bundle.Welcome!.Value.Span), pack));
        }
    }

    /// <summary>Posts content as itself, with whatever place in the log it claims to have seen.</summary>
    public Task<long> SayAsync(string text, LogPosition? seen = null)
    {
        var id = OpaqueId.Draw<Wire.MessageId>();
        return PostAsync(id, Seal(id, new TextContent(text), seen));
    }

    /// <summary>Seals content under any id.</summary>
    public ReadOnlyMemory<byte> Seal(Wire.MessageId id, ContentBody body, LogPosition? seen = null)
    {
        var place = seen ?? new LogPosition((ulong)_channel.State.Sequence, new Opaque(_channel.State.Digest));
        var message = new ContentMessage(new Client.Content.MessageId(new Opaque(id.ToBytes())), (ulong)DateTimeOffset.UtcNow.ToUnixTimeSeconds(), place, body);
        return _channel.Group.Protect(message.ToApplicationData(), [], 0);
    }

    /// <summary>Posts any bytes in the current epoch.</summary>
    public async Task<long> PostAsync(Wire.MessageId id, ReadOnlyMemory<byte> bytes, ItemKind kind = ItemKind.Talk, RelayCode answer = RelayCode.Ok)
    {
        var connection = await _session.Relay.ChannelsAsync(CancellationToken.None);
        var reply = await connection.Post(new PostRequest(_channel.Id, _channel.Group.Epoch, id, kind, bytes));
        Assert.Equal(answer, reply.Code);
        return reply.Sequence;
    }

    /// <summary>An act that sets something for the channel, signed by a key of its own.</summary>
    public StewardAct Act(StewardVerb verb)
    {
        var seed = RandomNumberGenerator.GetBytes(Ed25519.SeedBytes);
        var zero = new byte[Limits.KeyBytes];
        var act = new StewardAct(verb, 0, _channel.State.Sequence, zero, _session.Now.Value, zero, Ed25519.PublicKey(seed), default);
        return act with { Signature = Ed25519.Sign(seed, act.SignedBytes(_channel.Id)) };
    }

    /// <summary>Hands an act to the relay.</summary>
    public async Task<RelayCode> HandInAsync(ReadOnlyMemory<byte> act)
    {
        var connection = await _session.Relay.ChannelsAsync(CancellationToken.None);
        return (await connection.Steward(new StewardRequest(_channel.Id, OpaqueId.Draw<Wire.MessageId>(), act))).Code;
    }

    /// <summary>What the log holds after a sequence, as far as this member may read.</summary>
    public async Task<IReadOnlyList<LogItem>> LogAsync(long after)
    {
        var connection = await _session.Relay.ChannelsAsync(CancellationToken.None);
        return (await connection.Read(new ReadRequest(_channel.Id, after))).Items;
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _session.DisposeAsync();
    }

    private static MailboxCard CardOf(Participant person)
    {
        using var theirs = new Disposing(OpenSession(person));
        return theirs.Value.Device.Mailbox.Card;
    }

    private async Task SendAsync(MailboxCard card, Opaque channel, ulong epoch, WelcomeBundle bundle)
    {
        var office = new LetterOffice(_session);
        foreach (var part in WelcomePart.Split(channel, epoch, bundle))
        {
            var letter = office.Seal(LetterKind.Welcome, card, part.Encode());
            Assert.Equal(RelayCode.Ok, await office.DropAsync(letter, CancellationToken.None));
        }
    }

    private readonly struct Disposing(DeviceSession session) : IDisposable
    {
        public DeviceSession Value { get; } = session;

        public void Dispose() => Value.Store.Dispose();
    }
}
