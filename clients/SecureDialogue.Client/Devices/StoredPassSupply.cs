namespace SecureDialogue.Client.Devices;

/// <summary>How many passes a device was given on a day: who holds one officer's device must not use up what the relay allows the dialogue.</summary>
/// <param name="Day">Days since 1970.</param>
/// <param name="Count">That day.</param>
internal sealed record StoredPassSupply(uint Day, int Count);
