using SecureDialogue.Client.Cbor;
using SecureDialogue.Client.Content;
using SecureDialogue.Client.Trust;

namespace SecureDialogue.Client.Texts;

/// <summary>The single text and its brackets in words.</summary>
internal static class TextWords
{
    private const int DigitsShown = 16;
    private const int DigitsInGroup = 4;

    /// <summary>What stands above every version, whatever its state.</summary>
    internal const string Banner = "exploratory, binds no one";

    /// <summary>The first 64 bits of a version's hash, to be read out: four groups of four digits, hexadecimal.</summary>
    internal static string Short(ObjectHash hash) =>
        string.Join(' ', hash.ToString()[..DigitsShown].Chunk(DigitsInGroup).Select(group => new string(group)));

    /// <summary>The line in the talk; <c>{0}</c> is who did it. The words themselves stand with the text.</summary>
    internal static string Line(ContentBody body, ChannelKind kind) => body switch
    {
        SingleText text => $"{{0}} put version {text.Number} of the single text here ({Short(text.Id)}): {Banner}",
        Bracket bracket when kind == ChannelKind.PrivateLine => $"{{0}} handed over a bracket on clause {bracket.Clause}",
        Bracket bracket => $"{{0}} put a bracket on clause {bracket.Clause}",
        BracketRelease release => $"{{0}} released a bracket of {release.Side} on clause {release.Clause}",
        _ => string.Empty,
    };

    /// <summary>Whether two releases are one.</summary>
    internal static bool SaysTheSame(BracketRelease one, BracketRelease other) =>
        one.Text == other.Text && one.Clause == other.Clause && one.Side == other.Side && string.Equals(one.Words, other.Words, StringComparison.Ordinal);
}
