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

    /// <summary>A small group with a mandate, as many of each party.</summary>
    WorkingGroup = 4,

    /// <summary>The third party alone: facilitators, interpreters, rapporteurs.</summary>
    Team = 5,

    /// <summary>Organizers and facilitators.</summary>
    Desk = 6,

    /// <summary>Two persons, discreet. Reserved.</summary>
    QuietLine = 7,

    /// <summary>Social and cultural; nobody is in it to take notes.</summary>
    Commons = 8,

    /// <summary>Where the team drafts.</summary>
    TextDesk = 9,
}
