namespace SecureDialogue.Client.Trust;

/// <summary>A chain of Charters whose hashes and signatures were checked; only <see cref="SignedCharterChain.Verify"/> makes one.</summary>
public sealed class CharterChain
{
    internal CharterChain(SignedCharterChain signed)
    {
        Signed = signed;
        Dialogue = new DialogueId(signed.Versions[0].Id.Value);
    }

    /// <summary>The chain as it travels.</summary>
    public SignedCharterChain Signed { get; }

    /// <summary>The dialogue: the hash of version 1.</summary>
    public DialogueId Dialogue { get; }

    /// <summary>The version in force.</summary>
    public Charter Head => Signed.Versions[^1].Body;

    /// <summary>The hash of the version in force.</summary>
    public ObjectHash HeadId => Signed.Versions[^1].Id;

    /// <summary>The version with a hash, if it is in the chain.</summary>
    /// <param name="id">The hash.</param>
    public Charter? Find(ObjectHash id) => Signed.Versions.FirstOrDefault(version => version.Id == id)?.Body;

    /// <summary>Whether an admission made under one version is still accepted under the head: every later version that changes who decides lists it.</summary>
    /// <param name="admission">The admission's hash.</param>
    /// <param name="madeUnder">The version it names.</param>
    public bool CarriesOver(ObjectHash admission, Charter madeUnder) => Signed.Versions
        .Where(version => version.Body.Version > madeUnder.Version)
        .All(version => !version.Body.ChangesWhoDecides(Signed.Versions[version.Body.Version - 2].Body)
            || version.Body.SurvivingAdmissions.Contains(admission));

    /// <summary>Takes a chain that this one may grow into.</summary>
    /// <param name="other">A verified chain.</param>
    /// <param name="newer">The longer of the two, when the answer is <see cref="CharterRefusal.None"/>.</param>
    /// <returns>A refusal if the other is of another dialogue or does not begin with this one.</returns>
    public CharterRefusal Extend(CharterChain other, out CharterChain newer)
    {
        newer = this;
        if (other.Dialogue != Dialogue)
        {
            return CharterRefusal.AnotherDialogue;
        }

        var shared = Math.Min(other.Signed.Versions.Count, Signed.Versions.Count);
        if (Enumerable.Range(0, shared).Any(i => other.Signed.Versions[i].Id != Signed.Versions[i].Id))
        {
            return CharterRefusal.AnotherHistory;
        }

        newer = other.Signed.Versions.Count > Signed.Versions.Count ? other : this;
        return CharterRefusal.None;
    }
}
