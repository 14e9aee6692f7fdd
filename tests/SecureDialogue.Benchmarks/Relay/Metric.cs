namespace SecureDialogue.Benchmarks.Relay;

/// <summary>What is measured of a peer.</summary>
internal enum Metric
{
    /// <summary>Deliveries a second at saturation.</summary>
    Most,

    /// <summary>The same with two generators, and with one once more after them.</summary>
    MostOfTwo,
    MostAgain,

    /// <summary>Cores that the one generator took then.</summary>
    GeneratorAtMost,

    /// <summary>Milliseconds of processor for 1,000 deliveries, and of time until one arrives.</summary>
    CpuAtMost,
    P50AtMost,
    P99AtMost,
    Cpu200,
    P50At200,
    P99At200,
    Cpu2000,
    P50At2000,
    P99At2000,

    /// <summary>Resident KiB of a connection that has opened six channels.</summary>
    Idle,
    IdleAfterStorm,

    /// <summary>Seconds until all idle connections have opened their channels, and the server's processor time.</summary>
    Connect,
    Storm,
    StormCpu,
}
