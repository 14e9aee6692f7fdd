using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Code;

public sealed partial class TypeTests
{
    private static readonly string[] EmptyWords =
        ["Helper", "Helpers", "Manager", "Util", "Utils", "Utility", "Utilities", "Base", "Impl", "Default", "Common"];

    // Wire keeps the request and response records of one slice together: they are read as one table.
    private static readonly string[] FilesOfRecords =
    [
        "src/SecureDialogue.Wire/Dialogues.cs", "src/SecureDialogue.Wire/Mailboxes.cs", "src/SecureDialogue.Wire/Channels.cs",
        "src/SecureDialogue.Wire/Presence.cs", "src/SecureDialogue.Wire/Blobs.cs", "src/SecureDialogue.Wire/Hello.cs",
    ];

    [Fact]
    public void Names_of_types_say_what_they_are()
    {
        Assert.Equal(["ChannelManager", "DefaultStore"], Empty(["ChannelManager", "DefaultStore", "Base64Url", "Commonwealth"]));
        Verdict.Clean(Repository.CSharp.SelectMany(f => Empty(f.Types.Select(t => t.Name))));
    }

    [Fact]
    public void A_file_holds_one_type_and_has_its_name()
    {
        var samples = new[]
        {
            new SourceFile("src/P/Two.cs", "namespace P;\npublic class Two;\ninternal class Three;\n"),
            new SourceFile("src/P/Name.cs", "namespace P;\npublic enum Other { A }\n"),
            new SourceFile("src/P/Empty.cs", "// public class Empty;\n"),
        };

        Assert.All(samples, s => Assert.NotNull(WrongTypes(s)));
        Assert.Null(WrongTypes(new SourceFile("src/P/Union.cs", "namespace P;\npublic abstract record Union;\npublic sealed record Case(int A) : Union;\n")));
        Verdict.Clean(Repository.CSharp.Select(WrongTypes).OfType<string>());
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        Assert.NotNull(WrongNamespace(new SourceFile("src/P/Sub/A.cs", "namespace P;\npublic class A;\n")));
        Assert.Null(WrongNamespace(new SourceFile("src/P/Sub/A.cs", "namespace P.Sub;\npublic class A;\n")));
        Verdict.Clean(Repository.CSharp.Select(WrongNamespace).OfType<string>());
    }

    private static IEnumerable<string> Empty(IEnumerable<string> names) =>
        names.Where(n => Word().Matches(n) is { Count: > 0 } words
            && (EmptyWords.Contains(words[0].Value) || EmptyWords.Contains(words[^1].Value)));

    private static string? WrongTypes(SourceFile file)
    {
        var subject = file.Name.Split('.')[0];
        // Tests may keep small types of their own beside the class; elsewhere every type counts but file-local ones.
        var types = file.Types.Where(t => !t.IsFileLocal && (t.IsPublic || !file.Path.StartsWith("tests/", StringComparison.Ordinal) || t.Name == subject)).ToList();
        var strangers = types.Where(t => t.Name != subject && !t.Extends(subject)).Select(t => t.Name).ToList();

        return file switch
        {
            { Name: "Program.cs" } when types.Count == 0 => null,
            _ when FilesOfRecords.Contains(file.Path) && types.All(t => t.IsRecord) => null,
            _ when strangers.Count > 0 => $"{file.Path} also holds {string.Join(", ", strangers)}",
            _ when types.Any(t => t.Name == subject) || file.Types.Any(t => t.Name == subject) => null,
            _ => $"{file.Path} does not hold a type of its name",
        };
    }

    private static string? WrongNamespace(SourceFile file)
    {
        var folder = string.Join('.', file.Path.Split('/')[1..^1]);

        return file.Namespace == folder || (file.Namespace.Length == 0 && file.Name == "Program.cs")
            ? null
            : $"{file.Path} is in namespace {file.Namespace}";
    }

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();
}
