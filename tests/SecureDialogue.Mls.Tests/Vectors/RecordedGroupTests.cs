using System.Text.Json;
using SecureDialogue.Mls.Crypto;
using SecureDialogue.Mls.Groups;
using SecureDialogue.Mls.Tests.Scenarios;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>
/// Stored groups in tests/vectors/mls/groups, written anew when UPDATE_GOLDEN is 1: both engines load them, write them back byte for
/// byte, hear what was on its way and go on.
/// </summary>
public sealed class RecordedGroupTests(ITestOutputHelper output)
{
    private static readonly string Stored = Path.Combine(VectorFolder.RepositoryRoot(), "tests", "vectors", "mls", "groups", "stored.json");

    [Fact]
    public void Every_stored_group_is_loaded_and_goes_on()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(Stored)!);
            File.WriteAllText(Stored, GroupRecorder.All());
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(Stored));
        var suites = document.RootElement.EnumerateArray().Select(GoOn).ToArray();

        Assert.Equal([1, 2, 3], suites);
        output.WriteLine($"measured: stored groups: {suites.Length} of three members, loaded and gone on with");
    }

    private static int GoOn(JsonElement stored)
    {
        var suite = stored.GetProperty("suite").GetInt32();
        var members = stored.GetProperty("members").EnumerateArray().Select(saved => Loaded(saved, suite)).ToArray();
        var (alice, bob, carol) = (members[0], members[1], members[2]);
        foreach (var member in new[] { bob, carol })
        {
            foreach (var text in new[] { "late", "skipped" })
            {
                Assert.Equal(text, System.Text.Encoding.UTF8.GetString(member.Takes<ApplicationReceived>(Bytes(stored, text)).Data.Span));
                _ = Assert.Throws<MlsException>(() => member.Hears(Bytes(stored, text)));
            }
        }

        Assert.Equal("loaded", bob.Hears(alice.Says("loaded")));
        foreach (var member in new[] { alice, bob })
        {
            var staged = member.Takes<CommitReceived>(Bytes(stored, "commit")).Staged;
            Assert.Equal(Bytes(stored, "authenticator"), staged.EpochAuthenticator.ToArray());
            member.Group.Merge(staged);
        }

        carol.Group.Dispose();
        carol.Group = MlsGroup.Load(Bytes(stored, "staged"));
        Assert.Equal(("on", "on"), (alice.Hears(carol.Says("on")), carol.Hears(bob.Says("on"))));
        foreach (var member in members)
        {
            member.Restarts();
        }

        return suite;
    }

    private static TestClient Loaded(JsonElement saved, int suite)
    {
        var bytes = saved.GetBytesFromBase64();
        var client = new TestClient("loaded", (CipherSuiteId)suite) { Group = MlsGroup.Load(bytes) };
        Assert.Equal(bytes, client.Group.Save());
        return client;
    }

    private static byte[] Bytes(JsonElement stored, string name) => stored.GetProperty(name).GetBytesFromBase64();
}
