namespace SecureDialogue.Sodium;

/// <summary>Refuses a caller's span of the wrong length before native code sees it.</summary>
internal static class Lengths
{
    internal static void Require(ReadOnlySpan<byte> span, int length, string name)
    {
        if (span.Length != length)
        {
            throw new ArgumentException($"{length} bytes are needed.", name);
        }
    }
}
