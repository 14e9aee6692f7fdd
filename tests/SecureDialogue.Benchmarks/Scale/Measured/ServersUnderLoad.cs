using SecureDialogue.Benchmarks.Scale.Servers;

namespace SecureDialogue.Benchmarks.Scale.Measured;

/// <summary>The servers of one measurement; an embedded relay is alone.</summary>
internal sealed record ServersUnderLoad(StartedServer Node, StartedServer? Other, PostgresCluster? Postgres, StartedServer? Redis);
