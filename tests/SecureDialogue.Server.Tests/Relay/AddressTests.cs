using SecureDialogue.Server.Tests.Actors;

namespace SecureDialogue.Server.Tests.Relay;

public sealed class AddressTests
{
    private const string Planted = "127.66.77.88";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_address_is_logged_unless_the_operator_wants_it(bool wanted)
    {
        await using var relay = await RelayUnderTest.StartAsync(wanted ? ["--Relay:LogAddresses=true"] : []);

        using (var honest = await PlainSocket.OpenIdleAsync(relay.Address, Planted))
        {
            await honest.WriteFrameAsync("no message");
        }

        foreach (var text in (string[])["SSH-2.0-something\r\n\r\n", "GET /nothing HTTP/1.1\r\nHost: relay\r\n\r\n", "POST /relay/negotiate HTTP/1.1\r\nHost: relay\r\nX-Forwarded-For: 127.66.77.88\r\nContent-Length: 0\r\n\r\n"])
        {
            using var strange = await PlainSocket.OpenAsync(relay.Address, Planted);
            await strange.WriteAsync(text);
            Assert.NotEmpty(await strange.ReadAsync());
        }

        await relay.StopAsync();
        Assert.Equal(wanted, relay.Log.Everything.Contains(Planted, StringComparison.Ordinal));
        await relay.StartAgainAsync();
    }
}
