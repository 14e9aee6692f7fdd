using System.Diagnostics.CodeAnalysis;

namespace SecureDialogue.Client.Trust;

/// <summary>The short name of a party in objects: 1 to 16 of A-Z, a-z, 0-9 and hyphen, case kept.</summary>
public readonly record struct PartyCode
{
    /// <summary>The longest code.</summary>
    public const int MaxLength = 16;

    private readonly string? _value;

    private PartyCode(string value) => _value = value;

    /// <summary>The code.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Reads a code.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="code">The code, when the answer is true.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out PartyCode code)
    {
        var valid = text is { Length: >= 1 and <= MaxLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        code = valid ? new PartyCode(text!) : default;
        return valid;
    }

    /// <summary>Reads a code.</summary>
    /// <param name="text">1 to 16 of A-Z, a-z, 0-9 and hyphen.</param>
    /// <exception cref="FormatException">It is something else.</exception>
    public static PartyCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException("A party code is 1 to 16 of A-Z, a-z, 0-9 and hyphen.");

    /// <summary>The code.</summary>
    public override string ToString() => Value;
}
