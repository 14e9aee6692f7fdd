namespace SecureDialogue.Wire;

/// <summary>Every bound of the protocol. A relay refuses what exceeds one; a client checks before it sends.</summary>
public static class Limits
{
    /// <summary>Bytes of one hub message in either direction: 1 MiB.</summary>
    public const int HubMessageBytes = 1024 * 1024;

    /// <summary>Bytes of one posted item: 256 KiB.</summary>
    public const int ItemBytes = 256 * 1024;

    /// <summary>Bytes of one letter: 256 KiB.</summary>
    public const int LetterBytes = 256 * 1024;

    /// <summary>Bytes of one sealed key package: 8 KiB.</summary>
    public const int PackageBytes = 8 * 1024;

    /// <summary>Bytes of the UTF-8 text of one message: 16 KiB.</summary>
    public const int TextBytes = 16 * 1024;

    /// <summary>Sealed key packages of one request and of one mailbox.</summary>
    public const int Packages = 32;

    /// <summary>Letters waiting in one mailbox.</summary>
    public const int LettersWaiting = 512;

    /// <summary>Bytes of all letters waiting in one mailbox: 32 MiB.</summary>
    public const int MailboxBytes = 32 * 1024 * 1024;

    /// <summary>Bytes of letters or items in one answer, before base64: 512 KiB, and always at least one.</summary>
    public const int BatchBytes = 512 * 1024;

    /// <summary>Letters or items in one answer.</summary>
    public const int BatchCount = 256;

    /// <summary>Letters in one acknowledgement.</summary>
    public const int Acknowledgements = 512;

    /// <summary>Passes of one request.</summary>
    public const int Passes = 64;

    /// <summary>Steward keys of one channel.</summary>
    public const int StewardKeys = 8;

    /// <summary>Days that talk may be kept, at most: 30.</summary>
    public const int TalkDays = 30;

    /// <summary>Days that commits, lasting items and the hashes of expired talk are kept: 180.</summary>
    public const int LastingDays = 180;

    /// <summary>Days that a letter waits for its owner: 60.</summary>
    public const int LetterDays = 60;

    /// <summary>Posts one client may have unanswered on one channel.</summary>
    public const int PostsInFlight = 16;

    /// <summary>Channels that one connection may have proven.</summary>
    public const int ChannelsPerConnection = 256;

    /// <summary>Seconds after which a relay answers a poll though there is nothing to say, where WebSockets are blocked.</summary>
    public const int PollSeconds = 20;

    /// <summary>Bytes of a presence handle.</summary>
    public const int HandleBytes = 16;

    /// <summary>Presence handles of one channel.</summary>
    public const int Handles = 256;

    /// <summary>Seconds for which a presence handle holds.</summary>
    public const int PresenceSeconds = 60;

    /// <summary>Bytes of one whisper.</summary>
    public const int WhisperBytes = 256;

    /// <summary>Bytes of a key, a hash, a nonce and a pass.</summary>
    public const int KeyBytes = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureBytes = 64;
}
