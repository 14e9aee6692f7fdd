using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Trust;

public sealed class RelayAddressTests
{
    [Theory]
    [InlineData("https://relay.example", "wss://relay.example/relay")]
    [InlineData("https://relay.example/", "wss://relay.example/relay")]
    [InlineData("https://relay.example:8443/", "wss://relay.example:8443/relay")]
    [InlineData("http://127.0.0.1:5080", "ws://127.0.0.1:5080/relay")]
    [InlineData("http://[::1]:5080", "ws://[::1]:5080/relay")]
    [InlineData("http://localhost", "ws://localhost/relay")]
    [InlineData("http://abcdefghijklmnop.onion", "ws://abcdefghijklmnop.onion/relay")]
    public void An_address_leads_to_its_hub(string text, string hub)
    {
        var address = RelayAddress.Parse(text);

        Assert.Equal(hub, address.HubUri.AbsoluteUri);
        Assert.Equal(text.TrimEnd('/'), address.ToString());
        Assert.Equal(address, RelayAddress.Parse(address.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("relay.example")]
    [InlineData("/relay")]
    [InlineData("http://relay.example")]
    [InlineData("http://127.0.0.1.example")]
    [InlineData("http://localhost.example")]
    [InlineData("http://onion")]
    [InlineData("http://evil.onion.example")]
    [InlineData("http://10.0.0.1")]
    [InlineData("ws://127.0.0.1")]
    [InlineData("wss://relay.example")]
    [InlineData("ftp://relay.example")]
    [InlineData("https://user:word@relay.example")]
    [InlineData("https://relay.example?x=1")]
    [InlineData("https://relay.example#x")]
    [InlineData("file:///relay")]
    [InlineData("https://")]
    [InlineData("https://relay.example/talks")]
    public void Anything_else_is_refused(string text) => Assert.Throws<MalformedObjectException>(() => RelayAddress.Parse(text));

    [Fact]
    public void An_address_is_no_novel()
    {
        Assert.Equal("https://a", RelayAddress.Parse("https://a").Value);
        Assert.Throws<MalformedObjectException>(() => RelayAddress.Parse("https://" + new string('a', 600)));
    }
}
