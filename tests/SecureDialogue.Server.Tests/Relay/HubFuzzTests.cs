using System.Globalization;
using System.Text;
using System.Text.Json;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using Xunit.Abstractions;

namespace SecureDialogue.Server.Tests.Relay;

public sealed class HubFuzzTests(ITestOutputHelper output)
{
    private const int Connections = 60;
    private const int CallsEach = 30;
    private const string Letters = "{}[]\",:0aZ=/+- \\né";

    [Fact]
    public async Task Whatever_is_called_in_whatever_order_is_answered_and_harms_nobody()
    {
        var random = new Random(20_260);
        await using var scene = await Scene.OpenAsync("--Relay:WhispersPerMinute=100000");
        var honest = await HonestAsync(scene);
        var quiet = scene.Relay.Log.AboveDebug.Count;
        var answers = new Dictionary<RelayCode, int>();
        var frames = 0;

        for (var i = 0; i < Connections; i++)
        {
            await using var socket = await RawSocket.OpenAsync(scene.Relay.Address);
            if (i % 4 > 0)
            {
                await socket.HelloAsync();
            }

            for (var k = 0; k < CallsEach; k++)
            {
                var call = random.Next(HonestCall.Names.Count);
                var name = HonestCall.Names[call];
                var arguments = Arguments(random, honest[random.Next(3) > 0 ? call : random.Next(honest.Count)]);
                if (IsJson(arguments))
                {
                    var code = await socket.CodeAsync(name, arguments);
                    Assert.True(Enum.IsDefined(code), $"{code}");
                    answers[code] = answers.GetValueOrDefault(code) + 1;
                }
                else
                {
                    await socket.SendAsync($$"""{"type":1,"invocationId":"x","target":"{{name}}","arguments":[{{arguments}}]}""");
                    frames++;
                }
            }

            Assert.True(socket.IsOpen);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"measured: {answers.Values.Sum()} fuzzed calls, {frames} frames that were none: {string.Join(", ", answers.OrderBy(one => one.Key).Select(one => $"{one.Key} {one.Value}"))}"));
        Assert.InRange(answers[RelayCode.Malformed], 400, int.MaxValue);
        Assert.InRange(answers[RelayCode.WrongOrder], 200, int.MaxValue);
        Assert.InRange(answers[RelayCode.NotProven], 10, int.MaxValue);
        Assert.InRange(answers.GetValueOrDefault(RelayCode.BadSignature) + answers.GetValueOrDefault(RelayCode.WrongKey), 10, int.MaxValue);
        Assert.InRange(frames, 100, int.MaxValue);
        Assert.Equal(quiet, scene.Relay.Log.AboveDebug.Count);
        Assert.DoesNotContain("PLANTED", scene.Relay.Log.Everything, StringComparison.Ordinal);
        await using var member = await scene.MemberAsync(await scene.ChannelAsync());
        Assert.True(member.IsOpen);
    }

    /// <summary>One request of each call that would be accepted on its own connection, which is another.</summary>
    private static async Task<IReadOnlyList<string>> HonestAsync(Scene scene)
    {
        var honest = new List<string>();
        foreach (var name in HonestCall.Names)
        {
            await using var socket = await RawSocket.OpenAsync(scene.Relay.Address);
            honest.Add(JsonSerializer.Serialize(await (await HonestCall.PrepareAsync(scene)).BeforeAsync(socket, name), RawSocket.Json));
        }

        return honest;
    }

    private static string Arguments(Random random, string honest)
    {
        var request = new StringBuilder(honest);
        switch (random.Next(6))
        {
            case 0:
                return "null";
            case 1:
                return request.ToString()[..random.Next(request.Length)];
            case 2:
                return $"{request},{request}";
            case 3:
            case 4:
                return request.ToString();
            default:
                request[random.Next(request.Length)] = Letters[random.Next(Letters.Length)];
                return request.ToString();
        }
    }

    private static bool IsJson(string arguments)
    {
        try
        {
            using var document = JsonDocument.Parse($"[{arguments}]");
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
