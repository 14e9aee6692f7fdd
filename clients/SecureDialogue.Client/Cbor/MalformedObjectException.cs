namespace SecureDialogue.Client.Cbor;

/// <summary>Bytes of somebody else are not an object of the expected kind. The only exception a decoder throws; it names the rule, never a value.</summary>
/// <param name="rule">What was expected, in words.</param>
/// <param name="inner">What the CBOR reader said, if it was the one to refuse.</param>
public sealed class MalformedObjectException(string rule, Exception? inner = null) : Exception($"Refused object: {rule}.", inner);
