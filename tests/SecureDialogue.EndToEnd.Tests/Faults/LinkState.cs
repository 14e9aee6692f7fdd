namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>What a <see cref="Link"/> does with what passes.</summary>
internal enum LinkState
{
    Open,

    /// <summary>Every connection was cut, and none is taken.</summary>
    Cut,

    /// <summary>Nothing passes; it all comes later.</summary>
    Stalled,

    /// <summary>What is asked arrives, and the answers are lost.</summary>
    Deaf,
}
