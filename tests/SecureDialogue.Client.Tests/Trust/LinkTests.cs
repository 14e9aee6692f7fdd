using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Trust;

public sealed class LinkTests
{
    private const byte Inviter = 3;
    private static readonly Invitation Right = Samples.Invitation;
    private static readonly DeviceLink RightDevice = Samples.DeviceLink;

    [Fact]
    public void A_link_gives_back_what_the_inviter_signed()
    {
        var link = Right.ToLink(World.Seed(Inviter));

        Assert.StartsWith("https://relay.example/#invite=", link, StringComparison.Ordinal);
        Assert.Equal(Right.Encode(), Invitation.ParseLink(link).Encode());
        Assert.False(Right.IsExpiredAt(World.Now));
        Assert.True(Right.IsExpiredAt(Right.ExpiresAt));
    }

    [Fact]
    public void A06_a_link_that_anybody_but_the_inviter_made_or_prolonged_is_refused()
    {
        var signed = Right.Sign(World.Seed(Inviter));
        var prolonged = signed with { Body = Right with { ExpiresAt = Right.ExpiresAt.Plus(1) } };

        Assert.NotNull(Invitation.ParseLink(LinkOf(signed.Encode())));
        Refused(LinkOf(prolonged.Encode()));
        Refused(Right.ToLink(World.Seed(World.Stranger)));
    }

    [Fact]
    public void A14_a_device_link_is_never_an_invitation_nor_the_other_way()
    {
        var invitation = Right.ToLink(World.Seed(Inviter));
        var device = RightDevice.ToLink(World.Seed(Inviter));

        Assert.NotNull(Invitation.ParseLink(invitation));
        Assert.NotNull(DeviceLink.ParseLink(device));
        Refused(device);
        Refused(device.Replace("#device=", "#invite=", StringComparison.Ordinal));
        Assert.Throws<MalformedObjectException>(() => DeviceLink.ParseLink(invitation));
        Assert.Throws<MalformedObjectException>(() => DeviceLink.ParseLink(invitation.Replace("#invite=", "#device=", StringComparison.Ordinal)));
        Assert.Throws<MalformedObjectException>(() => BeginLink.ParseLink(invitation));
    }

    [Fact]
    public void A05_a_link_that_leads_to_another_relay_than_it_names_is_refused()
    {
        var link = Right.ToLink(World.Seed(Inviter));

        Assert.NotNull(Invitation.ParseLink(link));
        Refused(link.Replace("relay.example", "relay.evil", StringComparison.Ordinal));
        Refused(link + "=");
        Refused(link[..^1]);
        Refused(link + "A");
        Refused(link.Replace("/#invite=", "#invite=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://relay.example")]
    [InlineData("https://relay.example:8443")]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://[::1]:5080")]
    [InlineData("http://localhost")]
    [InlineData("http://abcdefghijklmnop.onion")]
    public void An_address_of_a_relay_is_https_or_near_or_onion(string text)
    {
        Assert.Equal(text, RelayAddress.Parse(text).Value);
        Assert.Equal(text, RelayAddress.Parse(text + "/").Value);
    }

    [Theory]
    [InlineData("http://relay.example")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://onion")]
    [InlineData("http://.onion")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://127.1")]
    [InlineData("ftp://relay.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user@relay.example")]
    [InlineData("https://relay.example/path")]
    [InlineData("https://relay.example?x=1")]
    [InlineData("https://relay.example:443")]
    [InlineData("https://relay.example//")]
    [InlineData("relay.example")]
    [InlineData("")]
    public void Any_other_address_is_refused(string text) => Assert.Throws<MalformedObjectException>(() => RelayAddress.Parse(text));

    [Fact]
    public void A_begin_link_holds_a_pass_of_22_characters_or_more()
    {
        const string Token = "abcdefghijklmnopqrst_-";
        var link = $"http://localhost:5080/#pass={Token}";

        Assert.Equal(link, BeginLink.ParseLink(link).ToLink());
        Assert.DoesNotContain(Token, BeginLink.ParseLink(link).ToString(), StringComparison.Ordinal);
        Assert.Throws<MalformedObjectException>(() => BeginLink.ParseLink(link[..^1]));
        Assert.Throws<MalformedObjectException>(() => BeginLink.ParseLink(link + "!"));
    }

    [Fact]
    public void Secrets_of_an_invitation_are_not_printed()
    {
        var printed = Right.ToString();

        Assert.DoesNotContain(Convert.ToHexStringLower(Right.Secret.Span), printed, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(Right.Pass.Span), printed, StringComparison.Ordinal);
        Assert.Contains("(secret)", printed, StringComparison.Ordinal);
    }

    private static string LinkOf(byte[] payload) => $"https://relay.example/#invite={System.Buffers.Text.Base64Url.EncodeToString(payload)}";

    private static void Refused(string link) => Assert.Throws<MalformedObjectException>(() => Invitation.ParseLink(link));
}
