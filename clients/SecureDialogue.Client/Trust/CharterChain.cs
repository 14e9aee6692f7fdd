namespace SecureDialogue.Client.Trust;

/// <summary>A chain of Charters whose hashes and signatures were checked; only <see cref="SignedCharterChain.Verify"/> makes one.</summary>
public sealed class CharterChain
{
    private readonly ObjectHash[] _ids;
    private readonly bool[] _changesWhoDecides;

    internal CharterChain(SignedCharterChain signed)
    {
        Signed = signed;
        _ids = [.. signed.Versions.Select(version => version.Id)];
        _changesWhoDecides = [.. signed.Versions.Select((version, i) => i > 0 && version.Body.ChangesWhoDecides(signed.Versions[i - 1].Body))];
        Dialogue = new DialogueId(_ids[0].Value);
    }

    /// <summary>The chain as it travels.</summary>
    public SignedCharterChain Signed { get; }

    /// <summary>The dialogue: the hash of version 1.</summary>
    public DialogueId Dialogue { get; }

    /// <summary>The version in force.</summary>
    public Charter Head => Signed.Versions[^1].Body;

    /// <summary>The hash of the version in force.</summary>
    public ObjectHash HeadId => _ids[^1];

    /// <summary>The version with a hash, if it is in the chain.</summary>
    /// <param name="id">The hash.</param>
    public Charter? Find(ObjectHash id)
    {
        var at = Array.IndexOf(_ids, id);
        return at < 0 ? null : Signed.Versions[at].Body;
    }

    /// <summary>The chain as it was when the version with a hash was in force, if that is in it.</summary>
    /// <param name="id">The hash.</param>
    internal CharterChain? UpTo(ObjectHash id)
    {
        var at = Array.IndexOf(_ids, id);
        return at < 0 ? null : new CharterChain(new SignedCharterChain([.. Signed.Versions.Take(at + 1)]));
    }

    /// <summary>Whether an admission made under one version is still accepted under the head: every later version that changes who decides lists it.</summary>
    /// <param name="admission">The admission's hash.</param>
    /// <param name="madeUnder">The version it names.</param>
    public bool CarriesOver(ObjectHash admission, Charter madeUnder) => Signed.Versions
        .Skip(madeUnder.Version)
        .All(version => !_changesWhoDecides[version.Body.Version - 1] || version.Body.SurvivingAdmissions.Contains(admission));

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

        var shared = Math.Min(other._ids.Length, _ids.Length);
        if (!other._ids.AsSpan(0, shared).SequenceEqual(_ids.AsSpan(0, shared)))
        {
            return CharterRefusal.AnotherHistory;
        }

        newer = other._ids.Length > _ids.Length ? other : this;
        return CharterRefusal.None;
    }
}
