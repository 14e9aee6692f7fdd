namespace SecureDialogue.Benchmarks.Scale;

/// <summary>Seconds within which half of all were done, and 99 of a hundred.</summary>
internal sealed record Times(double P50, double P99);
