namespace SecureDialogue.Cli.Releases;

/// <summary>What a person has in hand to judge a release by. Without any of it nothing can be said.</summary>
/// <param name="Keys">Public keys that must all have signed, 32 bytes each.</param>
/// <param name="Hash">The release's hash as others saw it, in lower-case hex.</param>
/// <param name="Built">release.json of an own build.</param>
internal sealed record ReleaseExpectation(IReadOnlyList<byte[]> Keys, string? Hash, byte[]? Built)
{
    /// <summary>One key is one person; a release needs two.</summary>
    public const int FewestKeys = 2;

    public bool IsEmpty => Keys.Count == 0 && Hash is null && Built is null;
}
