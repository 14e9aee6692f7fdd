using System.CommandLine;
using SecureDialogue.Cli.Releases;
using SecureDialogue.Client.Trust;
using SecureDialogue.Sodium;

namespace SecureDialogue.Cli.Commands;

/// <summary><c>dialogue verify-release URL</c>: whether the web client that a relay serves is the one that was released.</summary>
internal static class VerifyReleaseCommand
{
    private const int HashBytes = 32;

    private static readonly Argument<string> Relay = new("URL") { Description = "the relay, as it stands in a browser's address line" };

    private static readonly Option<string[]> Keys = new("--key")
    {
        Description = "public key of somebody who signs releases, 64 hexadecimal digits; two or more",
        HelpName = "KEY",
    };

    private static readonly Option<string?> Hash = new("--hash")
    {
        Description = "the release's hash as it stands elsewhere, 64 hexadecimal digits",
        HelpName = "HASH",
    };

    private static readonly Option<string?> Against = new("--against")
    {
        Description = "folder of an own build to compare with",
        HelpName = "DIR",
    };

    public static Command Build()
    {
        var command = new Command("verify-release", "check that a relay serves the web client that was released; needs no home")
        {
            Relay,
            Keys,
            Hash,
            Against,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal(parsed.GetValue(SharedOptions.Json));
        var expected = await ExpectedAsync(parsed, cancellation);
        using var check = new ReleaseCheck(AddressOf(parsed), expected);
        var view = await terminal.WorkAsync("asking the relay for every file", check.RunAsync(cancellation));
        terminal.Answer(view, Lines);
        return view.Problems.Count == 0
            ? (int)ExitCode.Ok
            : terminal.Fail(new Refusal(
                ExitCode.FalseRelease,
                "what this relay serves is not the release",
                "type no passphrase into this page, use the command or another relay, and tell your organizer by another way"));
    }

    private static IEnumerable<string> Lines(ReleaseView view) =>
    [
        $"relay    {SafeText.Line(view.Relay)}",
        $"release  {SafeText.Line(view.Version)}, {view.Files} files",
        $"hash     {view.Hash}",
        .. view.SignedBy.Select(key => $"signed   {key}"),
        .. view.Problems.Select(problem => $"wrong    {problem}"),
        "this is what the relay served to this computer just now; it may serve others something else",
    ];

    private static async Task<ReleaseExpectation> ExpectedAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var keys = (parsed.GetValue(Keys) ?? []).Select(key => Hex(key, Ed25519.PublicKeyBytes, "a key")).DistinctBy(Convert.ToHexStringLower).ToList();
        if (keys.Count is > 0 and < ReleaseExpectation.FewestKeys)
        {
            throw new UsageException("one key is one person", $"name at least {ReleaseExpectation.FewestKeys} with --key; docs/release.md says why");
        }

        var hash = parsed.GetValue(Hash) is { } text ? Convert.ToHexStringLower(Hex(text, HashBytes, "a hash")) : null;
        var expected = new ReleaseExpectation(keys, hash, await BuiltAsync(parsed.GetValue(Against), cancellation));
        return expected.IsEmpty
            ? throw new UsageException("nothing is given to compare the release with", "name two keys with --key, a hash with --hash, or an own build with --against")
            : expected;
    }

    private static async Task<byte[]?> BuiltAsync(string? folder, CancellationToken cancellation)
    {
        var file = folder is null ? null : Path.Combine(folder, Path.GetFileName(Release.Path));
        return file is null ? null
            : File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellation)
            : throw new UsageException($"there is no {Path.GetFileName(Release.Path)} in {SafeText.Line(folder!)}", "build the web client with 'npm run build' in clients/web and name its folder dist");
    }

    private static RelayAddress AddressOf(ParseResult parsed)
    {
        try
        {
            return RelayAddress.Parse(parsed.GetRequiredValue(Relay));
        }
        catch (Client.Cbor.MalformedObjectException e)
        {
            throw new UsageException(e.Message, "write the relay's address as https://host");
        }
    }

    private static byte[] Hex(string text, int bytes, string what) =>
        text.Length == 2 * bytes && text.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(text)
            : throw new UsageException($"{what} has {2 * bytes} hexadecimal digits", "copy it as a whole");
}
