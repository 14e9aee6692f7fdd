using System.Reflection;
using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Code;

public sealed partial class MlsTests
{
    [Fact]
    public void Every_refusal_of_Mls_is_asserted_in_a_test()
    {
        var refusals = Assembly.Load("SecureDialogue.Mls").GetType("SecureDialogue.Mls.MlsError");
        var tests = string.Concat(Repository.Under("tests/SecureDialogue.Mls.Tests").Select(f => f.Code));

        Assert.NotNull(refusals);
        Assert.Equal(["Forgotten"], NotAsserted(["Known", "Forgotten"], "Assert.Equal(MlsError.Known, e.Error);"));
        Verdict.Clean(NotAsserted(Enum.GetNames(refusals), tests));
    }

    [Fact]
    public void Mls_is_synchronous_and_touches_no_clock_file_network_or_log()
    {
        Assert.Matches(Outside(), "var now = DateTimeOffset.UtcNow;");
        Assert.Matches(Outside(), "public async Task");
        Verdict.Clean(Repository.Under("src/SecureDialogue.Mls").Where(f => Outside().IsMatch(f.Code)).Select(f => f.Path));
    }

    [Fact]
    public void Mls_has_no_mutable_static_state()
    {
        Assert.Equal([nameof(Sample.State)], Mutable(typeof(Sample)));
        Verdict.Clean(Assembly.Load("SecureDialogue.Mls").GetTypes().SelectMany(Mutable));
    }

    [Fact]
    public void Mls_compares_tags_and_secrets_in_constant_time()
    {
        Assert.Matches(QuickCompare(), "expectedTag.Span.SequenceEqual(tag)");
        Assert.Matches(QuickCompare(), "bytes.SequenceEqual(info.ConfirmationTag.Span)");
        Verdict.Clean(Repository.Under("src/SecureDialogue.Mls").Where(f => QuickCompare().IsMatch(f.Code)).Select(f => f.Path));
    }

    private static IEnumerable<string> NotAsserted(IEnumerable<string> names, string tests) =>
        names.Where(n => !Regex.IsMatch(tests, $@"\bMlsError\.{n}\b"));

    private static IEnumerable<string> Mutable(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(f => !f.IsInitOnly && !f.IsLiteral && !f.Name.StartsWith('<') && !type.Name.StartsWith('<'))
            .Select(f => f.Name);

    [GeneratedRegex(@"\basync\b|\bTask\b|\bDateTime(Offset)?\b|\bTimeProvider\b|\bStopwatch\b|\bFile\.|\bStream\b|\bConsole\b|\bILogger\b|\bHttpClient\b|\bSocket\b|\bEnvironment\.")]
    private static partial Regex Outside();

    [GeneratedRegex(@"(Tag|Secret|PrivateKey|Psk)(\.Span|\.Bytes)?\.SequenceEqual\(|SequenceEqual\([\w.]*(Tag|Secret|PrivateKey|Psk)\b")]
    private static partial Regex QuickCompare();

    private static class Sample
    {
        internal static int State = 1;
    }
}
