using System.Net;
using System.Net.WebSockets;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;

namespace SecureDialogue.Server.Tests.Web;

public sealed class WebOriginsTests
{
    private const string Page = "https://talks.example.org";

    [Theory]
    [InlineData("", null, true)]
    [InlineData("", "own", true)]
    [InlineData("", Page, false)]
    [InlineData(Page, Page, true)]
    [InlineData(Page, "own", true)]
    [InlineData(Page, "https://talks.example.org.evil.example", false)]
    [InlineData(Page, "null", false)]
    public async Task A_page_of_an_address_that_was_not_named_gets_no_connection(string named, string? origin, bool isTaken)
    {
        await using var relay = await StartAsync(named);

        Assert.Equal(isTaken, await ConnectsAsync(relay, origin == "own" ? relay.Address.GetLeftPart(UriPartial.Authority) : origin));
    }

    [Fact]
    public async Task A_page_of_the_public_address_is_the_relays_own_behind_a_proxy()
    {
        await using var relay = await RelayUnderTest.StartAsync("--Relay:PublicUrl=https://relay.example.org");

        Assert.True(await ConnectsAsync(relay, "https://relay.example.org"));
        Assert.False(await ConnectsAsync(relay, Page));
    }

    [Fact]
    public async Task A_browser_that_asks_first_is_told_for_a_named_page_only()
    {
        await using var relay = await StartAsync(Page);
        using var http = new HttpClient();

        using var named = await http.SendAsync(Asking(relay, Page));
        using var other = await http.SendAsync(Asking(relay, "https://other.example.org"));

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.Forbidden), (named.StatusCode, other.StatusCode));
        Assert.Equal([Page], named.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(["content-type"], named.Headers.GetValues("Access-Control-Allow-Headers"));
        Assert.False(named.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.False(other.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_relay_whose_page_is_elsewhere_says_where()
    {
        await using var relay = await StartAsync(Page, "--Relay:WebDirectory=");
        using var http = new HttpClient();

        using var page = await http.GetAsync(relay.Address);

        Assert.Equal($"This relay works. Its web client is at another address:\n{Page}\n", await page.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("talks.example.org")]
    [InlineData("https://talks.example.org/")]
    [InlineData("https://talks.example.org/page")]
    [InlineData("*")]
    public async Task What_is_no_address_of_a_page_is_refused_at_the_start(string named)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(named));

        Assert.StartsWith("Relay:WebOrigins", refused.Message, StringComparison.Ordinal);
    }

    private static Task<RelayUnderTest> StartAsync(string named, params string[] more) =>
        RelayUnderTest.StartAsync([.. named.Length == 0 ? Array.Empty<string>() : [$"--Relay:WebOrigins:0={named}"], .. more]);

    private static async Task<bool> ConnectsAsync(RelayUnderTest relay, string? origin)
    {
        using var socket = new ClientWebSocket();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder(relay.Address) { Scheme = "ws", Path = ProtocolVersion.HubPath }.Uri, CancellationToken.None);
            return true;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }

    private static HttpRequestMessage Asking(RelayUnderTest relay, string origin) => new(HttpMethod.Options, new Uri(relay.Address, ProtocolVersion.HubPath))
    {
        Headers =
        {
            { "Origin", origin },
            { "Access-Control-Request-Method", "POST" },
            { "Access-Control-Request-Headers", "content-type" },
        },
    };
}
