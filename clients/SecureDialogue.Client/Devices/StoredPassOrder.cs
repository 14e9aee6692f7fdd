namespace SecureDialogue.Client.Devices;

/// <summary>Passes drawn for somebody, which the relay may not know yet: kept before it is told, so that a crash mints the same ones again.</summary>
/// <param name="Passes">1 to 32.</param>
internal sealed record StoredPassOrder(IReadOnlyList<StoredPass> Passes);
