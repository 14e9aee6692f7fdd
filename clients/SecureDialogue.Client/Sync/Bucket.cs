using SecureDialogue.Wire;

namespace SecureDialogue.Client.Sync;

/// <summary>Where each kind of record lies in the store. Buckets with a channel in their name are per channel.</summary>
internal static class Bucket
{
    /// <summary>One record: <see cref="Devices.DeviceState"/>.</summary>
    internal const string Device = "device";

    /// <summary>Own key packages by reference: <see cref="Devices.StoredPackage"/>.</summary>
    internal const string Packages = "packages";

    /// <summary>Invitations made here, by SHA-256 of their secret: <see cref="Admissions.StoredInvitation"/>.</summary>
    internal const string Invitations = "invitations";

    /// <summary>Links for founders made here, by SHA-256 of their secret: <see cref="Admissions.StoredInvitation"/>.</summary>
    internal const string FoundingLinks = "founding links";

    /// <summary>Founders who answered, by request id: <see cref="Founding.StoredFounder"/>.</summary>
    internal const string Founders = "founders";

    /// <summary>Requests received here, by request id: <see cref="Admissions.StoredRequest"/>.</summary>
    internal const string Requests = "requests";

    /// <summary>Admitted people whom this officer can add to channels, by admission id: <see cref="Admissions.StoredPerson"/>.</summary>
    internal const string People = "people";

    /// <summary>Papers by id: <see cref="Client.Papers.StoredPaper"/>.</summary>
    internal const string Papers = "papers";

    /// <summary>Letters that came before their paper or their Charter: <see cref="Client.Papers.EarlyLetter"/>.</summary>
    internal const string EarlyLetters = "early letters";

    /// <summary>Mailboxes and names that came with papers, by device key: <see cref="Trust.Contact"/>.</summary>
    internal const string Contacts = "contacts";

    /// <summary>Letters to be dropped, by letter id: <see cref="StoredLetter"/>.</summary>
    internal const string LettersOut = "letters out";

    /// <summary>Parts of Welcomes not accepted yet, by channel and part: <see cref="Channels.StoredWelcome"/>.</summary>
    internal const string Welcomes = "welcomes";

    /// <summary>Channels by id: <see cref="Channels.ChannelState"/>.</summary>
    internal const string Channels = "channels";

    /// <summary>MLS snapshots by channel id.</summary>
    internal const string Groups = "groups";

    /// <summary>Commits on their way, by channel id: <see cref="Channels.PendingCommit"/>.</summary>
    internal const string Pending = "pending";

    /// <summary>Who was verified, by person tag: <see cref="Verification.StoredMark"/>.</summary>
    internal const string Marks = "marks";

    /// <summary>What was shown to be compared, by device key or channel id: <see cref="Verification.StoredComparison"/>.</summary>
    internal const string Comparisons = "comparisons";

    /// <summary>Requests of others to swap their leaf, by channel and device: <see cref="Channels.StoredSwapRequest"/>.</summary>
    internal const string SwapRequests = "swap requests";

    /// <summary>Whom this device asked to swap its own leaf, by channel: <see cref="Channels.StoredSwapAsk"/>.</summary>
    internal const string SwapAsks = "swap asks";

    /// <summary>Passes in stock, by SHA-256 of the pass: <see cref="Devices.StoredPass"/>.</summary>
    internal const string Passes = "passes";

    /// <summary>Founder only: passes on their way to somebody, by device key: <see cref="Devices.StoredPassOrder"/>.</summary>
    internal const string PassOrders = "pass orders";

    /// <summary>Founder only: who was given how many, by device key: <see cref="Devices.StoredPassSupply"/>.</summary>
    internal const string PassSupplies = "pass supplies";

    /// <summary>One record, not the founder's: <see cref="Devices.StoredPassAsk"/>.</summary>
    internal const string PassAsk = "pass ask";

    /// <summary>Revocations and removal orders known here, by id: <see cref="Revocations.StoredCut"/>.</summary>
    internal const string Cuts = "cuts";

    /// <summary>What this person may say at home and to whom, by random id: <see cref="HomeCards.StoredHomeCard"/>. Never leaves this device.</summary>
    internal const string HomeCards = "home cards";

    /// <summary>Alarms that a person has not been shown, by number; UTF-8.</summary>
    internal const string Alarms = "alarms";

    /// <summary>What was written here and has not come back in the log, in order: <see cref="Channels.OutboxEntry"/>.</summary>
    internal static string Outbox(ChannelId channel) => "outbox " + Name(channel);

    /// <summary>Lines as shown, by sequence: <see cref="Channels.LogLine"/>.</summary>
    internal static string Log(ChannelId channel) => "log " + Name(channel);

    /// <summary>Under the ids of the messages among those lines, their sequences.</summary>
    internal static string Shown(ChannelId channel) => "shown " + Name(channel);

    /// <summary>Versions of the single text and brackets, by sequence: <see cref="Texts.KeptItem"/>.</summary>
    internal static string Texts(ChannelId channel) => "texts " + Name(channel);

    /// <summary>What may be said outside of messages whose author said so, by message id: the number of a <see cref="Trust.Regime"/>.</summary>
    internal static string Regimes(ChannelId channel) => "regimes " + Name(channel);

    /// <summary>d(n) by sequence, 32 bytes.</summary>
    internal static string Chain(ChannelId channel) => "chain " + Name(channel);

    /// <summary>Who could read it from when to when, by device key: <see cref="Revocations.StoredPresence"/>.</summary>
    internal static string Presences(ChannelId channel) => "presences " + Name(channel);

    private static string Name(ChannelId channel) => Convert.ToHexStringLower(channel.ToBytes());
}
