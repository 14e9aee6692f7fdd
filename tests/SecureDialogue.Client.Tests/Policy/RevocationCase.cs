namespace SecureDialogue.Client.Tests.Policy;

/// <summary>A row of tests/vectors/policy/revocations.json: who signed that a device is cut off, and what every device says. Bytes are in hex.</summary>
/// <param name="Name">What is wrong with it, or that nothing is.</param>
/// <param name="Charters">The signed chain as the channel's log has it.</param>
/// <param name="Revocation">The signed revocation.</param>
/// <param name="Before">A revocation before it in the channel's log; empty for none.</param>
/// <param name="InLog">The verdict at its place in the log.</param>
/// <param name="Elsewhere">The verdict of a joiner who finds it beside the Welcome.</param>
internal sealed record RevocationCase(string Name, string Charters, string Revocation, string Before, string InLog, string Elsewhere);
