using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Code;

public sealed partial class UnfinishedWorkTests
{
    private static readonly string[] Endings = [".cs", ".sh", ".ts", ".svelte"];

    [Fact]
    public void No_note_to_self_and_no_stub_is_in_the_code()
    {
        Assert.Matches(Unfinished(), "// TO" + "DO: later");
        Assert.Matches(Unfinished(), "throw new NotImplemented" + "Exception();");
        Verdict.Clean(Repository.Matching(Unfinished(), Endings));
    }

    [Fact]
    public void No_test_is_skipped()
    {
        Assert.Matches(Skipped(), "[Fact(Sk" + "ip = \"later\")]");
        Assert.Matches(Skipped(), "it.sk" + "ip('later')");
        Verdict.Clean(Repository.Matching(Skipped(), Endings));
    }

    [GeneratedRegex("TOD[O]|FIXM[E]|HAC[K]|NotImplemented[E]xception|coming[ ]soon")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\[[^\]]*Skip\s*=|\b(it|test|describe)\.(skip|only|todo)\b|#if\s+false|Assert\.True\(tru[e]\)|Assert\.Skip")]
    private static partial Regex Skipped();
}
