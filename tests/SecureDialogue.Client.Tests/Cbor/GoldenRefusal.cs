namespace SecureDialogue.Client.Tests.Cbor;

/// <summary>Bytes that must be refused, and which field is wrong in them.</summary>
public sealed record GoldenRefusal(string Why, string Hex);
