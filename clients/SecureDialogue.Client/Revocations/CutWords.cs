using SecureDialogue.Client.Policy;

namespace SecureDialogue.Client.Revocations;

/// <summary>What people read when somebody was cut off.</summary>
internal static class CutWords
{
    /// <summary>When a channel stands under another Charter, or does not know who signed.</summary>
    internal const string NotHere = "somebody in this channel was cut off, and the signatures do not count here; two officers of the Charter in force must sign again";

    /// <summary>In a channel's log; <c>{0}</c> is the person.</summary>
    internal static string Line(bool wholePerson) => wholePerson
        ? "all devices of {0} were cut off; count what they could read here as known to others"
        : "a device of {0} was cut off; count what it could read here as known to others";

    /// <summary>To somebody who hears of it by letter.</summary>
    internal static string Told(string name, bool wholePerson) => wholePerson
        ? $"all devices of {name} were cut off; your channels are taking them out, and 'dialogue exposure' shows what they could read"
        : $"a device of {name} was cut off; your channels are taking it out, and 'dialogue exposure' shows what it could read";

    /// <summary>To somebody who got a letter that cuts nobody off.</summary>
    internal static string Refused(string sender, RemovalRefusal refusal) =>
        $"a letter of {sender} says that somebody was cut off; it was refused: {Why(refusal)}";

    /// <summary>When somebody who was cut off brings this device into a channel.</summary>
    internal static string DrawnIn(string name, string title) =>
        $"{name} was cut off and wanted to bring this device into the channel {title}; it was refused";

    /// <summary>When somebody who was cut off stands in a channel that cannot take that one out.</summary>
    internal static string StandsThere(string name, string title) =>
        $"{name} was cut off and stands in the channel {title}, into which somebody wanted to bring this device; it was refused";

    private static string Why(RemovalRefusal refusal) => refusal switch
    {
        RemovalRefusal.AnotherDialogue => "it belongs to another dialogue",
        RemovalRefusal.AnotherCharter => "it was made under a Charter that this device does not know",
        RemovalRefusal.UnknownTarget => "whom it names was never admitted",
        RemovalRefusal.FalseSignature => "a signature under it is false",
        RemovalRefusal.StrangerSigned => "somebody signed it to whom the Charter gives no say",
        RemovalRefusal.SignaturesMissing => "fewer have signed it than the Charter asks for",
        _ => throw new System.Diagnostics.UnreachableException("Every refusal has its words."),
    };
}
