using System.Text.Json;
using SecureDialogue.Mls.Crypto;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Vectors;

/// <summary>
/// The cases in tests/vectors/mls, which every clone has: those of this core, written anew when UPDATE_GOLDEN is 1, and those of
/// npm ts-mls 1.6.4, recorded once (creating, Add, Remove, empty commit, both framings, tree beside and inside).
/// </summary>
public sealed class RecordedVectorTests(ITestOutputHelper output)
{
    private const string OwnFile = "passive-client-securedialogue.json";
    private const int MaxBytes = 1 << 20;
    private const int MinCasesOfSuite = 9;
    private const int MinEpochsOfSuite = 60;

    private static readonly string Folder = Path.Combine(VectorFolder.RepositoryRoot(), "tests", "vectors", "mls");

    [Fact]
    public void Every_recorded_case_is_followed()
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(Path.Combine(Folder, OwnFile), CaseRecorder.All());
        }

        var files = Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).ToArray();

        Assert.True(files.Length >= 2, "one voice is missing");
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1, MaxBytes);
        Assert.All(files, FollowFile);
    }

    [Fact]
    public void A_case_recorded_now_is_followed_and_a_wrong_authenticator_is_noticed()
    {
        foreach (var suite in CipherSuite.All)
        {
            var json = CaseRecorder.Case(suite.Id, 5);
            using var good = JsonDocument.Parse(json);
            using var wrong = JsonDocument.Parse(json[..^5] + (json[^5] == '0' ? '1' : '0') + json[^4..]);

            PassiveClient.Follow(good.RootElement, suite);
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => PassiveClient.Follow(wrong.RootElement, suite));
        }
    }

    private void FollowFile(string file)
    {
        var name = Path.GetFileName(file);
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var cases = document.RootElement.EnumerateArray().ToArray();
        for (var i = 0; i < cases.Length; i++)
        {
            var suite = CipherSuite.Get((CipherSuiteId)cases[i].GetProperty("cipher_suite").GetInt32());
            VectorRun.Check(name, i, () => PassiveClient.Follow(cases[i], suite));
        }

        foreach (var suite in new[] { 1, 3 })
        {
            var ofSuite = cases.Where(item => item.GetProperty("cipher_suite").GetInt32() == suite).ToArray();
            var epochs = ofSuite.Sum(item => item.GetProperty("epochs").GetArrayLength());
            output.WriteLine($"measured: {name}: suite {suite}: {ofSuite.Length} cases, {epochs} commits");
            Assert.True(ofSuite.Length >= MinCasesOfSuite && epochs >= MinEpochsOfSuite, $"{name}: too few cases of suite {suite}");
        }
    }
}
