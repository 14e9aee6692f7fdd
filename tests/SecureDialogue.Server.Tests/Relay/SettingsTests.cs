using System.Text.Json;
using SecureDialogue.Server.Platform;
using SecureDialogue.Server.Relay;

namespace SecureDialogue.Server.Tests.Relay;

public sealed class SettingsTests
{
    [Fact]
    public void Every_setting_is_listed_with_its_default()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "appsettings.json")));
        var listed = settings.RootElement.GetProperty(RelayOptions.Section).EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString());

        var defaults = typeof(RelayOptions).GetProperties().ToDictionary(p => p.Name, p => p.GetValue(new RelayOptions()) is IReadOnlyList<string> list ? $"[{string.Join(", ", list)}]" : $"{p.GetValue(new RelayOptions())}");

        Assert.Equal(defaults.OrderBy(p => p.Key), listed.OrderBy(p => p.Key));
    }

    [Theory]
    [InlineData("Port=-1", "Relay:Port must be 0 to 65535.")]
    [InlineData("Address=nowhere", "Relay:Address must be an IP address.")]
    [InlineData("PublicUrl=ftp://x", "Relay:PublicUrl must be an http:// or https:// address, or empty.")]
    [InlineData("CommitBatch=0", "Relay:CommitBatch must be 1 to 10000.")]
    [InlineData("TlsCertificate=/nowhere", "Relay:TlsCertificate names no file.")]
    public async Task A_wrong_setting_is_refused_with_a_sentence(string setting, string sentence)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => RelayHost.BuildAsync([$"--Relay:{setting}"], _ => { }, CancellationToken.None));

        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }
}
