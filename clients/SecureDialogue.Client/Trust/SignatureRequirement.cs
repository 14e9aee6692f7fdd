using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>One line of a signature rule: so many signers with one of these roles, counted in this scope.</summary>
/// <param name="Scope">Whose signers count.</param>
/// <param name="Count">How many, 1 to 16.</param>
/// <param name="Roles">The signer has at least one of these; none means any.</param>
/// <param name="Party">The party, when the scope names one.</param>
public sealed record SignatureRequirement(
    SignerScope Scope,
    int Count,
    Roles Roles,
    PartyCode? Party = null) : IDialogueObject<SignatureRequirement>
{
    /// <inheritdoc />
    public static int MaxBytes => 128;

    /// <inheritdoc />
    public IReadOnlyList<UnknownField> Unknown { get; init; } = [];

    /// <inheritdoc />
    public static SignatureRequirement Read(ObjectReader fields)
    {
        var scope = fields.Choice<SignerScope>(1);
        var requirement = new SignatureRequirement(
            scope, (int)fields.Number(2, 1, 16), fields.RoleSet(3, Roles.None), scope == SignerScope.NamedParty ? fields.Party(4) : null);
        return requirement with { Unknown = fields.Finish() };
    }

    /// <inheritdoc />
    public void Write(ObjectWriter fields)
    {
        fields.Number(1, (ulong)Scope);
        fields.Number(2, (ulong)Count);
        fields.Number(3, (ulong)Roles);
        fields.Party(4, Party);
    }

    /// <summary>One question for each signer that is asked for; empty scopes (no parties) ask for nobody and are met.</summary>
    /// <param name="subject">What the rule is asked about.</param>
    internal IEnumerable<Predicate<Signer>> Slots(RuleSubject subject) => Scope switch
    {
        SignerScope.Anybody => Repeat(signer => HasRole(signer)),
        SignerScope.Neutral => Repeat(signer => HasRole(signer) && signer.Party is null),
        SignerScope.EachParty => subject.Parties.SelectMany(party => Repeat(signer => HasRole(signer) && signer.Party == party)),
        SignerScope.NamedParty => Repeat(signer => HasRole(signer) && signer.Party == Party),
        SignerScope.OwnParty => Repeat(signer => HasRole(signer) && signer.Party == subject.Party),
        SignerScope.SamePerson => Repeat(signer => signer.IsSamePerson),
        _ => Repeat(_ => false),
    };

    private IEnumerable<Predicate<Signer>> Repeat(Predicate<Signer> question) => Enumerable.Repeat(question, Count);

    private bool HasRole(Signer signer) => !signer.IsSamePerson && (Roles == Roles.None || (signer.Roles & Roles) != 0);
}
