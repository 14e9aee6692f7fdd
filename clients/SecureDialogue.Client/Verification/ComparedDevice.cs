namespace SecureDialogue.Client.Verification;

/// <summary>One device of a comparison.</summary>
/// <param name="Name">The name at that time.</param>
/// <param name="Person">The person's tag.</param>
/// <param name="Device">The device key.</param>
internal sealed record ComparedDevice(string Name, byte[] Person, byte[] Device);
