using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;
using SecureDialogue.Sodium;

namespace SecureDialogue.Client.Tests.Trust;

/// <summary>A dialogue of two parties with fixed keys: every run signs the same bytes.</summary>
internal sealed class World
{
    internal const byte HillOrganizer = 1;
    internal const byte CoastOrganizer = 2;
    internal const byte Facilitator = 3;
    internal const byte Stranger = 9;

    internal static readonly PartyCode Hill = PartyCode.Parse("hill");
    internal static readonly PartyCode Coast = PartyCode.Parse("coast");
    internal static readonly UnixHour Now = new(496_000);
    internal static readonly Opaque Channel = Bytes(0xC0, 16);

    private World(CoSigned<Charter> charter) => Charters = Verified(charter);

    internal CharterChain Charters { get; }

    internal static World Of(SignatureRule admissionRule) => new(SignAll(CharterOf(admissionRule), 1, 2, 3));

    internal static World Solo() => new(SignAll(Charter.QuickStart("Water talks", Key(Facilitator), Now), Facilitator));

    internal static Opaque Bytes(byte value, int count) => new([.. Enumerable.Repeat(value, count)]);

    internal static byte[] Seed(byte person) => Bytes(person, 32).ToArray();

    internal static DeviceKey Key(byte person) => new(new Opaque(Ed25519.PublicKey(Seed(person))));

    internal static MailboxCard Card(byte person) =>
        new(Bytes(person, 16), new SecretBytes(Bytes(0xD1, 32).Span), Bytes(0x68, 32), new SecretBytes(Bytes(0xD2, 32).Span));

    internal static Charter CharterOf(SignatureRule admissionRule) => new(
        1,
        null,
        "Water talks",
        [new Party(Hill, "Hill"), new Party(Coast, "Coast")],
        [
            new Officer(Key(HillOrganizer), Hill, Roles.Organizer),
            new Officer(Key(CoastOrganizer), Coast, Roles.Organizer),
            new Officer(Key(Facilitator), null, Roles.Facilitator),
        ],
        admissionRule,
        SignatureRule.TwoWhoKnowThePerson,
        SignatureRule.TwoOfficers,
        [new GroundRules("en", "Nobody is quoted."), new GroundRules("ar", "لا يُقتبس أحد.".Normalize())],
        Regime.Closed,
        7,
        3,
        [],
        Now);

    internal static CoSigned<T> SignAll<T>(T body, params byte[] signers)
        where T : ISignedObject<T> => signers.Aggregate(new CoSigned<T>(body, []), (signed, signer) => signed.CoSign(Seed(signer)));

    internal static CharterChain Verified(params CoSigned<Charter>[] versions)
    {
        Assert.Equal(CharterRefusal.None, new SignedCharterChain(versions).Verify(out var chain));
        return chain!;
    }

    internal Admission Admission(byte person, PartyCode? party, Roles roles) =>
        new(Charters.Dialogue, Charters.HeadId, new PersonTag(Bytes(person, 16)), Key(person), party, roles, Now, Now.Plus(24 * 90));

    internal CoSigned<Admission> Admit(byte person, PartyCode? party, Roles roles) => SignAll(Admission(person, party, roles), Signers());

    internal DeviceCredential Credential(byte person, PartyCode? party, Roles roles, byte leaf = 0x77) => CredentialOf(Admit(person, party, roles), person, leaf);

    internal static DeviceCredential CredentialOf(CoSigned<Admission> admission, byte person, byte leaf = 0x77) =>
        DeviceCredential.Create(admission, Bytes(leaf, 32).Span, Seed(person));

    private byte[] Signers() => Charters.Head.Officers.Count == 1 ? [3] : [1, 2, 3];
}
