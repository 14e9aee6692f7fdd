namespace SecureDialogue.Cli.Releases;

/// <summary>What was found out about the web client that a relay serves.</summary>
/// <param name="Relay">The relay asked.</param>
/// <param name="Version">The release's number.</param>
/// <param name="Hash">The release's hash.</param>
/// <param name="Files">How many files it has.</param>
/// <param name="SignedBy">The keys asked for that signed it.</param>
/// <param name="Problems">Everything that is not as it should be.</param>
internal sealed record ReleaseView(
    string Relay, string Version, string Hash, int Files, IReadOnlyList<string> SignedBy, IReadOnlyList<string> Problems);
