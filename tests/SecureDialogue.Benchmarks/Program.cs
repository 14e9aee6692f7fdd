using SecureDialogue.Benchmarks.Mls;
using SecureDialogue.Benchmarks.Relay;
using SecureDialogue.Benchmarks.Relay.Generating;
using SecureDialogue.Benchmarks.Relay.Servers;
using SecureDialogue.Benchmarks.Scale;

// Benchmarks, one word each: `dotnet run -c Release --project tests/SecureDialogue.Benchmarks -- mls [--quick]`.
// The relay's starts this program again, as its generator and as two of its peers.
switch (args)
{
    case ["mls", .. var words] when !words.Except(["--quick"]).Any():
        MlsBenchmark.Run(isQuick: words.Length > 0, Console.Out);
        return 0;
    case ["relay", .. var words] when Options.Read(words) is { } options:
        return await RelayBenchmark.RunAsync(options, Console.Out);
    case ["scale", .. var words] when !words.Except(["--measure"]).Any():
        await ScaleBenchmark.RunAsync(measure: words.Length > 0, Console.Out);
        return 0;
    case ["generate", .. var words]:
        return GeneratorProgram.Run(words);
    case ["bare", var port]:
        await BareHub.RunAsync(port);
        return 0;
    case ["sockets", var port]:
        await PlainSockets.RunAsync(port);
        return 0;
    default:
        await Console.Error.WriteLineAsync($"usage: mls [--quick] | scale [--measure] | {Options.Usage}");
        return 2;
}
