using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>The value types of trust objects as fields.</summary>
internal static class TrustFields
{
    internal static ObjectHash Hash(this ObjectReader fields, byte key) => new(fields.Bytes(key, ObjectHash.Bytes));

    internal static ObjectHash? OptionalHash(this ObjectReader fields, byte key) => fields.Has(key) ? fields.Hash(key) : null;

    internal static DialogueId Dialogue(this ObjectReader fields, byte key) => new(fields.Bytes(key, DialogueId.Bytes));

    internal static DeviceKey Device(this ObjectReader fields, byte key) => new(fields.Bytes(key, DeviceKey.Bytes));

    internal static PersonTag Person(this ObjectReader fields, byte key) => new(fields.Bytes(key, PersonTag.Bytes));

    internal static UnixHour Hour(this ObjectReader fields, byte key) => new((uint)fields.Number(key, 0, uint.MaxValue));

    internal static Roles RoleSet(this ObjectReader fields, byte key, Roles least) =>
        (Roles)fields.Number(key, (ulong)least, (ulong)Roles.All);

    internal static PartyCode Party(this ObjectReader fields, byte key) =>
        PartyCode.TryParse(fields.Text(key, 1, PartyCode.MaxLength), out var code)
            ? code
            : throw new MalformedObjectException("a party code is 1 to 16 of A-Z, a-z, 0-9 and hyphen");

    internal static PartyCode? OptionalParty(this ObjectReader fields, byte key) => fields.Has(key) ? fields.Party(key) : null;

    // Bounds only: what NameRules says hangs on the Unicode version, and one new letter must not make a whole pack unreadable.
    internal static string Name(this ObjectReader fields, byte key) => fields.Text(key, 1, 2 * NameRules.MaxCharacters);

    internal static RelayAddress Relay(this ObjectReader fields, byte key)
    {
        var text = fields.Text(key, 1, RelayAddress.MaxLength);
        var relay = RelayAddress.Parse(text);
        Require(string.Equals(relay.Value, text, StringComparison.Ordinal), "a relay's address is in lower case and has no final slash");
        return relay;
    }

    internal static CoSigned<Admission> SignedAdmission(this ObjectReader fields, byte key) =>
        SignedCodec.DecodeCoSigned<Admission>(fields.Bytes(key, 1, DeviceCredential.MaxBytes).Span);

    internal static SignedCharterChain Charters(this ObjectReader fields, byte key) =>
        SignedCharterChain.Decode(fields.Bytes(key, 1, SignedCharterChain.MaxBytes).Span);

    internal static Opaque? OptionalBytes(this ObjectReader fields, byte key, int min, int max) =>
        fields.Has(key) ? fields.Bytes(key, min, max) : null;

    internal static void Party(this ObjectWriter fields, byte key, PartyCode? party)
    {
        if (party is { } code)
        {
            fields.Text(key, code.Value);
        }
    }

    internal static void Bytes(this ObjectWriter fields, byte key, Opaque? value)
    {
        if (value is { } bytes)
        {
            fields.Bytes(key, bytes);
        }
    }

    internal static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new MalformedObjectException(rule);
        }
    }

    internal static bool Ascend<T>(IReadOnlyList<T> items, Comparison<T> compare)
    {
        for (var i = 1; i < items.Count; i++)
        {
            if (compare(items[i - 1], items[i]) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
