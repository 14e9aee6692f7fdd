using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Code;

public sealed class ServerSliceTests
{
    private const string Server = "src/SecureDialogue.Server";

    private static readonly string[] Slices = ["Dialogues", "Mailboxes", "Channels", "Presence", "Blobs", "Web"];

    // "importing slice > imported slice", each with its reason. None is needed.
    private static readonly string[] Exceptions = [];

    [Fact]
    public void Slices_of_the_server_do_not_import_each_other()
    {
        var wrong = new SourceFile($"{Server}/Channels/A.cs", "using SecureDialogue.Server.Mailboxes;\n");
        var right = new SourceFile($"{Server}/Channels/A.cs", "using System.Threading.Channels;\nusing SecureDialogue.Server.Channels;\n");

        Assert.Equal([$"{Server}/Channels/A.cs imports Mailboxes"], Imports(wrong));
        Assert.Empty(Imports(right));
        Verdict.Clean(Repository.Under(Server).SelectMany(Imports));
    }

    private static IEnumerable<string> Imports(SourceFile file)
    {
        var own = file.Path[(Server.Length + 1)..].Split('/')[0];
        return Slices
            .Where(s => Slices.Contains(own) && s != own && !Exceptions.Contains($"{own} > {s}"))
            .Where(s => Regex.IsMatch(file.Code, $@"SecureDialogue\.Server\.{s}\b|(?<![\w.]){s}\.[A-Z]"))
            .Select(s => $"{file.Path} imports {s}");
    }
}
