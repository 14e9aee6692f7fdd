using System.Net;
using SecureDialogue.Server.Tests.Actors;

namespace SecureDialogue.Server.Tests.Web;

public sealed class ServingTests : IAsyncLifetime
{
    private WebRelay _relay = null!;

    public async Task InitializeAsync() => _relay = await WebRelay.StartAsync();

    public async Task DisposeAsync() => await _relay.DisposeAsync();

    [Theory]
    [InlineData("/", "text/html; charset=utf-8", "no-cache")]
    [InlineData("/index.html", "text/html; charset=utf-8", "no-cache")]
    [InlineData("/sw.js", "text/javascript; charset=utf-8", "no-cache")]
    [InlineData("/app.webmanifest", "application/manifest+json; charset=utf-8", "no-cache")]
    [InlineData("/assets/plain.js", "text/javascript; charset=utf-8", "no-cache")]
    [InlineData(WebRelay.Script, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable")]
    [InlineData("/assets/index-D3xkQf_1.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable")]
    public async Task A_file_has_its_type_and_its_time(string path, string type, string kept)
    {
        using var answer = await _relay.GetAsync(path);
        using var head = await _relay.SendAsync(HttpMethod.Head, path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([type], answer.Content.Headers.GetValues("Content-Type"));
        Assert.Equal(kept.Split(", ").Order(), Assert.Single(answer.Headers.GetValues("Cache-Control")).Split(", ").Order());
        Assert.Equal(answer.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Who_has_the_page_already_is_told_so_until_it_changes()
    {
        using var first = await _relay.GetAsync("/");
        var tag = first.Headers.ETag!;

        using var same = await _relay.GetAsync("/", ("If-None-Match", $"\"other\", {tag}"));
        using var other = await _relay.GetAsync("/", ("If-None-Match", "\"other\""));

        Assert.False(tag.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());
        Assert.Equal(WebRelay.Page, await other.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("", "en.first-aaaaaaaa")]
    [InlineData("tlh, x-y;q=0.9", "en.first-aaaaaaaa")]
    [InlineData("ru-RU,ru;q=0.9,en;q=0.8", "ru.first-cccc_ccc")]
    [InlineData("en;q=0.2, AR-LB;q=0.7, ru;q=0", "ar.first-bbbbbbbb")]
    [InlineData("en;q=2, \"<>\u0001", "en.first-aaaaaaaa")]
    public async Task The_page_names_the_first_words_that_its_reader_asks_for_and_no_other_file_does(string accepted, string file)
    {
        using var page = await _relay.GetAsync("/", ("Accept-Language", accepted));
        using var script = await _relay.GetAsync(WebRelay.Script, ("Accept-Language", accepted));

        Assert.Equal([$"</assets/{file}.js>; rel=modulepreload"], page.Headers.GetValues("Link"));
        Assert.Equal(["Accept-Encoding", "Accept-Language"], page.Headers.Vary.Order());
        Assert.False(script.Headers.Contains("Link"));
        using var named = await _relay.GetAsync($"/assets/{file}.js");
        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public async Task What_was_compressed_is_sent_to_who_can_read_it(string accepted, string? encoding)
    {
        using var answer = await _relay.GetAsync(WebRelay.Script, ("Accept-Encoding", accepted));

        Assert.Equal(encoding is null ? [] : [encoding], answer.Content.Headers.ContentEncoding);
        Assert.Equal(encoding ?? "export {};\n", await answer.Content.ReadAsStringAsync());
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        Assert.EndsWith(encoding is null ? "\"" : $".{encoding}\"", answer.Headers.ETag!.Tag, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/channels")]
    [InlineData("/assets/")]
    [InlineData("/assets")]
    [InlineData("/INDEX.HTML")]
    [InlineData("/.env")]
    [InlineData("/.vite/manifest.json")]
    [InlineData("/link.json")]
    [InlineData("/assets/index-B0HsuCdC.js.map")]
    [InlineData("/assets/index-B0HsuCdC.js.br")]
    [InlineData("/../secret.json")]
    [InlineData("/assets/../../secret.json")]
    [InlineData("/%2e%2e/secret.json")]
    [InlineData("/..%2fsecret.json")]
    [InlineData("/assets/..%5c..%5csecret.json")]
    [InlineData("//secret.json")]
    [InlineData("/assets/%00index-B0HsuCdC.js")]
    public async Task Nothing_else_is_there(string path)
    {
        var honest = await _relay.StatusOfRawAsync(WebRelay.Script);
        var refused = await _relay.StatusOfRawAsync(path);

        Assert.Equal("200", honest);
        Assert.Contains(refused, new[] { "404", "400" });
    }

    [Fact]
    public async Task Requests_leave_no_trace_in_the_log()
    {
        using var found = await _relay.GetAsync("/?word=whimbrel");
        using var lost = await _relay.GetAsync("/yellowhammer");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound], [found.StatusCode, lost.StatusCode]);
        Assert.DoesNotContain("whimbrel", _relay.Relay.Log.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("yellowhammer", _relay.Relay.Log.Everything, StringComparison.Ordinal);
        Assert.Empty(_relay.Relay.Log.AboveDebug);
    }
}
