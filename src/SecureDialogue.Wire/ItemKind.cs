namespace SecureDialogue.Wire;

/// <summary>What an item is to the relay; its meaning is sealed.</summary>
public enum ItemKind
{
    /// <summary>Ends an epoch.</summary>
    Commit = 1,

    /// <summary>Kept as long as commits; a committer must have processed it.</summary>
    Lasting = 2,

    /// <summary>Kept for the channel's days.</summary>
    Talk = 3,

    /// <summary>A steward's act, in clear and signed (<see cref="Proofs.StewardAct"/>).</summary>
    Steward = 4,
}
