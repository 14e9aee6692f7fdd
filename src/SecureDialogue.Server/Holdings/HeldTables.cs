namespace SecureDialogue.Server.Holdings;

/// <summary>Everything in both databases, in words. A test holds this list to what the databases really have.</summary>
internal static class HeldTables
{
    private const string Place = "(number of the mailbox or channel) x 2^32 + a running number";
    private const string Day = "the day it came, as days since 1970-01-01";
    private const string Mark = "what whoever has the dialogue's closing key finds it by; random to everybody else";
    private const string Sealed = "sealed; the relay has no key";

    public static IReadOnlyList<HeldTable> Mailboxes { get; } =
    [
        new("installation", "who this relay is",
            ("one", "1"),
            ("relay", "16 random bytes"),
            ("begin_hash", "SHA-256 of the Begin link's token, until it is used"),
            ("begin_state", "0 not yet printed, 1 printed, 2 used"),
            ("swept_day", "the day by which was last erased what had been kept for its time"),
            ("doubted_day", "the day that the clock showed when it was first not believed, or 0")),
        new("dialogue", "a dialogue: its title, its people and its channels are not known here",
            ("id", "16 random bytes"),
            ("management_key", "public key of the device that makes passes"),
            ("minted", "how many passes it has made"),
            ("close_mark", Mark)),
        new("mint", "passes were made: a request that is repeated makes no second ones",
            ("hash", "SHA-256 of the request"),
            ("complete", "whether both databases have them")),
        new("mailbox_pass", "a place for a mailbox that nobody has used",
            ("hash", "SHA-256 of the pass")),
        new("mailbox", "a place for sealed letters to one device: whose is not known here, nor of which dialogue",
            ("number", "random"),
            ("id", "16 random bytes, drawn by the device"),
            ("owner_key", "public key, of this mailbox alone"),
            ("drop_hash", "SHA-256 of what one must show to leave a letter"),
            ("close_mark", Mark),
            ("counter", "running number of letters and packages"),
            ("letters", "how many letters wait"),
            ("letter_bytes", "their bytes")),
        new("package", "sealed keys by which somebody can be added to a channel",
            ("place", Place),
            ("hash", "SHA-256"),
            ("bytes", Sealed + "; nothing once it was fetched"),
            ("handed", "how often it was fetched"),
            ("day", Day)),
        new("letter", "a letter that its owner has not fetched",
            ("place", Place),
            ("letter", "16 random bytes, drawn by the sender"),
            ("bytes", Sealed),
            ("day", Day)),
        new("acknowledged", "a letter was fetched: a late copy of it is not stored",
            ("mailbox", "number of the mailbox"),
            ("hash", "of the letter's id and bytes"),
            ("day", Day))
        {
            KeyColumns = 2,
        },
    ];

    public static IReadOnlyList<HeldTable> Channels { get; } =
    [
        new("channel_pass", "a place for a channel that nobody has used",
            ("hash", "SHA-256 of the pass")),
        new("channel", "a log of sealed messages: who reads and writes it is not known here, nor of which dialogue it is",
            ("number", "random"),
            ("id", "16 random bytes, drawn by a device"),
            ("epoch", "how often its readers have changed keys"),
            ("head", "how many messages it has had"),
            ("digest", "hash over all of them"),
            ("lasting", "the last that is kept for long"),
            ("talk_days", "days that talk is kept"),
            ("close_mark", Mark),
            ("restrictions", "what its stewards keep it from taking")),
        new("steward", "keys that may stop a channel",
            ("channel", "number of the channel"),
            ("key", "public key, of this channel alone"))
        {
            KeyColumns = 2,
        },
        new("epoch", "keys that may read a stretch of a channel's log",
            ("channel", "number of the channel"),
            ("epoch", "which stretch"),
            ("key", "public key that all readers of the stretch share"),
            ("opened_by", "the message before the stretch"),
            ("opened_digest", "hash over the log up to there"))
        {
            KeyColumns = 2,
        },
        new("item", "a message",
            ("place", Place),
            ("message", "16 random bytes, drawn by the sender"),
            ("kind", "1 change of readers, 2 lasting, 3 talk, 4 stewards"),
            ("epoch", "the stretch it belongs to"),
            ("hash", "SHA-256"),
            ("bytes", Sealed + ", but for the hour that a change of readers states; nothing once its time is over"),
            ("void", "whether stewards took it back"),
            ("day", Day)),
    ];

    /// <summary>What PostgreSQL has besides, in each database.</summary>
    public static IReadOnlyList<HeldTable> Nodes { get; } =
    [
        new("node_key", "the key of the names by which nodes tell each other of a mailbox or channel",
            ("one", "1"),
            ("key", "random; another one in the other database")),
        new("schema_version", "which database this is",
            ("one", "1"),
            ("name", "mailboxes or channels"),
            ("version", "of its tables")),
    ];
}
