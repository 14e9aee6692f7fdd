namespace SecureDialogue.Client.Sync;

/// <summary>The beginning of an id, as people type it.</summary>
internal static class ShortId
{
    private const int Bytes = 4;

    /// <summary>8 lower-case hexadecimal digits.</summary>
    internal static string Of(ReadOnlySpan<byte> id) => Convert.ToHexStringLower(id[..Bytes]);

    /// <summary>Whether what was typed is the beginning of the id, four digits or more.</summary>
    internal static bool Matches(ReadOnlySpan<byte> id, string typed) =>
        typed.Length >= Bytes && Convert.ToHexStringLower(id).StartsWith(typed, StringComparison.OrdinalIgnoreCase);
}
