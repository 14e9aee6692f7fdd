namespace SecureDialogue.Client.Cbor;

/// <summary>Unicode's form C, for text of any origin: nothing here throws, whatever the text holds.</summary>
internal static class NormalForm
{
    /// <summary>U+FFFE is no character, and .NET's normalisation throws on it as on half a surrogate pair.</summary>
    private const char NoCharacter = '\uFFFE';

    /// <summary>Whether text can be brought into a normal form at all.</summary>
    internal static bool IsPossible(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == NoCharacter)
            {
                return false;
            }

            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return false;
            }

            i++;
        }

        return true;
    }

    /// <summary>Whether text is in form C.</summary>
    internal static bool Is(string text) => IsPossible(text) && text.IsNormalized();
}
