using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Documents;

/// <summary>A promise without a test that tries to break it is a wish: each row of the table in docs/threat-model.md names one.</summary>
public sealed partial class PromiseTests
{
    private const int Promises = 9;

    // What a row says instead of a test, when this version does not make the promise.
    private const string NotPromised = "not promised by this version";

    [Fact]
    public void Every_promise_names_a_test_that_exists_or_is_not_made()
    {
        var sample = "| P1 | said | `PromiseTests.Every_promise_names_a_test_that_exists_or_is_not_made` |\n| P2 | said | `NoTests.None` |\n| P3 | said | - |\n";

        Assert.Equal(["P2: no test NoTests.None", "P3: names no test"], Broken(sample).Take(2));
        Verdict.Clean(Broken(Repository.Read("docs/threat-model.md")));
    }

    private static IEnumerable<string> Broken(string table)
    {
        var rows = Row().Matches(table).ToDictionary(m => m.Groups["id"].Value, m => m.Groups["rest"].Value);
        return Enumerable.Range(1, Promises).Select(n => $"P{n}").SelectMany(id => Broken(id, rows.GetValueOrDefault(id, "")));
    }

    private static IEnumerable<string> Broken(string id, string row)
    {
        var tests = TestName().Matches(row).Select(m => (Class: m.Groups["class"].Value, Method: m.Groups["method"].Value)).ToList();
        return tests.Count == 0 && !row.Contains(NotPromised, StringComparison.Ordinal)
            ? [$"{id}: names no test"]
            : tests.Where(t => !Exists(t.Class, t.Method)).Select(t => $"{id}: no test {t.Class}.{t.Method}");
    }

    private static bool Exists(string type, string method) =>
        Repository.Under("tests").Any(f => Regex.IsMatch(f.Code, $@"\bclass {type}\b") && Regex.IsMatch(f.Code, $@"\b{method}\("));

    [GeneratedRegex(@"^\| (?<id>P\d) \|(?<rest>.*)$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<method>\w+)`")]
    private static partial Regex TestName();
}
