using System.Globalization;
using System.Text;
using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>What a chosen name may be, when two names are the same, and when they look alike.</summary>
public static class NameRules
{
    /// <summary>The most characters (Unicode scalar values).</summary>
    public const int MaxCharacters = 64;

    private const char ZeroWidthNonJoiner = '\u200C';
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>Judges a name by itself.</summary>
    /// <param name="name">The name.</param>
    public static NameRefusal Check(string name)
    {
        if (!NormalForm.IsPossible(name))
        {
            return NameRefusal.InvisibleCharacter;
        }

        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length != name.Length || ComparisonKey(name).Length == 0)
        {
            return NameRefusal.Blank;
        }

        if (name.EnumerateRunes().Count() > MaxCharacters)
        {
            return NameRefusal.TooLong;
        }

        if (name.EnumerateRunes().Any(IsInvisible))
        {
            return NameRefusal.InvisibleCharacter;
        }

        return name.IsNormalized() ? NameRefusal.None : NameRefusal.NotNormalized;
    }

    /// <summary>Judges a name among the names of a dialogue.</summary>
    /// <param name="name">The name.</param>
    /// <param name="others">The other people's names.</param>
    public static NameRefusal Check(string name, IEnumerable<string> others)
    {
        var refusal = Check(name);
        return refusal == NameRefusal.None && others.Any(other => AreSame(name, other)) ? NameRefusal.Taken : refusal;
    }

    /// <summary>Whether two names count as one: equal after NFKC and case folding, joiners and runs of white space aside.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool AreSame(string left, string right) => string.Equals(ComparisonKey(left), ComparisonKey(right), StringComparison.Ordinal);

    /// <summary>Whether two different names can be taken for each other by eye; refused at an admission, an alarm in a channel.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool LookAlike(string left, string right) =>
        !AreSame(left, right) && string.Equals(Skeleton(left), Skeleton(right), StringComparison.Ordinal);

    private static string ComparisonKey(string name)
    {
        var plain = Compose(name);
#pragma warning disable CA1308 // Case folding goes through upper to lower case, so that final sigma and long s meet their plain letters.
        return Compose(plain.ToUpperInvariant().ToLowerInvariant());
#pragma warning restore CA1308
    }

    private static string Compose(string name)
    {
        if (!NormalForm.IsPossible(name))
        {
            // Typed to look for somebody: no accepted name is equal to it.
            return name;
        }

        var visible = name.Where(c => c is not (ZeroWidthNonJoiner or ZeroWidthJoiner));
        var words = new string([.. visible]).Normalize(NormalizationForm.FormKC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words);
    }

    private static string Skeleton(string name)
    {
        var key = ComparisonKey(name);
        if (!NormalForm.IsPossible(key))
        {
            return key;
        }

        var letters = key.Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpaceSeparator))
            .Select(c => Lookalikes.Of(c));
        return string.Concat(letters);
    }

    private static bool IsInvisible(Rune rune) => rune.Value is not (ZeroWidthNonJoiner or ZeroWidthJoiner)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;
}
