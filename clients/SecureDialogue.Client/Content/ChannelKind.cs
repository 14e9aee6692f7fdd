namespace SecureDialogue.Client.Content;

/// <summary>What a channel is for; it never changes.</summary>
public enum ChannelKind
{
    /// <summary>All parties together.</summary>
    Plenary = 1,

    /// <summary>One party alone.</summary>
    Caucus = 2,

    /// <summary>One person and the team.</summary>
    PrivateLine = 3,

    /// <summary>A small balanced group with a mandate. Reserved.</summary>
    WorkingGroup = 4,

    /// <summary>The team alone. Reserved.</summary>
    Team = 5,

    /// <summary>Organizers and facilitators. Reserved.</summary>
    Desk = 6,

    /// <summary>Two persons, discreet. Reserved.</summary>
    QuietLine = 7,

    /// <summary>Social and cultural. Reserved.</summary>
    Commons = 8,
}
