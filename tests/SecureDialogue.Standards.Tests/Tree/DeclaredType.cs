using System.Text.RegularExpressions;

namespace SecureDialogue.Standards.Tests.Tree;

/// <summary>A type as its declaration says; <paramref name="Rest"/> is what stands between its name and its body.</summary>
internal sealed record DeclaredType(string Name, string Kind, IReadOnlyList<string> Modifiers, string Rest)
{
    public bool IsRecord => Kind.StartsWith("record", StringComparison.Ordinal);

    public bool IsPublic => Modifiers.Contains("public");

    public bool IsFileLocal => Modifiers.Contains("file");

    /// <summary>Whether it is a case of the closed union <paramref name="union"/>.</summary>
    public bool Extends(string union) => Regex.IsMatch(Rest, $@":\s*{Regex.Escape(union)}\b");
}
