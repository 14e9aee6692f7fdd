using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;
using Xunit.Abstractions;

namespace SecureDialogue.Standards.Tests.Documents;

/// <summary>docs/mls-validation.md is the table of the engine's refusals: none is left out, and each of its tests is there.</summary>
public sealed partial class MlsRuleTests(ITestOutputHelper output)
{
    private const string Browser = "clients/web/src/core/mls/";

    [Fact]
    public void Every_refusal_of_Mls_stands_in_the_table()
    {
        var refusals = Assembly.Load("SecureDialogue.Mls").GetType("SecureDialogue.Mls.MlsError");

        Assert.NotNull(refusals);
        Assert.Equal(["Forgotten"], NotNamed(["Known", "Forgotten"], "| §1 | a rule | `Known` | `ATests.B` |\nForgotten is only spoken of.\n"));
        Verdict.Clean(NotNamed(Enum.GetNames(refusals), Table));
        var rules = Row().Matches(Table).Count(m => TestName().IsMatch(m.Value));
        var tests = TestName().Matches(Table).Select(m => m.Value).Distinct().Count();
        output.WriteLine($"measured: rules of Mls: {rules} rows, {Enum.GetNames(refusals).Length} refusals, {tests} tests");
    }

    [Fact]
    public void Every_test_of_the_table_exists()
    {
        var sample = "| §1 | a rule | `Known` | `MlsRuleTests.Every_test_of_the_table_exists` |\n| §2 | another | `Known` | `NoTests.None` |\n";

        Assert.Equal(["no test NoTests.None"], NotThere(sample));
        Verdict.Clean(NotThere(Table));
    }

    [Fact]
    public void Every_row_of_the_table_names_a_test()
    {
        Assert.Equal(["| §1 | a rule | `Known` | - |"], WithoutTest("| Section | Rule | MlsError | Test |\n|---|---|---|---|\n| §1 | a rule | `Known` | - |\n"));
        Verdict.Clean(WithoutTest(Table).Where(row => row.Contains('§', StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_row_of_the_table_says_what_holds_the_browser_to_it()
    {
        const string sample = """
            | §1 | a rule | `Forgotten` | `CommitRefusalTests.Only_adds_may_come_without_a_path` | recorded |
            | §1 | a rule | `PathMissing` | `CommitRefusalTests.Only_adds_may_come_without_a_path` | recorded |
            | Part | a mistake | `CommitRefusalTests.Only_adds_may_come_without_a_path` | recorded |
            | §1 | a rule | `Known` | `ATests.B` | `codec/varInt.test.ts` no such title |
            | §1 | a rule | `Known` | `ATests.B` | vectors `no-such-file` |
            | §1 | a rule | `Known` | `ATests.B` | - |
            """;

        Assert.Equal(["recorded", "`codec/varInt.test.ts` no such title", "vectors `no-such-file`", "-"], NotHeld(sample));
        Verdict.Clean(NotHeld(Table));
        var held = HeldRow().Matches(Table).Select(m => m.Groups["browser"].Value).ToArray();
        output.WriteLine(
            $"measured: rules of Mls in the browser: {held.Length} rows, {held.Count(h => h == "recorded")} recorded, {held.Count(h => h == "not sent")} not sent");
    }

    private static IEnumerable<string> Web =>
        Repository.Files.Where(f => f.StartsWith("clients/web/", StringComparison.Ordinal) && f.EndsWith(".ts", StringComparison.Ordinal)).Select(Repository.Read);

    private static string Table => Repository.Read("docs/mls-validation.md");

    private static IEnumerable<string> NotNamed(IEnumerable<string> names, string table) =>
        names.Where(name => !Regex.IsMatch(table, $@"^\|.*\| `{name}` \|", RegexOptions.Multiline));

    private static IEnumerable<string> NotThere(string table) =>
        TestName().Matches(table).Select(m => (Class: m.Groups["class"].Value, Method: m.Groups["method"].Value)).Distinct()
            .Where(t => !Repository.Under("tests").Any(f => Regex.IsMatch(f.Code, $@"\bclass {t.Class}\b") && Regex.IsMatch(f.Code, $@"\b{t.Method}\(")))
            .Select(t => $"no test {t.Class}.{t.Method}");

    private static IEnumerable<string> WithoutTest(string table) =>
        Row().Matches(table).Select(m => m.Value.TrimEnd()).Where(row => !TestName().IsMatch(row) && !row.StartsWith("| Section", StringComparison.Ordinal));

    private static IEnumerable<string> NotHeld(string table) =>
        HeldRow().Matches(table).Where(row => !IsHeld(row)).Select(row => row.Groups["browser"].Value);

    private static bool IsHeld(Match row) => row.Groups["browser"].Value switch
    {
        "recorded" => IsRecorded(row.Groups["class"].Value, row.Groups["method"].Value, row.Groups["rule"].Value),
        "not sent" => true,
        var vectors when VectorFile().Match(vectors) is { Success: true } named =>
            Web.Any(file => Regex.IsMatch(file, $@"(^|\W){named.Groups["file"].Value}'?[:,]")),
        var title when WebTest().Match(title) is { Success: true } named =>
            Repository.Has(Browser + named.Groups["file"].Value) && Repository.Read(Browser + named.Groups["file"].Value).Contains(named.Groups["title"].Value, StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsRecorded(string type, string method, string rule)
    {
        var file = $"tests/vectors/mls/refusals/{type}.json";
        if (!Repository.Has(file))
        {
            return false;
        }

        using var document = JsonDocument.Parse(Repository.Read(file));
        return document.RootElement.GetProperty("cases").EnumerateArray()
            .Where(recorded => recorded.GetProperty("name").GetString() == method)
            .SelectMany(recorded => recorded.GetProperty("steps").EnumerateArray())
            .Any(step => step.TryGetProperty("refused", out var refused) && (rule.Length == 0 || refused.GetString() == rule));
    }

    [GeneratedRegex(@"^\| .*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\|.*?\|[^|]*(\| `?(?<rule>\w+|-)`? )?\| `(?<class>\w+Tests)\.(?<method>\w+)` \| (?<browser>[^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex HeldRow();

    [GeneratedRegex(@"^vectors `(?<file>[\w-]+)`$")]
    private static partial Regex VectorFile();

    [GeneratedRegex(@"^`(?<file>[\w/.]+\.test\.ts)` (?<title>.+)$")]
    private static partial Regex WebTest();

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<method>\w+)`")]
    private static partial Regex TestName();
}
