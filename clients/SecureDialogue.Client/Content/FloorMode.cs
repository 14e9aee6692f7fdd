namespace SecureDialogue.Client.Content;

/// <summary>Who may speak now.</summary>
public enum FloorMode
{
    /// <summary>Everybody.</summary>
    Open = 1,

    /// <summary>Those whom a facilitator gives the floor. Reserved.</summary>
    RaiseHand = 2,

    /// <summary>One after another. Reserved.</summary>
    GoRound = 3,

    /// <summary>Facilitators only. Reserved.</summary>
    FacilitatorsOnly = 4,
}
