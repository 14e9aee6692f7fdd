using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Documents;

/// <summary>
/// A promise without a test that tries to break it is a wish: each row of the tables in docs/threat-model.md names one, a method of a C#
/// class, or the sentence of a web test as `file.spec.ts: sentence`.
/// </summary>
public sealed partial class PromiseTests
{
    private static readonly string[] Promises = [.. Enumerable.Range(1, 17).Select(n => $"P{n}"), .. Enumerable.Range(1, 14).Select(n => $"W{n}")];

    // What a row says instead of a test, when this version does not make the promise.
    private const string NotPromised = "not promised by this version";

    [Fact]
    public void Every_promise_names_a_test_that_exists_or_is_not_made()
    {
        var sample = "| P1 | said | `PromiseTests.Every_promise_names_a_test_that_exists_or_is_not_made` |\n| P2 | said | `NoTests.None` |\n| P3 | said | - |\n"
            + "| P4 | said | `budget.test.ts: names no other host` |\n| P5 | said | `budget.test.ts: nothing` |\n";

        Assert.Equal(["P2: no test NoTests.None", "P3: names no test", "P5: no test budget.test.ts: nothing"], Broken(sample).Take(3));
        Verdict.Clean(Broken(Repository.Read("docs/threat-model.md")));
    }

    [Fact]
    public void Every_row_is_one_that_is_looked_at() =>
        Assert.Equal(Promises, Row().Matches(Repository.Read("docs/threat-model.md")).Select(m => m.Groups["id"].Value));

    private static IEnumerable<string> Broken(string table)
    {
        var rows = Row().Matches(table).ToDictionary(m => m.Groups["id"].Value, m => m.Groups["rest"].Value);
        return Promises.SelectMany(id => Broken(id, rows.GetValueOrDefault(id, "")));
    }

    private static IEnumerable<string> Broken(string id, string row)
    {
        var tests = TestName().Matches(row).Select(m => (Class: m.Groups["class"].Value, Method: m.Groups["method"].Value)).ToList();
        var webTests = WebTestName().Matches(row).Select(m => (File: m.Groups["file"].Value, Sentence: m.Groups["sentence"].Value)).ToList();
        return tests.Count + webTests.Count == 0 && !row.Contains(NotPromised, StringComparison.Ordinal)
            ? [$"{id}: names no test"]
            : tests.Where(t => !Exists(t.Class, t.Method)).Select(t => $"{id}: no test {t.Class}.{t.Method}")
                .Concat(webTests.Where(t => !IsSaid(t.File, t.Sentence)).Select(t => $"{id}: no test {t.File}: {t.Sentence}"));
    }

    private static bool Exists(string type, string method) =>
        Repository.Under("tests").Any(f => Regex.IsMatch(f.Code, $@"\bclass {type}\b") && Regex.IsMatch(f.Code, $@"\b{method}\("));

    private static bool IsSaid(string file, string sentence) =>
        Repository.Files.Any(f => f.StartsWith("clients/web/", StringComparison.Ordinal) && Path.GetFileName(f) == file && Says(Repository.Read(f), sentence));

    private static bool Says(string code, string sentence) =>
        code.Contains($"it('{sentence}'", StringComparison.Ordinal) || code.Contains($"test('{sentence}'", StringComparison.Ordinal);

    [GeneratedRegex(@"^\| (?<id>[PW]\d+) \|(?<rest>.*)$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<method>\w+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`(?<file>[\w.]+\.(?:test|spec)\.ts): (?<sentence>[^`]+)`")]
    private static partial Regex WebTestName();
}
