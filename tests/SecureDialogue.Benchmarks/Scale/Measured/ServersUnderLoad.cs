using SecureDialogue.Benchmarks.Scale.Servers;
using SecureDialogue.Benchmarks.Servers;

namespace SecureDialogue.Benchmarks.Scale.Measured;

/// <summary>The servers of one measurement; an embedded relay is alone.</summary>
internal sealed record ServersUnderLoad(ServerProcess Node, ServerProcess? Other, PostgresCluster? Postgres, ServerProcess? Redis);
