using System.Net;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Relay;
using SecureDialogue.Server.Tests.Actors;

namespace SecureDialogue.Server.Tests.Web;

public sealed class WithoutClientTests
{
    [Theory]
    [InlineData("wwwroot")]
    [InlineData("")]
    public async Task A_relay_without_a_web_client_works_and_says_how_to_build_one(string directory)
    {
        await using var relay = await RelayUnderTest.StartAsync($"--Relay:WebDirectory={directory}");
        await using var connection = await relay.ConnectAsync();
        using var http = new HttpClient();

        using var page = await http.GetAsync(relay.Address);
        using var other = await http.GetAsync(new Uri(relay.Address, "/other"));

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal("text/plain", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("bash infra/run.sh --build-only", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(page.Headers.Contains("Content-Security-Policy"));
        Assert.Equal("Not found.\n", await other.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_folder_that_was_named_must_be_there()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => RelayHost.BuildAsync(["--Relay:WebDirectory=/nowhere"], _ => { }, CancellationToken.None));

        Assert.Equal("Relay:WebDirectory names no folder.", refused.Message);
    }

    [Fact]
    public async Task A_folder_of_something_else_is_refused_before_it_is_read()
    {
        var folder = Directory.CreateTempSubdirectory("web-").FullName;
        await using (var large = File.Create(Path.Combine(folder, "large.json")))
        {
            large.SetLength((32 * 1024 * 1024) + 1);
        }

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => RelayUnderTest.StartAsync($"--Relay:WebDirectory={folder}"));

        Assert.Contains("more than a web client has", refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, true);
    }
}
