namespace SecureDialogue.Benchmarks.Mls;

/// <summary>
/// Milliseconds of other implementations, measured once on another machine (suite 3, medians), where one X25519 took
/// <see cref="AgreeMicroseconds"/>; the table scales them by what it takes here.
/// </summary>
internal static class Peers
{
    internal const double AgreeMicroseconds = 24.6;

    private static readonly Dictionary<(string Name, int Members), (double? Mlspp, double? CoreCrypto)> Measured = new()
    {
        [("key package", 0)] = (0.19, 4.6),
        [("add N-1", 8)] = (2.5, 9.6),
        [("add N-1", 32)] = (10.8, 27.5),
        [("add N-1", 128)] = (51, 92),
        [("add N-1", 512)] = (305, 650),
        [("join", 8)] = (0.8, 6.3),
        [("join", 32)] = (2.7, 9.0),
        [("join", 128)] = (11.0, 31),
        [("join", 512)] = (48, 152),
        [("commit, blank", 8)] = (1.0, 4.1),
        [("commit, blank", 32)] = (3.1, 11),
        [("commit, blank", 128)] = (11.9, 30),
        [("commit, blank", 512)] = (48, 122),
        [("process it, blank", 8)] = (0.48, 1.4),
        [("process it, blank", 32)] = (0.76, 2.9),
        [("process it, blank", 128)] = (1.9, 3.6),
        [("process it, blank", 512)] = (7.6, 10.9),
        [("commit, full", 8)] = (0.75, null),
        [("commit, full", 32)] = (1.2, null),
        [("commit, full", 128)] = (2.1, null),
        [("commit, full", 512)] = (9.3, null),
        [("process it, full", 8)] = (0.48, null),
        [("process it, full", 32)] = (0.7, null),
        [("process it, full", 128)] = (1.5, null),
        [("process it, full", 512)] = (7.7, null),
        [("seal 1 KiB", 0)] = (0.07, null),
        [("seal 1 KiB", 8)] = (0.07, 0.25),
        [("seal 1 KiB", 512)] = (0.07, 1.8),
        [("open 1 KiB", 0)] = (0.16, null),
        [("open 1 KiB", 8)] = (0.16, 0.29),
        [("open 1 KiB", 512)] = (0.16, 1.9),
    };

    /// <summary>The numbers of an operation; those for any size stand under size 0.</summary>
    internal static (double? Mlspp, double? CoreCrypto) Of(Operation operation) =>
        Measured.TryGetValue((operation.Name, operation.Members), out var exact) ? exact : Measured.GetValueOrDefault((operation.Name, 0));
}
