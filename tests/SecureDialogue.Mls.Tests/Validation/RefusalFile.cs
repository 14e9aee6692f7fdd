using System.Text.Json.Nodes;
using SecureDialogue.Mls.Groups;

namespace SecureDialogue.Mls.Tests.Validation;

/// <summary>What one class of tests refuses and accepts; bytes that occur again stand in it once.</summary>
internal sealed class RefusalFile
{
    private readonly SortedDictionary<string, List<(JsonObject Step, MlsGroup? Group, (string Name, byte[]? Value)[] Parts)>> _cases =
        new(StringComparer.Ordinal);

    internal bool HasRefusals => _cases.Values.Any(steps => steps.Any(entry => entry.Step.ContainsKey("refused")));

    internal void Add(string name, JsonObject step, MlsGroup? group, (string Name, byte[]? Value)[] parts)
    {
        if (!_cases.TryGetValue(name, out var steps))
        {
            _cases.Add(name, steps = []);
        }

        steps.Add((step, group, parts));
    }

    /// <summary>Cases by name, each with what was refused and what the same receivers took; a case without a refusal is left out.</summary>
    internal string Json()
    {
        var (bytes, cases) = (new List<string>(), new List<string>());
        foreach (var (name, all) in _cases)
        {
            var refusers = all.Where(entry => entry.Step.ContainsKey("refused")).Select(entry => entry.Group).ToHashSet();
            var steps = all.Where(entry => refusers.Contains(entry.Group)).Select(entry => Numbered(entry.Step, entry.Parts, bytes)).ToArray();
            if (steps.Length > 0)
            {
                cases.Add(RefusalRecorder.Write(new JsonObject { ["name"] = name, ["steps"] = new JsonArray([.. steps]) }));
            }
        }

        var table = string.Join(",\n", bytes.Select(value => $"\"{value}\""));
        return $"{{\"cases\":[\n{string.Join(",\n", cases)}\n],\"bytes\":[\n{table}\n]}}\n";
    }

    private static JsonObject Numbered(JsonObject step, (string Name, byte[]? Value)[] parts, List<string> bytes)
    {
        var copy = (JsonObject)step.DeepClone();
        foreach (var (name, value) in parts.Where(part => part.Value is not null))
        {
            var text = Convert.ToBase64String(value!);
            var place = bytes.IndexOf(text);
            if (place < 0)
            {
                place = bytes.Count;
                bytes.Add(text);
            }

            copy[name] = place;
        }

        return copy;
    }
}
