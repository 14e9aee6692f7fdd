namespace SecureDialogue.Client.Devices;

/// <summary>Whom this device asks for passes.</summary>
/// <param name="Minter">The device key of whoever sent some.</param>
/// <param name="AskedAt">When more were asked for, hours since 1970; 0 when they came.</param>
internal sealed record StoredPassAsk(byte[] Minter, uint AskedAt);
