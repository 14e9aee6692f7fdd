using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>One version of the ground rules that the founders sign: who the parties and officers are, and whose signatures admit, add a device, or change it.</summary>
/// <param name="Version">1 and up.</param>
/// <param name="Previous">The hash of the version before; absent in version 1.</param>
/// <param name="Title">What the dialogue is called among its members.</param>
/// <param name="Parties">At most 8, codes distinct.</param>
/// <param name="Officers">1 to 16, keys distinct, each neutral or of a listed party.</param>
/// <param name="AdmissionRule">Whose signatures admit a person.</param>
/// <param name="DeviceRule">Whose signatures add or return a device of a person who is in.</param>
/// <param name="Quorum">Whose signatures amend the Charter and order removals.</param>
/// <param name="GroundRules">One text for each language.</param>
/// <param name="DefaultRegime">What holds where nothing else is said.</param>
/// <param name="RetentionDays">1 to 30.</param>
/// <param name="SuiteId">The MLS cipher suite of new channels.</param>
/// <param name="SurvivingAdmissions">After a change of officers, parties or rules: the older admissions that stay valid; ascending.</param>
/// <param name="CreatedAt">When it was written.</param>
public sealed record Charter(
    int Version,
    ObjectHash? Previous,
    string Title,
    IReadOnlyList<Party> Parties,
    IReadOnlyList<Officer> Officers,
    SignatureRule AdmissionRule,
    SignatureRule DeviceRule,
    SignatureRule Quorum,
    IReadOnlyList<GroundRules> GroundRules,
    Regime DefaultRegime,
    int RetentionDays,
    int SuiteId,
    IReadOnlyList<ObjectHash> SurvivingAdmissions,
    UnixHour CreatedAt) : ISignedObject<Charter>
{
    /// <summary>The most versions of a Charter.</summary>
    public const int MaxVersions = 64;

    /// <summary>The most parties.</summary>
    public const int MaxParties = 8;

    /// <summary>The longest retention that a Charter or a channel may set, in days.</summary>
    public const int MaxRetentionDays = 30;

    /// <summary>The most admissions an amendment can keep valid.</summary>
    public const int MaxSurvivingAdmissions = 512;

    internal const int QuickStartRetentionDays = 7;
    private const int QuickStartSuite = 3;

    /// <inheritdoc />
    public static int MaxBytes => 128 * 1024;

    /// <inheritdoc />
    public static string Label => SigningLabels.Charter;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static Charter Read(ObjectReader fields)
    {
        var version = (int)fields.Number(1, 1, MaxVersions);
        TrustFields.Require(fields.Has(2) == version > 1, "version 1 has no previous hash and every later one has");
        var charter = new Charter(
            version,
            fields.OptionalHash(2),
            fields.Text(3, 1, 128),
            fields.Objects<Party>(4, 0, MaxParties),
            fields.Objects<Officer>(5, 1, CoSigned<Charter>.MaxSignatures),
            fields.Object<SignatureRule>(6),
            fields.Object<SignatureRule>(7),
            fields.Object<SignatureRule>(8),
            fields.Objects<GroundRules>(9, 0, 16),
            fields.Choice<Regime>(10),
            (int)fields.Number(11, 1, MaxRetentionDays),
            (int)fields.Number(12, 1, ushort.MaxValue),
            [.. fields.ByteStrings(13, MaxSurvivingAdmissions, ObjectHash.Bytes, ObjectHash.Bytes).Select(hash => new ObjectHash(hash))],
            fields.Hour(14));
        charter.RequireDistinct();
        return charter with { Unknown = fields.Finish() };
    }

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Number(1, (ulong)Version);
        fields.Bytes(2, Previous?.Value);
        fields.Text(3, Title);
        fields.Objects(4, Parties);
        fields.Objects(5, Officers);
        fields.Object(6, AdmissionRule);
        fields.Object(7, DeviceRule);
        fields.Object(8, Quorum);
        fields.Objects(9, GroundRules);
        fields.Number(10, (ulong)DefaultRegime);
        fields.Number(11, (ulong)RetentionDays);
        fields.Number(12, (ulong)SuiteId);
        fields.ByteStrings(13, SurvivingAdmissions.Select(hash => hash.Value));
        fields.Number(14, CreatedAt.Value);
    }

    /// <summary>The codes of the parties, as signature rules ask for them.</summary>
    public IReadOnlyList<PartyCode> PartyCodes => [.. Parties.Select(party => party.Code)];

    /// <summary>The Charter of a quick start: one neutral officer, organizer and facilitator in one, whose single signature is enough.</summary>
    /// <param name="title">What the dialogue is called.</param>
    /// <param name="founder">The founder's device.</param>
    /// <param name="createdAt">When.</param>
    public static Charter QuickStart(string title, DeviceKey founder, UnixHour createdAt) => new(
        1,
        null,
        title,
        [],
        [new Officer(founder, null, Roles.Organizer | Roles.Facilitator)],
        SignatureRule.Solo,
        SignatureRule.Solo,
        SignatureRule.Solo,
        [],
        Regime.Closed,
        QuickStartRetentionDays,
        QuickStartSuite,
        [],
        createdAt);

    /// <summary>The officer with a key, if there is one.</summary>
    /// <param name="key">The key.</param>
    public Officer? FindOfficer(DeviceKey key) => Officers.FirstOrDefault(officer => officer.Key == key);

    /// <summary>Whether officers, parties or rules differ, so that older admissions must be listed to stay valid.</summary>
    /// <param name="previous">The version before.</param>
    public bool ChangesWhoDecides(Charter previous) => !DecisionPart(this).AsSpan().SequenceEqual(DecisionPart(previous));

    private static byte[] DecisionPart(Charter charter) => (charter with
    {
        Version = 1,
        Previous = null,
        Title = "-",
        GroundRules = [],
        DefaultRegime = Regime.Closed,
        RetentionDays = 1,
        SuiteId = 1,
        SurvivingAdmissions = [],
        CreatedAt = default,
        Unknown = [],
    }).Encode();

    private void RequireDistinct()
    {
        TrustFields.Require(PartyCodes.Distinct().Count() == Parties.Count, "party codes are distinct");
        TrustFields.Require(Officers.Select(officer => officer.Key).Distinct().Count() == Officers.Count, "officers' keys are distinct");
        TrustFields.Require(
            Officers.All(officer => officer.Party is not { } party || PartyCodes.Contains(party)), "an officer's party is one of the Charter's");
        TrustFields.Require(
            TrustFields.Ascend(SurvivingAdmissions, (a, b) => a.Value.CompareTo(b.Value)), "surviving admissions ascend");
    }
}
