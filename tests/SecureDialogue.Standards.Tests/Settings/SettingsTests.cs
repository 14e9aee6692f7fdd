using System.Reflection;
using System.Text.Json;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Settings;

/// <summary>
/// appsettings.json is the list of all settings: for every options type of the server (a type `…Options` with a
/// constant `Section`), each property stands there with its default, and nothing else does.
/// </summary>
public sealed class SettingsTests
{
    // Sections that the framework reads.
    private static readonly string[] OfTheFramework = ["Logging", "AllowedHosts", "Kestrel"];

    [Fact]
    public void Every_setting_is_listed_with_its_default_and_no_other_is()
    {
        var options = Assembly.Load("SecureDialogue.Server").GetTypes().Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal) && SectionOf(t) is not null).ToList();

        Assert.NotEmpty(options);
        Verdict.Clean(Differences(options, Repository.Read("src/SecureDialogue.Server/appsettings.json")));
    }

    [Fact]
    public void Every_setting_is_explained_to_who_runs_a_relay()
    {
        const string Explained = "| `Sample:Size` | 3 | how many |";

        Assert.Equal(["Sample:Age"], NotExplained("""{ "Sample": { "Size": 3, "Age": "00:00:30" } }""", Explained));
        Verdict.Clean(NotExplained(Repository.Read("src/SecureDialogue.Server/appsettings.json"), Repository.Read("docs/operating.md")));
    }

    [Theory]
    [InlineData("""{ "Sample": { "Size": 3, "Age": "00:00:30", "Name": null } }""", null)]
    [InlineData("""{ "Sample": { "Size": 4, "Age": "00:00:30", "Name": null } }""", "Sample:Size is 4, its default is 3")]
    [InlineData("""{ "Sample": { "Size": 3, "Name": null } }""", "Sample:Age is missing")]
    [InlineData("""{ "Sample": { "Size": 3, "Age": "00:00:30", "Name": null, "Sise": 1 } }""", "Sample:Sise is unknown")]
    [InlineData("""{ "Sample": { "Size": 3, "Age": "00:00:30", "Name": null }, "Simple": {} }""", "Simple is unknown")]
    public void A_setting_that_differs_is_found(string settings, string? difference) =>
        Assert.Equal(difference is null ? [] : [difference], Differences([typeof(SampleOptions)], settings));

    private static IEnumerable<string> Differences(IReadOnlyCollection<Type> options, string settings)
    {
        using var document = JsonDocument.Parse(settings, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var root = document.RootElement.Clone();
        var strangers = root.EnumerateObject().Select(p => p.Name)
            .Except([.. options.Select(SectionOf), .. OfTheFramework]).Select(n => $"{n} is unknown");

        return [.. options.SelectMany(t => Differences(t, root)), .. strangers];
    }

    private static IEnumerable<string> Differences(Type type, JsonElement root)
    {
        var section = SectionOf(type)!;
        var listed = root.TryGetProperty(section, out var found) ? found.EnumerateObject().ToDictionary(p => p.Name, p => p.Value) : [];
        var defaults = JsonSerializer.SerializeToElement(Activator.CreateInstance(type), type).EnumerateObject().ToDictionary(p => p.Name, p => p.Value);

        return
        [
            .. defaults.Keys.Except(listed.Keys).Select(n => $"{section}:{n} is missing"),
            .. listed.Keys.Except(defaults.Keys).Select(n => $"{section}:{n} is unknown"),
            .. defaults.Where(d => listed.TryGetValue(d.Key, out var value) && !JsonElement.DeepEquals(value, d.Value))
                .Select(d => $"{section}:{d.Key} is {listed[d.Key].GetRawText()}, its default is {d.Value.GetRawText()}"),
        ];
    }

    private static IEnumerable<string> NotExplained(string settings, string text)
    {
        using var document = JsonDocument.Parse(settings);
        return
        [
            .. document.RootElement.EnumerateObject().Where(s => !OfTheFramework.Contains(s.Name))
                .SelectMany(s => s.Value.EnumerateObject().Select(p => $"{s.Name}:{p.Name}"))
                .Where(key => !text.Contains($"| `{key}` |", StringComparison.Ordinal)),
        ];
    }

    private static string? SectionOf(Type type) =>
        type.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)?.GetRawConstantValue() as string;

    internal sealed record SampleOptions
    {
        public const string Section = "Sample";

        public int Size { get; init; } = 3;

        public TimeSpan Age { get; init; } = TimeSpan.FromSeconds(30);

        public string? Name { get; init; }
    }
}
