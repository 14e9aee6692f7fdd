using System.Text.Json;

namespace SecureDialogue.Benchmarks.Scale;

/// <summary>What things cost on a real relay: seconds of one core, bytes, and times. Everything the simulator knows of servers.</summary>
internal sealed record Costs
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>The kind of machine: cores and processor.</summary>
    public required string Machine { get; init; }

    public required NodeCosts Node { get; init; }

    public required NodeCosts Embedded { get; init; }

    public required PostgresCosts Postgres { get; init; }

    public required RedisCosts Redis { get; init; }

    /// <summary>Until an append of 4 KiB is on disk: its fdatasync.</summary>
    public required Times Disk { get; init; }

    /// <summary>Until a message that is alone is answered by a node.</summary>
    public required Times Answer { get; init; }

    /// <summary>The same of an embedded relay.</summary>
    public required Times EmbeddedAnswer { get; init; }

    public required CheckedLoad Check { get; init; }

    internal static string Path => System.IO.Path.Combine(Tree.Root, "tests/SecureDialogue.Benchmarks/Scale/costs.json");

    internal static Costs Load() =>
        JsonSerializer.Deserialize<Costs>(File.ReadAllText(Path), Json) ?? throw new InvalidOperationException("The costs are not measured.");

    internal void Save() => File.WriteAllText(Path, JsonSerializer.Serialize(this, Json) + "\n");
}
