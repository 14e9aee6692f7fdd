using SecureDialogue.Server.Platform.Storage;
using SecureDialogue.Server.Relay;
using SecureDialogue.Server.Tests.Actors;
using SecureDialogue.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace SecureDialogue.Server.Tests.Relay;

public sealed class BeginLineTests
{
    [Fact]
    public async Task The_begin_link_is_printed_once_for_a_data_directory()
    {
        await using var relay = await RelayUnderTest.StartAsync();
        var first = relay.Line;

        await relay.RestartAsync();

        Assert.Matches("^Begin: http://127\\.0\\.0\\.1:[0-9]+/#pass=[A-Za-z0-9_-]{43}\n$", first);
        Assert.Matches("^Relay: http://127\\.0\\.0\\.1:[0-9]+\n$", relay.Line);
    }

    [Fact]
    public async Task A_relay_that_was_killed_before_printing_prints_another_link()
    {
        await using var relay = await RelayUnderTest.StartAsync();
        var file = relay.Services.GetRequiredService<MailboxesDatabase>().Store;
        _ = await file.WriteAsync(WriteKey.None, batch => batch.Rows.Execute("UPDATE installation SET begin_state = 0"), CancellationToken.None);
        var lost = relay.BeginToken;

        await relay.RestartAsync();

        Assert.StartsWith("Begin: ", relay.Line, StringComparison.Ordinal);
        Assert.NotEqual(lost, relay.BeginToken);
    }

    [Fact]
    public async Task The_relay_keeps_its_id_and_never_its_token()
    {
        await using var relay = await RelayUnderTest.StartAsync();
        var id = relay.Services.GetRequiredService<RelayIdentity>().Id;
        var token = relay.BeginToken;

        await relay.RestartAsync();
        await using var connection = await relay.ConnectAsync();

        Assert.Equal(id, connection.Context.Relay);
        Assert.DoesNotContain(Directory.GetFiles(relay.Data, "*.db*"), file => Holds(file, token));
    }

    [Fact]
    public async Task The_link_carries_the_public_address()
    {
        await using var relay = await RelayUnderTest.StartAsync("--Relay:PublicUrl=https://relay.example/");

        Assert.StartsWith("Begin: https://relay.example/#pass=", relay.Line, StringComparison.Ordinal);
        Assert.Equal(16, relay.Services.GetRequiredService<RelayIdentity>().Id.ToBytes().Length);
    }

    private static bool Holds(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd().Contains(text, StringComparison.Ordinal);
    }
}
