namespace SecureDialogue.Client.Revocations;

/// <summary>A revocation or a removal order whose signatures this device checked, wherever it learned of it.</summary>
/// <param name="IsOrder">Whether it is a removal order; a revocation otherwise.</param>
/// <param name="Signed">The signed object.</param>
internal sealed record StoredCut(bool IsOrder, byte[] Signed);
