namespace SecureDialogue.Client.Tests.Policy;

/// <summary>A row of tests/vectors/policy/admissions.json: somebody whom a facilitator adds, and what every device says. Bytes are in hex.</summary>
/// <param name="Name">What is wrong with it, or that nothing is.</param>
/// <param name="Kind">The channel's kind; a caucus is that of hill.</param>
/// <param name="Charters">The signed chain as the channel's log has it.</param>
/// <param name="Credential">What the leaf carries.</param>
/// <param name="LeafKey">The leaf's signature key.</param>
/// <param name="Hour">The hour that the commit states.</param>
/// <param name="Revocation">A revocation in the channel's log; empty for none.</param>
/// <param name="Admission">Why the admission alone is refused; <c>none</c> if it is not.</param>
/// <param name="Commit">The verdict on the commit; <c>noCredential</c> when the leaf's certificate does not hold.</param>
internal sealed record AdmissionCase(
    string Name, string Kind, string Charters, string Credential, string LeafKey, uint Hour, string Revocation, string Admission, string Commit);
