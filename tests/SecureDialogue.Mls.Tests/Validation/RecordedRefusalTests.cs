using System.Text.Json;
using Xunit.Abstractions;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>The cases in tests/vectors/mls/refusals, which both engines are held to: what is wrong is refused by its rule, what is right is taken.</summary>
public sealed class RecordedRefusalTests(ITestOutputHelper output)
{
    private const int MaxBytes = 1 << 20;
    private const int MinRefusals = 200;
    private const int MinRules = 70;

    private readonly HashSet<string> _rules = [];
    private int _refused;
    private int _accepted;

    [Fact]
    public void Every_recorded_refusal_is_refused_by_its_rule_and_its_right_twin_taken()
    {
        var files = Directory.GetFiles(RefusalRecorder.Folder, "*.json").Order(StringComparer.Ordinal).ToArray();
        foreach (var file in files)
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var bytes = document.RootElement.GetProperty("bytes").EnumerateArray().Select(value => value.GetBytesFromBase64()).ToArray();
            foreach (var recorded in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                Replay(Path.GetFileNameWithoutExtension(file), recorded, bytes);
            }
        }

        output.WriteLine($"measured: recorded refusals: {files.Length} files, {_refused} refused by {_rules.Count} rules, {_accepted} twins taken");
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1, MaxBytes);
        Assert.True(_refused >= MinRefusals && _rules.Count >= MinRules && _accepted > 0, "much is missing");
    }

    private void Replay(string file, JsonElement recorded, byte[][] bytes)
    {
        var name = $"{file}.{recorded.GetProperty("name").GetString()}";
        var (before, accepted) = (_refused, _accepted);
        foreach (var (number, step) in recorded.GetProperty("steps").EnumerateArray().Index())
        {
            var replay = new RecordedStep(step, bytes);
            if (replay.Refused is not { } rule)
            {
                Assert.True(replay.Run().AsSpan().SequenceEqual(replay.Gives), $"{name}, step {number}");
                _accepted++;
                continue;
            }

            var thrown = Record.Exception(() => replay.Run());
            Assert.True(thrown is MlsException refusal && refusal.Error == rule, $"{name}, step {number}: {rule} expected, {thrown}");
            _ = _rules.Add(rule.ToString());
            _refused++;
        }

        Assert.True(_refused > before && _accepted > accepted, $"{name} has nothing wrong or nothing right");
    }
}
