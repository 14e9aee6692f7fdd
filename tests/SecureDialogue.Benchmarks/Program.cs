using SecureDialogue.Benchmarks.Mls;

// Benchmarks, one word each: `dotnet run -c Release --project tests/SecureDialogue.Benchmarks -- mls [--quick]`.
if (args is not ["mls", ..] || args.Skip(1).Except(["--quick"]).Any())
{
    Console.Error.WriteLine("usage: mls [--quick]");
    return 2;
}

MlsBenchmark.Run(isQuick: args.Contains("--quick"), Console.Out);
return 0;
