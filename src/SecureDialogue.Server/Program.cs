using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Relay;

try
{
    await using var app = await RelayHost.BuildAsync(args, _ => { }, CancellationToken.None);
    await app.StartAsync();
    await app.Services.GetRequiredService<BeginLine>().PrintAsync(Console.Out, CancellationToken.None);
    await app.WaitForShutdownAsync();
    return 0;
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
