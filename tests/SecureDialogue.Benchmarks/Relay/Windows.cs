namespace SecureDialogue.Benchmarks.Relay;

/// <summary>How long is measured, in seconds, and how many connections are idle.</summary>
internal sealed record Windows(double WarmUp, double Rate, double Saturation, int Idle)
{
    internal static Windows Full { get; } = new(5, 8, 3, 5000);

    internal static Windows Quick { get; } = new(3, 3, 3, 1000);
}
