namespace SecureDialogue.Benchmarks.Scale;

/// <summary>Seconds until an append of 4 KiB is on disk.</summary>
internal sealed record DiskTimes(double P50, double P99);
