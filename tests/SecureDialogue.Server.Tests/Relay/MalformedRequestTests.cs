using System.Text.Json;
using System.Text.Json.Nodes;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Relay;

public sealed class MalformedRequestTests
{
    private const string Planted = "PLANTED";

    public static TheoryData<string> Calls => [.. HonestCall.Names];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Whatever_is_wrong_with_a_call_is_answered_malformed_and_its_honest_twin_accepted(string name)
    {
        await using var scene = await Scene.OpenAsync();
        var calls = await HonestCall.PrepareAsync(scene);
        await using var socket = await RawSocket.OpenAsync(scene.Relay.Address);
        var honest = JsonSerializer.Serialize(await calls.BeforeAsync(socket, name), RawSocket.Json);
        var quiet = scene.Relay.Log.AboveDebug.Count;

        foreach (var wrong in Mutations(honest))
        {
            var code = await socket.CodeAsync(name, wrong);
            Assert.True(code == RelayCode.Malformed, $"{code} for {wrong}");
        }

        Assert.Equal(RelayCode.Ok, await socket.CodeAsync(name, honest));
        Assert.Equal(quiet, scene.Relay.Log.AboveDebug.Count);
        Assert.DoesNotContain(Planted, scene.Relay.Log.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_is_refused_where_no_bytes_are_accepted()
    {
        await using var scene = await Scene.OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var socket = await RawSocket.OpenAsync(scene.Relay.Address);
        await socket.HelloAsync();
        Assert.Equal(RelayCode.Ok, await socket.CodeAsync("Prove", channel.Prove(socket.Context, 0)));
        var honest = JsonSerializer.Serialize(channel.Commit(socket.Context, 0, 0, [1]), RawSocket.Json);

        Assert.Equal(RelayCode.Malformed, await socket.CodeAsync("Commit", With(honest, request => request["stewardKey"] = null)));
        Assert.Equal(RelayCode.Malformed, await socket.CodeAsync("Commit", With(honest, request => request["stewardSignature"] = null)));
        Assert.Equal(RelayCode.Ok, await socket.CodeAsync("Commit", honest));
    }

    [Fact]
    public async Task A_frame_that_is_no_message_is_passed_over()
    {
        await using var scene = await Scene.OpenAsync();
        await using var socket = await RawSocket.OpenAsync(scene.Relay.Address);

        foreach (var frame in (string[])[$"{Planted}", "{", "[]", "null", """{"type":1}""", """{"type":77}""", $$"""{"type":1,"target":"{{Planted}}","arguments":[]}"""])
        {
            await socket.SendAsync(frame);
        }

        Assert.Equal(RelayCode.Ok, await socket.CodeAsync("Hello", """{"version":1}"""));
        Assert.Empty(scene.Relay.Log.AboveDebug);
        Assert.DoesNotContain(Planted, scene.Relay.Log.Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_over_the_hub_limit_ends_the_connection_quietly()
    {
        await using var scene = await Scene.OpenAsync();
        await using var socket = await RawSocket.OpenAsync(scene.Relay.Address);

        await socket.SendAsync(new string('x', Limits.HubMessageBytes + 100));
        _ = await Record.ExceptionAsync(() => socket.CallAsync("Hello", """{"version":1}"""));

        Assert.False(socket.IsOpen);
        Assert.Empty(scene.Relay.Log.AboveDebug);
    }

    private static IEnumerable<string> Mutations(string honest)
    {
        yield return "null";
        yield return "{}";
        yield return "[]";
        yield return $"\"{Planted}\"";
        yield return "";
        yield return $"{honest},{honest}";
        yield return With(honest, request => request.Add("unknown", Planted));
        foreach (var (field, value) in JsonNode.Parse(honest)!.AsObject())
        {
            yield return With(honest, request => request[field] = null);
            yield return With(honest, request => request.Remove(field));
            yield return With(honest, request => request[field] = new JsonObject { ["planted"] = Planted });
            yield return With(honest, request => request[field] = $"{Planted}*");
            if (value is JsonArray)
            {
                yield return With(honest, request => request[field] = new JsonArray());
                yield return With(honest, request => request[field] = new JsonArray((JsonNode?)null));
                yield return With(honest, request => request[field] = new JsonArray($"{Planted}*"));
            }
            else if (value!.GetValueKind() == JsonValueKind.String)
            {
                if (field != "handle")
                {
                    // Without a handle one only asks who is here.
                    yield return With(honest, request => request[field] = "");
                }

                yield return With(honest, request => request[field] = 1);
            }
        }
    }

    private static string With(string honest, Action<JsonObject> change)
    {
        var request = JsonNode.Parse(honest)!.AsObject();
        change(request);
        return request.ToJsonString();
    }
}
