using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>Whose signatures are enough: at least <c>Threshold</c> of the requirements are met, each signer counting once in all.</summary>
/// <param name="Threshold">How many of the requirements must be met.</param>
/// <param name="Requirements">1 to 8.</param>
public sealed record SignatureRule(
    int Threshold,
    IReadOnlyList<SignatureRequirement> Requirements) : IDialogueObject<SignatureRule>
{
    /// <summary>The most requirements of a rule.</summary>
    public const int MaxRequirements = 8;

    /// <summary>One signature of any officer.</summary>
    public static SignatureRule Solo { get; } = new(1, [new SignatureRequirement(SignerScope.Anybody, 1, Roles.All)]);

    /// <summary>One organizer of each party and one facilitator.</summary>
    public static SignatureRule OrganizerOfEachPartyAndFacilitator { get; } = new(
        2,
        [
            new SignatureRequirement(SignerScope.EachParty, 1, Roles.Organizer),
            new SignatureRequirement(SignerScope.Anybody, 1, Roles.Facilitator),
        ]);

    /// <summary>Two officers, whoever they are.</summary>
    public static SignatureRule TwoOfficers { get; } = new(1, [new SignatureRequirement(SignerScope.Anybody, 2, Roles.All)]);

    /// <summary>Two of: any two officers, another device of the person.</summary>
    public static SignatureRule TwoOfOfficersAndOwnDevice { get; } = new(
        2,
        [
            new SignatureRequirement(SignerScope.Anybody, 1, Roles.All),
            new SignatureRequirement(SignerScope.Anybody, 1, Roles.All),
            new SignatureRequirement(SignerScope.SamePerson, 1, Roles.None),
        ]);

    /// <summary>Two of: a facilitator, the person's own organizer, another device of the person.</summary>
    public static SignatureRule TwoWhoKnowThePerson { get; } = new(
        2,
        [
            new SignatureRequirement(SignerScope.Anybody, 1, Roles.Facilitator),
            new SignatureRequirement(SignerScope.OwnParty, 1, Roles.Organizer),
            new SignatureRequirement(SignerScope.SamePerson, 1, Roles.None),
        ]);

    /// <inheritdoc />
    public static int MaxBytes => 2048;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static SignatureRule Read(ObjectReader fields)
    {
        var requirements = fields.Objects<SignatureRequirement>(2, 1, MaxRequirements);
        return new((int)fields.Number(1, 1, (ulong)requirements.Count), requirements) { Unknown = fields.Finish() };
    }

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Number(1, (ulong)Threshold);
        fields.Objects(2, Requirements);
    }

    /// <summary>Whether these signers are enough. A signer counts once, however often listed and whatever the roles.</summary>
    /// <param name="signers">Those whose signatures hold.</param>
    /// <param name="subject">What is asked about.</param>
    public bool IsMetBy(IReadOnlyCollection<Signer> signers, RuleSubject subject)
    {
        var distinct = signers.DistinctBy(signer => signer.Key).ToArray();
        return Choices(subject).Any(slots => SignerMatching.Fills(slots, distinct));
    }

    /// <summary>How many signatures are missing at least, whoever gives them.</summary>
    /// <param name="signers">Those whose signatures hold.</param>
    /// <param name="subject">What is asked about.</param>
    internal int MissingCount(IReadOnlyCollection<Signer> signers, RuleSubject subject)
    {
        var distinct = signers.DistinctBy(signer => signer.Key).ToArray();
        return Choices(subject).Min(slots => slots.Length - SignerMatching.Count(slots, distinct));
    }

    private IEnumerable<Predicate<Signer>[]> Choices(RuleSubject subject)
    {
        var slots = Requirements.Select(requirement => requirement.Slots(subject).ToArray()).ToArray();
        return Enumerable.Range(1, (1 << slots.Length) - 1)
            .Where(chosen => int.PopCount(chosen) == Threshold)
            .Select(chosen => slots.Where((_, i) => (chosen & (1 << i)) != 0).SelectMany(slot => slot).ToArray());
    }
}
