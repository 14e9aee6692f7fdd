using System.Net;
using SecureDialogue.Server.Tests.Actors;

namespace SecureDialogue.Server.Tests.Web;

public sealed class ContentSecurityTests : IAsyncLifetime
{
    private WebRelay _relay = null!;

    /// <summary>Everything the page may do is written out here once more: a change of the policy is a decision.</summary>
    public static TheoryData<string, string> Headers => new()
    {
        {
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; connect-src 'self'; "
            + "worker-src 'self'; manifest-src 'self'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types svelte-trusted-html app-script-url"
        },
        { "Cross-Origin-Opener-Policy", "same-origin" },
        { "Cross-Origin-Embedder-Policy", "require-corp" },
        { "Cross-Origin-Resource-Policy", "same-origin" },
        { "Referrer-Policy", "no-referrer" },
        { "X-Content-Type-Options", "nosniff" },
    };

    public async Task InitializeAsync() => _relay = await WebRelay.StartAsync();

    public async Task DisposeAsync() => await _relay.DisposeAsync();

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Whatever_is_answered_carries_the_header(string name, string value)
    {
        using var answers = new Answers(
            await _relay.GetAsync("/"),
            await _relay.GetAsync(WebRelay.Script),
            await _relay.GetAsync("/nowhere"),
            await _relay.SendAsync(HttpMethod.Post, "/"),
            await _relay.GetAsync("/", ("If-None-Match", (await _relay.GetAsync("/")).Headers.ETag!.ToString())));

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed, HttpStatusCode.NotModified],
            answers.All.Select(answer => answer.StatusCode));
        Assert.All(answers.All, answer => Assert.Equal([value], answer.Headers.GetValues(name)));
    }

    [Theory]
    [InlineData("microphone")]
    [InlineData("geolocation")]
    [InlineData("display-capture")]
    [InlineData("usb")]
    public async Task The_page_gets_no_device_of_the_phone(string feature)
    {
        using var answer = await _relay.GetAsync("/");

        Assert.Contains($"{feature}=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")).Split(", "));
    }

    [Fact]
    public async Task The_page_alone_may_ask_for_the_camera()
    {
        using var answer = await _relay.GetAsync("/");

        Assert.Contains("camera=(self)", Assert.Single(answer.Headers.GetValues("Permissions-Policy")).Split(", "));
    }

    [Fact]
    public async Task Https_is_demanded_for_the_future_only_where_it_is_used()
    {
        await using var proxied = await WebRelay.StartAsync("--Relay:PublicUrl=https://talks.example.org");

        using var clear = await _relay.GetAsync("/");
        using var https = await proxied.GetAsync("/");

        Assert.False(clear.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(["max-age=31536000"], https.Headers.GetValues("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Health_checks_are_as_they_were()
    {
        using var ready = await _relay.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("ready", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(ready.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task The_hub_works_under_it_and_sends_it_with_what_is_no_socket()
    {
        await using var connection = await _relay.Relay.ConnectAsync();
        using var plain = await _relay.GetAsync("/relay");

        Assert.NotNull(connection);
        Assert.Equal(HttpStatusCode.BadRequest, plain.StatusCode);
        Assert.True(plain.Headers.Contains("Content-Security-Policy"));
    }

    private sealed class Answers(params HttpResponseMessage[] all) : IDisposable
    {
        public IReadOnlyList<HttpResponseMessage> All => all;

        public void Dispose() => all.ToList().ForEach(answer => answer.Dispose());
    }
}
