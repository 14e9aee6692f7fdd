namespace SecureDialogue.Benchmarks.Scale.Simulated;

/// <summary>What happens.</summary>
internal enum EventKind
{
    Posted,
    Judged,
    Committed,
    Told,
    Delivered,
}
