using System.CommandLine;
using System.CommandLine.Help;
using SecureDialogue.Cli;
using SecureDialogue.Client;
using SecureDialogue.Sodium;

var parsed = CommandLine.Parse(args);
var terminal = new Terminal(parsed.GetValue(SharedOptions.Json));
if (args.Length == 0)
{
    await CommandLine.Parse(["--help"]).InvokeAsync();
    return (int)ExitCode.Usage;
}

if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
{
    return terminal.Fail(Refusal.From(parsed));
}

try
{
    SodiumLibrary.EnsureLoaded();
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (DialogueException e)
{
    return terminal.Fail(Refusal.From(e));
}
catch (UsageException e)
{
    return terminal.Fail(Refusal.From(e));
}
catch (SodiumMissingException e)
{
    return terminal.Fail(Refusal.From(e));
}
catch (OperationCanceledException)
{
    return terminal.Fail(new Refusal(ExitCode.Interrupted, "interrupted", "run the command again; what was written is kept"));
}
#pragma warning disable CA1031 // The program's edge: whatever comes here is a defect of ours, and ends in one sentence.
catch (Exception e)
#pragma warning restore CA1031
{
    if (Environment.GetEnvironmentVariable("DIALOGUE_TRACE") == "1")
    {
        await Console.Error.WriteLineAsync(e.ToString());
    }

    return terminal.Fail(new Refusal(ExitCode.Internal, $"this should not happen ({e.GetType().Name})", "run the command again with DIALOGUE_TRACE=1 and report what it prints"));
}
