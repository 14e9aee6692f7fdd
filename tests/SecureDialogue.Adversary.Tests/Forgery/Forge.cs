using System.Security.Cryptography;
using SecureDialogue.Client.Admissions;
using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Channels;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Devices;
using SecureDialogue.Client.Sync;
using SecureDialogue.Client.Trust;
using SecureDialogue.EndToEnd.Tests.Engine;
using SecureDialogue.Mls.KeyPackages;
using SecureDialogue.Mls.Tree;
using SecureDialogue.Sodium;

namespace SecureDialogue.Adversary.Tests.Forgery;

/// <summary>Makes what no honest client makes, out of the engine's own parts.</summary>
internal static class Forge
{
    /// <summary>The key of a device that nobody knows.</summary>
    public static byte[] Seed() => RandomNumberGenerator.GetBytes(Ed25519.SeedBytes);

    public static DeviceKey KeyOf(byte[] seed) => new(new Opaque(Ed25519.PublicKey(seed)));

    public static PersonTag Person() => new(new Opaque(RandomNumberGenerator.GetBytes(PersonTag.Bytes)));

    /// <summary>A key package of any admission, certified by any key.</summary>
    public static KeyPackage Package(CoSigned<Admission> admission, byte[] certifier, Lifetime? lifetime = null)
    {
        var (key, credential) = PackageStock.DrawLeaf(LetterSeal.Suite, admission, certifier);
        using (key)
        {
            var (package, secrets) = KeyPackage.Create(
                LetterSeal.Suite, credential, key, ChannelGroup.Capabilities, lifetime ?? PackageStock.LifetimeFrom(DateTimeOffset.UtcNow), [], []);
            secrets.Dispose();
            return package;
        }
    }

    /// <summary>What a person's device holds, to be changed and signed by others.</summary>
    public static async Task<(CoSigned<Admission> Admission, byte[] Seed, MailboxCard Card)> PapersOfAsync(Participant person)
    {
        await using var session = ModifiedClient.OpenSession(person);
        return (session.Admission!, [.. session.Device.DeviceSeed], session.Device.Mailbox.Card);
    }

    /// <summary>The version of the Charter that follows, as these officers would have it, signed by the founder.</summary>
    public static async Task<SignedCharterChain> AmendAsync(Participant founder, Func<Charter, Charter> change)
    {
        await using var session = ModifiedClient.OpenSession(founder);
        var chain = session.Charters!;
        var next = change(chain.Head with
        {
            Version = chain.Head.Version + 1,
            Previous = chain.HeadId,
            SurvivingAdmissions = [.. EverybodyBut(session, string.Empty).OrderBy(id => id.Value)],
            CreatedAt = session.Now,
        });
        return new SignedCharterChain([.. chain.Signed.Versions, next.CoSign(session.Device.DeviceSeed)]);
    }

    /// <summary>An admission of a device that nobody knows, under the Charter in force, signed by these keys.</summary>
    public static (CoSigned<Admission> Admission, byte[] Seed) Admit(
        (CoSigned<Admission> Admission, byte[] Seed, MailboxCard Card) like, CharterChain charters, Func<Admission, Admission> change, params byte[][] signers)
    {
        var seed = Seed();
        var body = like.Admission.Body with { Charter = charters.HeadId, Device = KeyOf(seed), Person = Person(), Roles = Roles.Participant };
        return (signers.Aggregate(new CoSigned<Admission>(change(body), []), (admission, signer) => admission.CoSign(signer)), seed);
    }

    /// <summary>A facilitator's honest engine brings in a device whose package it was given and did not fetch.</summary>
    public static async Task AddAsync(Participant facilitator, KeyPackage package, string title = Talks.Plenary)
    {
        await using var session = ModifiedClient.OpenSession(facilitator);
        using var channel = OpenChannel.Load(session.Store, new ChannelShelf(session).Find(title));
        var before = channel.Roster.Count;
        var newcomer = new Newcomer("newcomer", session.OwnKey, session.Device.Mailbox.Card, package);
        await new ChannelSync(session, channel).Commits.CommitAsync(
            () => channel.Roster.Count > before ? null : CommitPlan.Add([newcomer], []), CancellationToken.None);
        Assert.Equal(before + 1, channel.Roster.Count);
    }

    /// <summary>Has somebody's honest client post content.</summary>
    public static async Task PostAsync(Participant member, ContentBody body, string title = Talks.Plenary)
    {
        await using (var session = ModifiedClient.OpenSession(member))
        {
            using var channel = OpenChannel.Load(session.Store, new ChannelShelf(session).Find(title));
            channel.Enqueue(body, DateTimeOffset.UtcNow);
            channel.Save();
        }

        await member.SyncAsync();
    }

    /// <summary>The Charter with one more officer, who may admit alone.</summary>
    public static Task<SignedCharterChain> AppointAsync(Participant founder, byte[] officer) => AmendAsync(
        founder, charter => charter with { Officers = [.. charter.Officers, new Officer(KeyOf(officer), null, Roles.Facilitator)] });

    /// <summary>A person whom that officer admitted alone, with the key of the device.</summary>
    public static (CoSigned<Admission> Admission, byte[] Seed) AdmitAlone((CoSigned<Admission> Admission, byte[] Seed, MailboxCard Card) officer, CharterChain charters)
    {
        var seed = Seed();
        var body = officer.Admission.Body with { Charter = charters.HeadId, Device = KeyOf(seed), Person = Person(), Roles = Roles.Participant };
        return (body.CoSign(officer.Seed), seed);
    }

    /// <summary>The version after, with the founder as its only officer; it lists everybody's admission but one person's, and these.</summary>
    public static async Task<SignedCharterChain> RetireAsync(Participant founder, string retired, CharterChain after, params ObjectHash[] more)
    {
        await using var session = ModifiedClient.OpenSession(founder);
        var officer = after.Signed.Versions[0].Body.Officers[0];
        var next = after.Head with
        {
            Version = after.Head.Version + 1,
            Previous = after.HeadId,
            Officers = [officer with { Roles = officer.Roles | Roles.Rapporteur }],
            SurvivingAdmissions = [.. EverybodyBut(session, retired).Concat(more).OrderBy(id => id.Value)],
        };
        return new SignedCharterChain([.. after.Signed.Versions, next.CoSign(session.Device.DeviceSeed)]);
    }

    private static IEnumerable<ObjectHash> EverybodyBut(DeviceSession session, string name) => new PeopleDirectory(session).All()
        .Where(person => person.Record.Name != name)
        .Select(person => person.Admission.Id)
        .Append(session.Admission!.Id);
}
