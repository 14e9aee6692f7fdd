using System.Reflection;
using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;
using Xunit.Abstractions;

namespace SecureDialogue.Standards.Tests.Documents;

/// <summary>docs/mls-validation.md is the table of the engine's refusals: none is left out, and each of its tests is there.</summary>
public sealed partial class MlsRuleTests(ITestOutputHelper output)
{
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

    private static string Table => Repository.Read("docs/mls-validation.md");

    private static IEnumerable<string> NotNamed(IEnumerable<string> names, string table) =>
        names.Where(name => !Regex.IsMatch(table, $@"^\|.*\| `{name}` \|", RegexOptions.Multiline));

    private static IEnumerable<string> NotThere(string table) =>
        TestName().Matches(table).Select(m => (Class: m.Groups["class"].Value, Method: m.Groups["method"].Value)).Distinct()
            .Where(t => !Repository.Under("tests").Any(f => Regex.IsMatch(f.Code, $@"\bclass {t.Class}\b") && Regex.IsMatch(f.Code, $@"\b{t.Method}\(")))
            .Select(t => $"no test {t.Class}.{t.Method}");

    private static IEnumerable<string> WithoutTest(string table) =>
        Row().Matches(table).Select(m => m.Value.TrimEnd()).Where(row => !TestName().IsMatch(row) && !row.StartsWith("| Section", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| .*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<class>\w+Tests)\.(?<method>\w+)`")]
    private static partial Regex TestName();
}
