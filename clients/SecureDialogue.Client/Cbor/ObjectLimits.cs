namespace SecureDialogue.Client.Cbor;

/// <summary>Bounds that hold for every object.</summary>
public static class ObjectLimits
{
    /// <summary>Maps and arrays inside one another, the object itself included.</summary>
    public const int MaxDepth = 8;

    /// <summary>The first key that a decoder keeps without knowing it.</summary>
    public const byte FirstUnknownKey = 64;

    /// <summary>The key of the signature or signatures of a signed object.</summary>
    public const byte SignatureKey = 63;

    /// <summary>The longest object of any type, in bytes.</summary>
    public const int MaxObjectBytes = 1 << 20;
}
