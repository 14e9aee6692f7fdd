using SecureDialogue.Server.Dialogues;
using SecureDialogue.Server.Holdings;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Relay;

try
{
    return args switch
    {
        ["holdings", .. var settings] => await HoldingsCommand.RunAsync(settings, Console.Out),
        ["backup", .. var settings] => await BackupCommand.RunAsync(settings, Console.Out),
        ["close", .. var settings] => await CloseCommand.RunAsync(settings, Console.In, Console.Out, CancellationToken.None),
        _ => await RelayHost.RunAsync(args),
    };
}
catch (StartRefusedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
catch (IOException failure)
{
    // Kestrel's sentence: the address is in use or is not this machine's.
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
