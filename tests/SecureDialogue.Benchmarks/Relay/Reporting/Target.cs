namespace SecureDialogue.Benchmarks.Relay.Reporting;

/// <summary>What the relay shall reach beside a peer of the same runs.</summary>
/// <param name="Text">In words.</param>
/// <param name="Measured">What it reached.</param>
/// <param name="Bound">What it shall reach.</param>
/// <param name="IsLeast">Whether more is better.</param>
/// <param name="Limited">A peer at whose saturation the generator was the limit: then nothing is shown.</param>
internal sealed record Target(string Text, double Measured, double Bound, bool IsLeast, string? Limited)
{
    private const string Ours = "relay";
    private const string Bare = "bare";
    private const string Ejabberd = "ejabberd";

    internal string Verdict => double.IsNaN(Measured) || double.IsNaN(Bound) ? "not measured"
        : Limited is not null ? $"missed ({Limited}: generator-limited)"
        : (IsLeast ? Measured >= Bound : Measured <= Bound) ? "met" : "missed";

    internal static IReadOnlyList<Target> Of(Results results)
    {
        var (p50, p99) = (results.DiskMilliseconds(0.5), results.DiskMilliseconds(0.99));
        return
        [
            Most("deliveries/s, at least 0.65 x bare SignalR", Bare, 0.65),
            Most("the same, stretch: 0.85 x", Bare, 0.85),
            Most("deliveries/s, at least 15 x ejabberd", Ejabberd, 15),
            AtMost("CPU per delivery at 200 messages/s, at most 0.45 x ejabberd's", Metric.Cpu200, Ejabberd, 0.45),
            AtMost("CPU per delivery at each one's maximum, at most 0.1 x ejabberd's", Metric.CpuAtMost, Ejabberd, 0.1) with { Limited = Limit(Ejabberd) },
            Later("p50 at 200 messages/s, at most bare's + 2 x fdatasync p50", Metric.P50At200, 2 * p50),
            Later("p99 at 200 messages/s, at most bare's + 4 x fdatasync p99", Metric.P99At200, 4 * p99),
            AtMost("KiB per idle connection, at most 1.4 x bare's", Metric.Idle, Bare, 1.4),
            AtMost("the same after a storm", Metric.IdleAfterStorm, Bare, 1.4),
            AtMost("storm of reconnections with its proofs, seconds, at most 3 x bare's", Metric.Storm, Bare, 3),
        ];

        string? Limit(string peer) => results.IsGeneratorLimited(Ours) ? Ours : results.IsGeneratorLimited(peer) ? peer : null;

        Target Most(string text, string peer, double times) =>
            new(text, results.Of(Ours, Metric.Most), times * results.Of(peer, Metric.Most), true, Limit(peer));

        Target AtMost(string text, Metric metric, string peer, double times) =>
            new(text, results.Of(Ours, metric), times * results.Of(peer, metric), false, null);

        Target Later(string text, Metric metric, double milliseconds) =>
            new(text, results.Of(Ours, metric), results.Of(Bare, metric) + milliseconds, false, null);
    }
}
