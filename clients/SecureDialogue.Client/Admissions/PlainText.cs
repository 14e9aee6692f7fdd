using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Admissions;

/// <summary>What officers type into papers.</summary>
internal static class PlainText
{
    /// <summary>The text in NFC.</summary>
    /// <exception cref="DialogueException">It is longer than it may be, or no text.</exception>
    internal static string Require(string text, int longest)
    {
        var normal = NormalForm.IsPossible(text) ? text.Normalize() : null;
        return normal is not null && normal.Length <= longest
            ? normal
            : throw new DialogueException(DialogueError.BadInput, $"this text has at most {longest} characters", "say it shorter");
    }
}
