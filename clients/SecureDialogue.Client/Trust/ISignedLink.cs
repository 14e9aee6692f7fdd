using SecureDialogue.Client.Cbor;

namespace SecureDialogue.Client.Trust;

/// <summary>What an invitation and a device link have in common: what an applicant needs of the link it applies with.</summary>
internal interface ISignedLink
{
    /// <summary>SHA-256 of the link's body.</summary>
    ObjectHash Id { get; }

    /// <summary>Where the relay is.</summary>
    RelayAddress Relay { get; }

    /// <summary>The relay's own id.</summary>
    Opaque RelayId { get; }

    /// <summary>The dialogue.</summary>
    DialogueId Dialogue { get; }

    /// <summary>The version in force.</summary>
    ObjectHash Charter { get; }

    /// <summary>Who invites, and whose signature it bears.</summary>
    DeviceKey Inviter { get; }

    /// <summary>The inviter's mailbox.</summary>
    MailboxCard Card { get; }

    /// <summary>32 bytes used once.</summary>
    SecretBytes Secret { get; }

    /// <summary>For the new mailbox.</summary>
    SecretBytes Pass { get; }

    /// <summary>For the new mailbox's row.</summary>
    Opaque CloseMark { get; }

    /// <summary>Whether it is void at an hour.</summary>
    bool IsExpiredAt(UnixHour hour);
}
