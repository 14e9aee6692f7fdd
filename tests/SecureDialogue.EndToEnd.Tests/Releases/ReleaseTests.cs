using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SecureDialogue.Cli;
using SecureDialogue.EndToEnd.Tests.Processes;

namespace SecureDialogue.EndToEnd.Tests.Releases;

public sealed class ReleaseTests
{
    private const int False = (int)ExitCode.FalseRelease;

    [Fact]
    public async Task What_a_relay_serves_is_the_release_that_two_signed_and_that_was_built_here()
    {
        using var web = new ReleasedWeb();
        string[] keys = [await web.SignAsync("one"), await web.SignAsync("other")];
        await using var relay = await web.ServeAsync();

        var signed = await web.VerifyAsync(relay.Address, "--key", keys[0], "--key", keys[1], "--json");
        var built = await web.VerifyAsync(relay.Address, "--against", Path.Combine(BuildOutput.Root, "clients", "web", "dist"));
        var view = JsonSerializer.Deserialize<JsonElement>(signed.Out);
        var hash = view.GetProperty("hash").GetString()!;

        Assert.True((signed.ExitCode, built.ExitCode) == (0, 0), $"{signed}\n{built}");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(web.Folder, "release.json")))), hash);
        Assert.Equal(keys, view.GetProperty("signedBy").EnumerateArray().Select(key => key.GetString()));
        Assert.InRange(view.GetProperty("files").GetInt32(), 20, 1000);
        Assert.Equal(0, (await web.VerifyAsync(relay.Address, "--hash", hash.ToUpperInvariant())).ExitCode);
        Assert.Equal(False, (await web.VerifyAsync(relay.Address, "--hash", new string('0', 64))).ExitCode);
    }

    [Fact]
    public async Task E01_a_changed_script_is_found_even_if_it_is_sent_in_one_encoding_only()
    {
        using var web = new ReleasedWeb();
        string[] keys = ["--key", await web.SignAsync("one"), "--key", await web.SignAsync("other")];
        await File.WriteAllBytesAsync(web.Script + ".br", await BrotliAsync("console.log('not what was signed')"u8.ToArray()));
        await using var relay = await web.ServeAsync();

        var outcome = await web.VerifyAsync(relay.Address, keys);

        Assert.True(outcome.ExitCode == False, outcome.ToString());
        var wrong = Assert.Single(outcome.Out.Split('\n'), line => line.StartsWith("wrong ", StringComparison.Ordinal));
        Assert.Contains($"/assets/{Path.GetFileName(web.Script)} (br) is another file", wrong, StringComparison.Ordinal);
        Assert.Contains("type no passphrase into this page", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E01_a_release_made_to_fit_changed_files_is_not_the_one_that_was_signed()
    {
        using var web = new ReleasedWeb();
        string[] keys = [await web.SignAsync("one"), await web.SignAsync("other")];
        var (file, page) = (Path.Combine(web.Folder, "release.json"), Path.Combine(web.Folder, "index.html"));
        var before = Hash(page);
        await File.AppendAllTextAsync(page, "<script src=\"/assets/another.js\"></script>");
        File.Delete(page + ".br");
        File.Delete(page + ".gz");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(before, Hash(page), StringComparison.Ordinal));
        await using (var relay = await web.ServeAsync())
        {
            var outcome = await web.VerifyAsync(relay.Address, "--key", keys[0], "--key", keys[1]);
            Assert.Equal(False, outcome.ExitCode);
            Assert.Equal(keys.Select(key => $"wrong    it is not signed by {key}"), outcome.Out.Split('\n').Where(line => line.StartsWith("wrong ", StringComparison.Ordinal)));
            Assert.Equal(False, (await web.VerifyAsync(relay.Address, "--against", Path.Combine(BuildOutput.Root, "clients", "web", "dist"))).ExitCode);
        }

        // One who signs it, too, is not enough; both would be.
        keys[0] = await web.SignAsync("one");
        await using var again = await web.ServeAsync();
        Assert.Equal(False, (await web.VerifyAsync(again.Address, "--key", keys[0], "--key", keys[1])).ExitCode);
        _ = await web.SignAsync("other");
        await using var last = await web.ServeAsync();
        Assert.Equal(0, (await web.VerifyAsync(last.Address, "--key", keys[0], "--key", keys[1])).ExitCode);
    }

    [Fact]
    public async Task E01_a_weaker_content_policy_a_way_elsewhere_and_a_missing_file_are_found()
    {
        using var web = new ReleasedWeb();
        string[] keys = ["--key", await web.SignAsync("one"), "--key", await web.SignAsync("other")];
        await using var relay = await web.ServeAsync();
        var script = $"/assets/{Path.GetFileName(web.Script)}";
        async Task<string> SeenAsync(Func<HttpContext, HttpResponseMessage, bool> alter)
        {
            await using var between = await BetweenAsync(relay, alter);
            var outcome = await web.VerifyAsync(between.Urls.Single(), keys);
            return outcome.Out + outcome.Error;
        }

        Assert.DoesNotContain("wrong ", await SeenAsync((_, _) => true), StringComparison.Ordinal);
        Assert.Contains($"wrong    {script} comes with another content policy", await SeenAsync((context, _) =>
        {
            if (context.Request.Path == script)
            {
                context.Response.Headers.ContentSecurityPolicy = "script-src *";
            }

            return true;
        }), StringComparison.Ordinal);
        Assert.Contains("wrong    / sends the browser elsewhere", await SeenAsync((context, _) =>
        {
            context.Response.Headers.Append("Refresh", "0; url=https://example.org/");
            return true;
        }), StringComparison.Ordinal);
        Assert.Contains($"wrong    {script} is not there", await SeenAsync((context, _) => context.Request.Path != script), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_said_without_something_to_compare_with()
    {
        using var web = new ReleasedWeb();
        var key = await web.SignAsync("one");

        foreach (var (more, why) in new (string[], string)[]
        {
            ([], "nothing is given to compare the release with"),
            (["--key", key], "one key is one person"),
            (["--key", key, "--key", key.ToUpperInvariant()], "one key is one person"),
            (["--key", key[..^1], "--key", key], "a key has 64 hexadecimal digits"),
            (["--against", web.Script + ".nowhere"], "there is no release.json"),
        })
        {
            var outcome = await web.VerifyAsync("https://relay.example", more);
            Assert.True(outcome.ExitCode == (int)ExitCode.Usage && outcome.Error.Contains(why, StringComparison.Ordinal), outcome.ToString());
        }

        Assert.Equal((int)ExitCode.Usage, (await web.VerifyAsync("http://relay.example", "--hash", new string('0', 64))).ExitCode);
        Assert.Equal((int)ExitCode.RelayUnreachable, (await web.VerifyAsync("http://127.0.0.1:9", "--hash", new string('0', 64))).ExitCode);
    }

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private static async Task<byte[]> BrotliAsync(byte[] text)
    {
        using var bytes = new MemoryStream();
        await using (var stream = new System.IO.Compression.BrotliStream(bytes, System.IO.Compression.CompressionLevel.Fastest))
        {
            await stream.WriteAsync(text);
        }

        return bytes.ToArray();
    }

    /// <summary>A host between: gives what the relay gives, but for what <paramref name="alter"/> does; false hides the file.</summary>
    private static async Task<WebApplication> BetweenAsync(Relay relay, Func<HttpContext, HttpResponseMessage, bool> alter)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var host = builder.Build();
        host.Urls.Add("http://127.0.0.1:0");
        var client = new HttpClient { BaseAddress = new Uri(relay.Address) };
        host.Lifetime.ApplicationStopped.Register(client.Dispose);
        host.Run(async context =>
        {
            using var answer = await client.GetAsync(new Uri(context.Request.Path, UriKind.Relative), context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.Headers.ContentSecurityPolicy = answer.Headers.TryGetValues("Content-Security-Policy", out var policy) ? policy.Single() : default;
            if (!alter(context, answer))
            {
                context.Response.StatusCode = (int)HttpStatusCode.NotFound;
                return;
            }

            await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync(context.RequestAborted), context.RequestAborted);
        });
        await host.StartAsync();
        return host;
    }
}
