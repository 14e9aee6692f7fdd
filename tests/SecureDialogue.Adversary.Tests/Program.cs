using System.Text.Json;
using SecureDialogue.Adversary.Tests.Scene;

// Tests of the web client start this: the folder of the built client as argument, then on standard input one JSON array of words a
// line, answered by one line of JSON each. The first line out is the address of the hostile relay.
await using var scene = await HostileScene.StartAsync(args[0]);
await Console.Out.WriteLineAsync(scene.Address);
while (await Console.In.ReadLineAsync() is { Length: > 0 } line)
{
    await Console.Out.WriteLineAsync(JsonSerializer.Serialize(await scene.DoAsync(JsonSerializer.Deserialize<string[]>(line)!)));
}

return 0;
