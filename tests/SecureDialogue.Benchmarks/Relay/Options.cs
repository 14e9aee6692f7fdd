using System.Globalization;

namespace SecureDialogue.Benchmarks.Relay;

/// <summary>The command line.</summary>
internal sealed record Options
{
    internal const string Usage = "relay [--quick] [--runs N] [--only relay,bare,…] [--without prosody,…] [--write docs/performance.md]";

    internal bool IsQuick { get; private init; }

    internal int Runs { get; private init; } = 3;

    /// <summary>Peers to measure; empty = all.</summary>
    internal IReadOnlyList<string> Only { get; private init; } = [];

    internal IReadOnlyList<string> Without { get; private init; } = [];

    /// <summary>The document whose table and plot are written anew; empty = none.</summary>
    internal string Write { get; private init; } = "";

    /// <summary>Reads the words; null when one is not known.</summary>
    internal static Options? Read(IReadOnlyList<string> words)
    {
        Options? options = new();
        for (var i = 0; i < words.Count && options is not null; i++)
        {
            var value = i + 1 < words.Count ? words[i + 1] : "";
            options = (words[i], value) switch
            {
                ("--quick", _) => options with { IsQuick = true },
                ("--runs", not "") when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var runs) && runs > 0 => options with { Runs = runs },
                ("--only", not "") => options with { Only = value.Split(',') },
                ("--without", not "") => options with { Without = value.Split(',') },
                ("--write", not "") => options with { Write = value },
                _ => null,
            };
            i += words[i] == "--quick" ? 0 : 1;
        }

        return options;
    }
}
