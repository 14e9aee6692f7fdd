using SecureDialogue.Server.Platform.Storage;

namespace SecureDialogue.Server.Platform.Postgres;

/// <summary>Checks a database and brings it to the newest schema, in one transaction that other nodes wait for.</summary>
internal static class PostgresSchema
{
    /// <summary>Any number that every node uses alike.</summary>
    private const long AdvisoryLock = 0x5ec0_d1a1;

    public static void Bring(PostgresSession rows, string name)
    {
        // Acknowledged means on disk.
        if (rows.First("SHOW synchronous_commit", row => row.GetString(0)) == "off")
        {
            throw new StartRefusedException($"The database of {name} has synchronous_commit off: what is acknowledged would not be on disk.");
        }

        using var transaction = rows.Connection.BeginTransaction();
        _ = rows.Execute("SELECT pg_advisory_xact_lock($1)", AdvisoryLock);
        _ = rows.Execute("CREATE TABLE IF NOT EXISTS schema_version (one bigint PRIMARY KEY CHECK (one = 1), name text NOT NULL, version bigint NOT NULL)");
        _ = rows.Execute("INSERT INTO schema_version VALUES (1, $1, 0) ON CONFLICT DO NOTHING", name);
        if (rows.Number("SELECT count(*) FROM schema_version WHERE name = $1", name) == 0)
        {
            throw new StartRefusedException($"The database named for {name} holds something else; the two connection strings may be exchanged.");
        }

        foreach (var script in Migrations.After("Postgres", name, rows.Number("SELECT version FROM schema_version")))
        {
            _ = rows.Execute(script);
        }

        _ = rows.Execute("UPDATE schema_version SET version = $1", (long)Migrations.Newest("Postgres", name));
        transaction.Commit();
    }
}
