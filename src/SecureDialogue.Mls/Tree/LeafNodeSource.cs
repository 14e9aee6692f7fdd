namespace SecureDialogue.Mls.Tree;

/// <summary>How a leaf node came to be (RFC 9420 §7.2).</summary>
public enum LeafNodeSource : byte
{
    /// <summary>Reserved.</summary>
    None = 0,

    /// <summary>In a key package.</summary>
    KeyPackage = 1,

    /// <summary>In an Update proposal.</summary>
    Update = 2,

    /// <summary>In a commit's UpdatePath.</summary>
    Commit = 3,
}
