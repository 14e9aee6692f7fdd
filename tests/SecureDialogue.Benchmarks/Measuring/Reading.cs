namespace SecureDialogue.Benchmarks.Measuring;

/// <summary>What one run of an operation cost.</summary>
/// <param name="Microseconds">Processor time of the process, system time included: other programs do not count.</param>
/// <param name="AllocatedBytes">Bytes allocated on the managed heap.</param>
internal readonly record struct Reading(double Microseconds, double AllocatedBytes);
