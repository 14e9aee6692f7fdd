using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SecureDialogue.Server.Tests.Actors;

namespace SecureDialogue.Server.Tests.Relay;

public sealed class TlsTests
{
    [Fact]
    public async Task With_a_certificate_the_relay_speaks_https()
    {
        var directory = Directory.CreateTempSubdirectory("tls-").FullName;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=relay", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(directory, "cert.pem"), made.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(directory, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        await using var relay = await RelayUnderTest.StartAsync($"--Relay:TlsCertificate={directory}/cert.pem", $"--Relay:TlsKey={directory}/key.pem");
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, seen, _, _) => seen!.Thumbprint == made.Thumbprint };
        using var http = new HttpClient(handler);

        var ready = await http.GetStringAsync(new Uri(relay.Address, "/health/ready"));
        using var page = await http.GetAsync(relay.Address);

        Assert.Contains("ready", ready, StringComparison.Ordinal);
        Assert.StartsWith("Begin: https://127.0.0.1:", relay.Line, StringComparison.Ordinal);
        Assert.Equal(["max-age=31536000"], page.Headers.GetValues("Strict-Transport-Security"));
        Directory.Delete(directory, true);
    }
}
