using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Code;

public sealed class HouseRuleTests
{
    /// <summary>What product code does not hold, a sample that is refused, and the files that are the rule's place.</summary>
    public static TheoryData<string, string, string> Rules => new()
    {
        // The three edges at which any exception becomes an answer; elsewhere a catch names what it expects, or cleans up and rethrows.
        { @"catch\s*(\(\s*(System\.)?Exception\b[^)]*\))?\s*\{(?![^{}]*\bthrow;\s*\})", "catch (Exception e)\n{\n}", "RelayErrorFilter.cs|ChannelSync.cs|SecureDialogue.Cli/Program.cs" },
        { @"\b(Library|Dll)Import\(", "[LibraryImport(\"x\")]", "src/SecureDialogue.Sodium/Native.cs" },
        { @"\basync\s+void\b", "async void Go()", "" },
        { @"\)\.Result\b|\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)", "Load().Result", "" },
        { @"\bdynamic\s+\w", "dynamic x = 1;", "" },
        { @"^\s*#region\b", "#region A", "" },
        { @"\bConsole\.(Out\b|Error\b|Write)", "Console.WriteLine(1);", "src/SecureDialogue.Server/|clients/SecureDialogue.Cli/" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Product_code_keeps_the_house_rules(string refused, string sample, string places)
    {
        var rule = new Regex(refused, RegexOptions.Multiline);
        var allowed = places.Split('|', StringSplitOptions.RemoveEmptyEntries);

        Assert.Matches(rule, new SourceFile("src/P/Sample.cs", sample).Code);
        Verdict.Clean(Repository.Product
            .Where(f => !allowed.Any(a => f.Path.Contains(a, StringComparison.Ordinal)) && rule.IsMatch(f.Code)).Select(f => f.Path));
    }
}
