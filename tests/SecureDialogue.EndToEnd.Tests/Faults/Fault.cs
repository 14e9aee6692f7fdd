namespace SecureDialogue.EndToEnd.Tests.Faults;

/// <summary>What goes wrong while people write.</summary>
internal enum Fault
{
    /// <summary>SIGKILL of a node, which starts again.</summary>
    NodeKilled,

    /// <summary>SIGSTOP of a node for longer than callers wait; then it carries out what they have asked elsewhere since.</summary>
    NodeStopped,

    /// <summary>SIGKILL of Redis, which comes back empty.</summary>
    RedisKilled,

    /// <summary>SIGSTOP of Redis; then all it was told comes late.</summary>
    RedisStopped,

    /// <summary>SIGKILL of every process of PostgreSQL.</summary>
    PostgresKilled,

    /// <summary>No room where PostgreSQL keeps its data.</summary>
    DiskFull,

    /// <summary>PostgreSQL's disk takes its time.</summary>
    DiskSlow,

    /// <summary>A node is cut off from PostgreSQL.</summary>
    CutFromPostgres,

    /// <summary>A node waits for PostgreSQL for longer than callers wait for it.</summary>
    StalledFromPostgres,

    /// <summary>What a node asks PostgreSQL is done, and it does not hear of it.</summary>
    AnswersLost,

    /// <summary>A node is cut off from Redis, and so from the others.</summary>
    CutFromRedis,

    /// <summary>What a node tells and hears by Redis comes late.</summary>
    StalledFromRedis,

    /// <summary>A node's clock is a year ahead, while it runs and as it starts; then twenty years behind; then right, as it starts again.</summary>
    ClockJump,
}
