using System.Text.RegularExpressions;
using SecureDialogue.Standards.Tests.Tree;

namespace SecureDialogue.Standards.Tests.Code;

/// <summary>
/// The MLS engine exists twice, in C# and in TypeScript, file by file: who has read one finds the way in the other, and a rule that was
/// changed here is looked for there. <c>src/SecureDialogue.Mls/Tree/RatchetTree.cs</c> is <c>clients/web/src/core/mls/tree/ratchetTree.ts</c>;
/// a type of a few lines may also stand in another file of its chapter.
/// </summary>
public sealed class TwinTests
{
    private const string CSharp = "src/SecureDialogue.Mls/";
    private const string TypeScript = "clients/web/src/core/mls/";

    /// <summary>The piece that the others lead to; without it the engine is not there yet.</summary>
    private const string Whole = TypeScript + "groups/mlsGroup.ts";

    private const string NotSent = "the browser sends what the client uses: commits that add, remove and update, and messages; it joins by Welcome only";

    private static readonly Dictionary<string, string> OnlyInCSharp = new()
    {
        ["Codec/ITlsEncodable"] = "what has an encoding is a function's argument, not a class with an interface",
        ["Codec/TlsRead"] = "a delegate type: a function needs no name for its shape",
        ["Credentials/OpaqueCredential"] = "a credential is its type and its bytes; only the types the client knows have a name",
        ["Crypto/NistCurve"] = "the curves of System.Security.Cryptography; the browser's are in webCryptoProvider",
        ["Crypto/SecretLedger"] = "in debug builds of C# only; tests of the browser watch the module of secrets instead",
        ["Crypto/SodiumCryptoProvider"] = "libsodium; the browser's provider is webCryptoProvider",
        ["Extensions/ExternalPub"] = NotSent,
        ["Groups/ExternalCommit"] = NotSent,
        ["Groups/ExternalJoin"] = NotSent,
        ["Groups/LeafChange"] = NotSent,
        ["Groups/MessageFraming"] = NotSent,
        ["Groups/OutsideProposal"] = NotSent,
        ["Groups/PendingProposal"] = "what an application may show of proposals that wait; the client has none to show",
        ["Groups/ProposalBundle"] = NotSent,
        ["Groups/Succession"] = NotSent,
        ["Tree/KeyComparer"] = "compares keys in a HashSet; the browser's set is keySet",
        ["Welcomes/ExternalJoiner"] = NotSent,
    };

    private static readonly Dictionary<string, string> OnlyInTypeScript = new()
    {
        ["crypto/aead"] = "the cipher that WebCrypto lacks",
        ["crypto/curve25519"] = "for browsers whose WebCrypto lacks the curve",
        ["crypto/dhKem"] = "part of libsodium's and .NET's HPKE in C#",
        ["crypto/ecdsaDer"] = "signatures as MLS writes them; .NET converts by itself",
        ["crypto/ed25519"] = "part of libsodium in C#",
        ["crypto/ed25519Rules"] = "what libsodium takes for a signature",
        ["crypto/lowOrder"] = "part of libsodium in C#",
        ["crypto/p256"] = "part of System.Security.Cryptography in C#",
        ["crypto/p256Scalar"] = "part of System.Security.Cryptography in C#",
        ["crypto/p256Suite"] = "a suite that no channel has, which the web client leaves out of what is served",
        ["crypto/primitives"] = "what the provider asks of WebCrypto or of its stand-in",
        ["crypto/privateKey"] = "a WebCrypto key has a type; in C# it is a Secret",
        ["crypto/sha256"] = "part of .NET in C#",
        ["crypto/sha256Block"] = "part of .NET in C#",
        ["crypto/webCrypto"] = "keys inside the browser's engine; libsodium takes bytes",
        ["crypto/webCryptoProvider"] = "the twin of SodiumCryptoProvider under its own name",
        ["crypto/x25519"] = "part of libsodium in C#",
        ["framing/readVersion"] = "a method of ProtocolVersion in C#, whose enum can have none here",
        ["groups/together"] = "WebCrypto answers later: what may run at once does",
        ["groups/turns"] = "WebCrypto answers later: calls on a group wait for each other; C# is synchronous",
        ["tree/keySet"] = "arrays are no keys of a Set",
        ["tree/recipients"] = "a method of TreeKem in C#; split for its size",
    };

    [Fact]
    public void Every_TypeScript_file_of_the_engine_has_a_CSharp_twin_or_a_reason()
    {
        var twins = Names(CSharp, ".cs").Select(Twin).ToList();

        Assert.Equal(["tree/treeHelper"], Strangers(["tree/treeMath", "groups/mlsGroup.commit", "tree/treeHelper"], ["tree/treeMath", "groups/mlsGroup"], []));
        Verdict.Clean(Strangers(Names(TypeScript, ".ts"), twins, OnlyInTypeScript.Keys));
        Assert.Empty(OnlyInTypeScript.Keys.Intersect(twins));
    }

    [Fact]
    public void Every_CSharp_file_of_the_engine_has_a_TypeScript_twin_or_a_reason()
    {
        var sample = new Dictionary<string, string> { ["tree/treeMath"] = "", ["tree/leafNode"] = "export type Lifetime = { readonly notBefore: bigint };" };
        var files = Names(TypeScript, ".ts").ToDictionary(name => name, name => Repository.Read($"{TypeScript}{name}.ts"));

        Assert.Equal(["Tree/KeyComparer", "Groups/Lifetime"], Untold(["Tree/TreeMath", "Tree/Lifetime", "Tree/KeyComparer", "Groups/Lifetime"], sample, []));
        Verdict.Clean(Repository.Has(Whole) ? Untold(Names(CSharp, ".cs"), files, OnlyInCSharp.Keys) : []);
        Verdict.Clean(OnlyInCSharp.Keys.Except(Names(CSharp, ".cs")).Select(name => $"{name} is listed and not there"));
    }

    /// <summary>Files of the engine from its folder on, without ending; no tests.</summary>
    private static IEnumerable<string> Names(string folder, string ending) => Repository.Files
        .Where(f => f.StartsWith(folder, StringComparison.Ordinal) && f.EndsWith(ending, StringComparison.Ordinal) && !Regex.IsMatch(f, @"\.(test|d)\.ts$"))
        .Select(f => f[folder.Length..^ending.Length]);

    private static IEnumerable<string> Strangers(IEnumerable<string> names, IReadOnlyCollection<string> twins, IReadOnlyCollection<string> excused) =>
        names.Where(name => !name.Contains("testing/", StringComparison.Ordinal) && !twins.Contains(name.Split('.')[0]) && !excused.Contains(name));

    private static IEnumerable<string> Untold(IEnumerable<string> names, Dictionary<string, string> files, IReadOnlyCollection<string> excused) =>
        names.Where(name => !excused.Contains(name) && !files.ContainsKey(Twin(name)) && !IsDeclared(name, files));

    /// <summary>Whether a file of the same chapter declares the type.</summary>
    private static bool IsDeclared(string name, Dictionary<string, string> files)
    {
        var (chapter, type) = (Twin(name)[..(Twin(name).LastIndexOf('/') + 1)], Interface(name[(name.LastIndexOf('/') + 1)..]));
        var declared = new Regex($@"^(?:export )?(?:abstract )?(?:async )?(?:class|type|interface|const|function) (?:{type}|{Camel(type)})\b", RegexOptions.Multiline);
        return files.Any(file => file.Key.StartsWith(chapter, StringComparison.Ordinal) && declared.IsMatch(file.Value));
    }

    /// <summary>Folder in lower case, file in camel case; parts of one type (<c>MlsGroup.Commit</c>) and interfaces have its name.</summary>
    private static string Twin(string name)
    {
        var parts = name.Split('/');
        return string.Join('/', [.. parts[..^1].Select(LowerCase), Camel(Interface(parts[^1].Split('.')[0]))]);
    }

    private static string Interface(string name) => Regex.Replace(name, "^I(?=[A-Z])", "");

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string LowerCase(string folder) => string.Concat(folder.Select(char.ToLowerInvariant));
}
