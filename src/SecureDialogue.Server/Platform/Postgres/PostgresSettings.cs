using Npgsql;

namespace SecureDialogue.Server.Platform.Postgres;

/// <summary>Where the two databases are: <c>…_mailboxes</c> and <c>…_channels</c>, by default on one server.</summary>
internal sealed record PostgresSettings(NpgsqlConnectionStringBuilder Mailboxes, NpgsqlConnectionStringBuilder Channels)
{
    /// <summary>
    /// What an operator may change. A node that was cut off while it held a channel must let go of it: the server ends its
    /// transaction after ten seconds.
    /// </summary>
    private const string Usual = "Database=relay;Application Name=relay;Timeout=5;Command Timeout=15;Max Auto Prepare=64;Tcp Keepalive=true;"
        + "Options=-c idle_in_transaction_session_timeout=10s -c lock_timeout=10s;";

    /// <summary>Null when ConnectionStrings:Postgres is empty.</summary>
    /// <exception cref="StartRefusedException">A connection string is not one.</exception>
    public static PostgresSettings? Read(ConnectionStringsOptions connections) => connections switch
    {
        { Postgres: "" } => null,
        { PostgresChannels: "" } => new PostgresSettings(Parse("Postgres", connections.Postgres, "_mailboxes"), Parse("Postgres", connections.Postgres, "_channels")),
        _ => new PostgresSettings(Parse("Postgres", connections.Postgres, "_mailboxes"), Parse("PostgresChannels", connections.PostgresChannels, "_channels")),
    };

    private static NpgsqlConnectionStringBuilder Parse(string key, string text, string suffix)
    {
        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(Usual + text);
            parsed.Database += suffix;
            return parsed;
        }
        catch (ArgumentException)
        {
            // Without the words of the exception, which may hold the password.
            throw new StartRefusedException($"ConnectionStrings:{key} is not a connection string such as Host=…;Username=…;Password=….");
        }
    }
}
