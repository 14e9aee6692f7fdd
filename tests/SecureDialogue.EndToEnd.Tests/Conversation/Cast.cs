namespace SecureDialogue.EndToEnd.Tests.Conversation;

/// <summary>
/// Words of the scene that occur nowhere else, so that finding one at the relay means that it leaked. Each is 8 characters or more,
/// or is written in a script that no program text uses.
/// </summary>
internal static class Cast
{
    public const string Dialogue = "Zephyrine Lagoon talks";
    public const string Plenary = "Cormorant plenary";
    public const string HillSide = "Hillquarry Institute";
    public const string CoastSide = "Coastkelp Forum";

    public const string Ingrid = "Ingrid Qvistgaard";
    public const string Sana = "سناء الزعفراني";
    public const string Marek = "Marek Brzezicki";
    public const string Leyla = "Лейла Обручева";
    public const string Tomas = "Tomás Ylivieska";
    public const string Maryam = "林玛丽安娜";
    public const string Karim = "Karim Oulhadjkaci";
    public const string Noor = "Noor Vanbeethoek";
    public const string Doubted = "Wilfrida Umbracht";
    public const string Doubter = "Xanthippe Grolsch";

    /// <summary>Mixed directions, a number in the middle, an Arabic-Indic one, a stray mark.</summary>
    public const string Arabic = "صباح الخير من البحيرة، نلتقي في Zermattia 17 مارس ٢٠٢٦\u200f";

    public const string Chinese = "各位早安，湖水今晨格外平静，我们谈谈水文站。";

    /// <summary>A plain sentence with an emoji of several code points.</summary>
    public const string English = "Quixotic herons gather where the ferrymen wait 👩🏽‍🚒.";

    /// <summary>Decomposed: e and a combining acute accent, as some keyboards write it.</summary>
    public const string French = "L'e\u0301te\u0301 fluviomare\u0301graphique est la\u0300, c\u0327a va.";

    public const string Russian = "Доброе утро, гидрологи озера Светлоярское.";

    /// <summary>Composed: the same letters as one code point each.</summary>
    public const string Spanish = "El pingüino señaló la ribera añosa del río Guadalquivirillo.";

    /// <summary>Hebrew inside an override, with a closing mark too many: shown harmlessly.</summary>
    public const string Bidi = "note \u202e(קיפודנים) 3:14\u202c\u2069 end-of-quillwort";

    public const string BeforeRemoval = "Whimbrels before the removal";
    public const string AfterRemoval = "Yellowhammers after the removal";
    public const string WhileAway = "Ferrywright wrote while one was away";

    public static IReadOnlyList<string> Names { get; } = [Ingrid, Sana, Marek, Leyla, Tomas, Maryam, Karim, Noor, Doubted, Doubter];

    public static IReadOnlyList<string> Titles { get; } = [Dialogue, Plenary, HillSide, CoastSide];

    public static IReadOnlyList<string> SixTexts { get; } = [Arabic, Chinese, English, French, Russian, Spanish];

    /// <summary>As they are read: what was typed, in Unicode's form C.</summary>
    public static IReadOnlyList<string> SixRead { get; } = [.. SixTexts.Select(text => text.Normalize())];

    /// <summary>Single words out of the texts: a relay that tokenised them would leak these.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [
        "Zermattia", "البحيرة", "水文站", "Quixotic", "ferrymen", "fluviomarégraphique", "гидрологи",
        "Светлоярское", "Guadalquivirillo", "pingüino", "קיפודנים", "quillwort", "Whimbrels", "Yellowhammers", "Ferrywright",
    ];

    /// <summary>Everything that the relay must not know.</summary>
    public static IReadOnlyList<string> Secrets { get; } =
        [.. Names, .. Titles, .. SixTexts, .. SixRead.Except(SixTexts), Bidi, BeforeRemoval, AfterRemoval, WhileAway, .. Words];
}
