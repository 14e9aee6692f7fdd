namespace SecureDialogue.Server.Platform;

/// <summary>What a relay of several nodes shares; all empty = one node with everything in its data directory.</summary>
public sealed class ConnectionStringsOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "ConnectionStrings";

    /// <summary>PostgreSQL server; its two databases are the database named here with <c>_mailboxes</c> and <c>_channels</c> behind it.</summary>
    public string Postgres { get; set; } = "";

    /// <summary>Another server for the channels' database; empty = the same.</summary>
    public string PostgresChannels { get; set; } = "";

    /// <summary>Redis, by which several nodes hear of each other; empty = they read the store every second.</summary>
    public string Redis { get; set; } = "";
}
