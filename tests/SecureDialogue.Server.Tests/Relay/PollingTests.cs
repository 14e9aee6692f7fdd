using System.Net;
using System.Text.Json;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Relay;

public sealed class PollingTests
{
    [Fact]
    public async Task Who_polls_talks_both_ways_with_who_has_a_socket()
    {
        await using var scene = await Scene.OpenAsync();
        var channel = await scene.ChannelAsync();
        await using var member = await scene.MemberAsync(channel);
        using var poller = await MemberAsync(scene, channel);

        Assert.Equal(RelayCode.Ok, await poller.CodeAsync("Post", channel.Post(0, [1])));
        Assert.True(await RelayConnection.EventuallyAsync(() => member.Pushed.Count == 1));
        Assert.Equal(RelayCode.Ok, (await channel.PostAsync(member, 0, [2])).Code);
        var read = (await poller.CallAsync("Read", JsonSerializer.Serialize(new ReadRequest(channel.Id, 0), RawSocket.Json))).Deserialize<ReadReply>(RawSocket.Json)!;

        Assert.Equal([1, 2], read.Items.Select(item => item.Bytes.Span[0]));
        Assert.Equal(2, poller.Pushed.Count(frame => frame.TryGetProperty("target", out var target) && target.GetString() == "ItemsStored"));
    }

    [Fact]
    public async Task A_proof_of_another_polling_connection_is_worth_nothing()
    {
        await using var scene = await Scene.OpenAsync();
        var channel = await scene.ChannelAsync();
        using var member = await MemberAsync(scene, channel);
        using var thief = await PollingSocket.OpenAsync(scene.Relay.Address);
        await thief.HelloAsync();

        Assert.Equal(RelayCode.WrongKey, await thief.CodeAsync("Prove", channel.Prove(member.Context, 0)));
        Assert.Equal(RelayCode.NotProven, await thief.CodeAsync("Post", channel.Post(0, [1])));
        Assert.Equal(RelayCode.Ok, await member.CodeAsync("Post", channel.Post(0, [1])));
    }

    [Fact]
    public async Task Who_polls_no_more_is_closed_with_what_waits_bounded_and_holds_up_nobody()
    {
        await using var scene = await Scene.OpenAsync("--Relay:PushBacklogBytes=1000000");
        var channel = await scene.ChannelAsync();
        using var slow = await MemberAsync(scene, channel);
        await using var quick = await scene.MemberAsync(channel);
        await using var poster = await scene.MemberAsync(channel);

        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(RelayCode.Ok, (await channel.PostAsync(poster, 0, new byte[100_000])).Code);
        }

        Assert.True(await RelayConnection.EventuallyAsync(() => quick.Pushed.Count == 40));
        Assert.True(await IsGoneAsync(slow));
    }

    [Fact]
    public async Task Who_negotiates_and_says_nothing_or_not_Hello_is_closed_in_time()
    {
        await using var relay = await RelayUnderTest.StartAsync("--Relay:HelloSeconds=1");
        using var negotiated = await PollingSocket.NegotiateAsync(relay.Address);
        using var silent = await PollingSocket.OpenAsync(relay.Address);
        using var polite = await PollingSocket.OpenAsync(relay.Address);
        await polite.HelloAsync();
        var speaking = polite.CallAsync("Read", JsonSerializer.Serialize(new ReadRequest(OpaqueId.Draw<ChannelId>(), 0), RawSocket.Json));
        Assert.Equal((int)RelayCode.NotProven, (await speaking).GetProperty("code").GetInt32());

        var polled = polite.PollAsync();
        Assert.True(await IsGoneAsync(silent));
        await Task.Delay(1500);
        Assert.Equal(HttpStatusCode.NotFound, await negotiated.PollAsync());
        Assert.False(polled.IsCompleted);
    }

    [Fact]
    public async Task Negotiations_are_bounded_and_sockets_are_not_touched_by_that()
    {
        await using var relay = await RelayUnderTest.StartAsync("--Relay:NegotiationsPerSecond=1");
        using var http = new HttpClient();
        var negotiate = new Uri(relay.Address, $"{ProtocolVersion.HubPath}/negotiate?negotiateVersion=1");

        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 15; i++)
        {
            using var answer = await http.PostAsync(negotiate, null);
            codes.Add(answer.StatusCode);
        }

        await using var socket = await relay.ConnectAsync();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (codes[0], codes[^1]));
        Assert.InRange(codes.Count(code => code == HttpStatusCode.OK), 10, 12);
    }

    [Theory]
    [InlineData("https://elsewhere.example", HttpStatusCode.Forbidden, false)]
    [InlineData("null", HttpStatusCode.Forbidden, false)]
    [InlineData("own", HttpStatusCode.OK, false)]
    [InlineData("", HttpStatusCode.OK, false)]
    [InlineData("https://talks.example.org", HttpStatusCode.OK, true)]
    public async Task A_page_of_another_origin_begins_no_polling_in_its_visitors_browsers_unless_it_is_named(string origin, HttpStatusCode expected, bool isNamed)
    {
        await using var relay = await WebRelay.StartAsync("--Relay:WebOrigins:0=https://talks.example.org");
        var said = origin == "own" ? relay.Relay.Address.GetLeftPart(UriPartial.Authority) : origin;

        using var answer = await relay.SendAsync(HttpMethod.Post, $"{ProtocolVersion.HubPath}/negotiate?negotiateVersion=1", ("Sec-Fetch-Site", "cross-site"), ("Origin", said));

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(isNamed, answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ties_the_requests_of_a_connection_together_is_in_no_log()
    {
        await using var scene = await Scene.OpenAsync();
        var channel = await scene.ChannelAsync();
        using var poller = await MemberAsync(scene, channel);
        _ = await poller.SendAsync("no message");
        _ = await poller.CodeAsync("Post", channel.Post(0, [1]));
        var id = poller.Connection.Query["?id=".Length..];

        Assert.True(id.Length >= 16);
        Assert.DoesNotContain(id, scene.Relay.Log.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(ProtocolVersion.HubPath, scene.Relay.Log.Everything, StringComparison.Ordinal);
    }

    private static async Task<PollingSocket> MemberAsync(Scene scene, ChannelActor channel)
    {
        var poller = await PollingSocket.OpenAsync(scene.Relay.Address);
        await poller.HelloAsync();
        Assert.Equal(RelayCode.Ok, await poller.CodeAsync("Prove", channel.Prove(poller.Context, 0)));
        return poller;
    }

    /// <summary>Polls what is left until the relay knows the connection no more.</summary>
    private static async Task<bool> IsGoneAsync(PollingSocket poller)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (await Task.WhenAny(poller.PollAsync(), Task.Delay(Timeout.Infinite, patience.Token)) is Task<HttpStatusCode> polled)
        {
            if (await polled is HttpStatusCode.NotFound or HttpStatusCode.NoContent)
            {
                return true;
            }
        }

        return false;
    }
}
