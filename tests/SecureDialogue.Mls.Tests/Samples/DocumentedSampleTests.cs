using System.Text.RegularExpressions;
using SecureDialogue.Mls.Tests.PublicApi;

namespace SecureDialogue.Mls.Tests.Samples;

/// <summary>Code in docs/mls.md is code of this folder, line for line, between <c>// sample: name</c> and <c>// end</c>.</summary>
public sealed partial class DocumentedSampleTests
{
    [Theory]
    [InlineData("talk", "SampleTests.cs")]
    [InlineData("commit", "SampleTests.cs")]
    [InlineData("validator", "AddressBook.cs")]
    public void Document_shows_the_sample_that_is_compiled(string name, string file)
    {
        var sample = Between(Repository.Read($"tests/SecureDialogue.Mls.Tests/Samples/{file}"), name);

        var shown = Fences().Matches(Repository.Read("docs/mls.md")).Select(fence => fence.Groups["code"].Value.TrimEnd());

        Assert.Contains(sample, shown);
    }

    private static string Between(string text, string name)
    {
        var lines = text.Split('\n').SkipWhile(line => line.Trim() != $"// sample: {name}").Skip(1).TakeWhile(line => line.Trim() != "// end").ToList();
        var margin = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[margin..])).TrimEnd();
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
