using System.Net.Sockets;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SecureDialogue.Client.Connection;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Tests.Connection;

public sealed class RelayOpeningTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Nothing_listens()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        await UnreachableAsync(UnreachableReason.NotConnected, Target($"http://127.0.0.1:{port}"));
    }

    [Fact]
    public async Task A_name_that_nobody_has() =>
        await UnreachableAsync(UnreachableReason.NotConnected, Target("https://nobody.invalid") with { CallTimeout = TimeSpan.FromSeconds(20) });

    [Fact]
    public async Task A_web_server_without_a_relay()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var server = builder.Build();
        await server.StartAsync();

        await UnreachableAsync(UnreachableReason.NotARelay, Target(server.Urls.Single()));
    }

    [Fact]
    public async Task A_server_of_another_protocol()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var opening = RelayConnection.OpenAsync(Target($"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}"));
        using var client = await server.AcceptSocketAsync();
        await client.SendAsync("SSH-2.0-something\r\n"u8.ToArray());

        var error = await Assert.ThrowsAsync<RelayUnreachableException>(() => opening);

        Assert.Equal(UnreachableReason.NotARelay, error.Reason);
    }

    [Fact]
    public async Task A_server_that_says_nothing()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();

        await UnreachableAsync(UnreachableReason.Timeout, Target($"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}") with { CallTimeout = Short });
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_refused_unless_a_test_trusts_it()
    {
        using var certificate = SelfSigned();
        await using var relay = await ScriptedRelay.StartAsync(certificate);
        var target = relay.Target() with { Address = RelayAddress.Parse($"https://localhost:{relay.Port}") };

        await UnreachableAsync(UnreachableReason.Certificate, target);

        await using var connection = await RelayConnection.OpenAsync(target with { CertificateTrust = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString() });
        Assert.Equal(relay.HelloReply.Relay, connection.Context.Relay);
    }

    [Fact]
    public async Task An_onion_service_is_never_looked_up_without_a_proxy() =>
        await UnreachableAsync(UnreachableReason.NeedsProxy, Target($"http://{new string('a', 56)}.onion"));

    [Fact]
    public async Task An_onion_service_is_asked_of_the_proxy_by_name()
    {
        await using var relay = await ScriptedRelay.StartAsync();
        await using var socks = new SocksProxy(relay.Port);
        var onion = new string('a', 56) + ".onion";

        await using var connection = await RelayConnection.OpenAsync(Target($"http://{onion}") with { Proxy = new Uri($"socks5://127.0.0.1:{socks.Port}") });

        Assert.Equal([onion], socks.Names);
        Assert.Equal(relay.HelloReply.Relay, connection.Context.Relay);
    }

    [Fact]
    public async Task Opening_can_be_cancelled()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var cancel = new CancellationTokenSource(Short);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            RelayConnection.OpenAsync(Target($"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}"), cancellationToken: cancel.Token));
    }

    private static RelayTarget Target(string address) => new(RelayAddress.Parse(address), null) { CallTimeout = TimeSpan.FromSeconds(10) };

    private static async Task UnreachableAsync(UnreachableReason reason, RelayTarget target)
    {
        var error = await Assert.ThrowsAsync<RelayUnreachableException>(() => RelayConnection.OpenAsync(target));

        Assert.Equal(reason, error.Reason);
        Assert.DoesNotContain(target.Address.HubUri.Host, error.Message, StringComparison.Ordinal);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
