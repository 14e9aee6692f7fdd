using System.Globalization;
using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Projects;

public sealed class SuiteTableTests
{
    /// <summary>
    /// An hour from empty caches on two cores is what everything together may take. Installing, restoring and building twice take ten
    /// minutes of it. A suite may take 1.5 times its share before it fails; not all do so at once: 10 + 1.5 x 33 is the hour.
    /// </summary>
    private const int FullRunSeconds = 33 * 60;

    [Fact]
    public void Every_test_project_is_a_suite_of_the_run_and_of_the_solution()
    {
        var projects = ProjectFile.All.Where(p => p.Name.EndsWith(".Tests", StringComparison.Ordinal)).Select(p => p.Name).ToList();

        Assert.Equal(["Absent.Tests"], Missing(["Absent.Tests"], Repository.Read("tests/run.sh")));
        Verdict.Clean(Missing(projects, Repository.Read("tests/run.sh")));
        Verdict.Clean(ProjectFile.All.Where(p => !Repository.Read("SecureDialogue.sln").Contains($"\"{p.Name}\"", StringComparison.Ordinal)).Select(p => p.Name));
    }

    [Fact]
    public void Shares_of_the_suites_add_up_to_no_more_than_a_full_run_may_take()
    {
        var shares = Regex.Matches(Repository.Read("tests/run.sh"), @"^  '\w+\|[\w.]*\|(\d+)'$", RegexOptions.Multiline)
            .Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));

        Assert.InRange(shares.Sum(), 1, FullRunSeconds);
    }

    [Fact]
    public void Tests_of_the_web_client_are_suites_of_the_run()
    {
        var projects = Regex.Matches(Repository.Read("clients/web/vitest.config.ts"), @"\bname: '(\w+)'").Select(m => m.Groups[1].Value).ToList();
        var run = Regex.Matches(Repository.Read("tests/run.sh"), @"^ +\w+\) run_vitest \w+ ""\$share"" '[\w ]*' (?<projects>[\w ]+) ;;$", RegexOptions.Multiline)
            .SelectMany(m => m.Groups["projects"].Value.Split(' ')).ToList();

        Assert.NotEmpty(projects);
        Assert.Equal(projects.Order(StringComparer.Ordinal), run.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Missing(IEnumerable<string> projects, string table) =>
        projects.Where(p => !table.Contains($"|{p}|", StringComparison.Ordinal));
}
