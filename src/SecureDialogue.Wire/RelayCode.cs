namespace SecureDialogue.Wire;

/// <summary>How a relay answers. Each value says what the client does: go on, retry later, resync (read the log and try again), or give up.</summary>
public enum RelayCode
{
    /// <summary>Done. Clients: go on.</summary>
    Ok = 0,

    /// <summary>The request is not what the protocol says: a field is missing, unknown, null, not base64 or has a wrong length. Clients: give up.</summary>
    Malformed = 1,

    /// <summary>Something in the request exceeds its limit. Clients: give up.</summary>
    TooLarge = 2,

    /// <summary>The relay speaks another version of the protocol. Clients: give up.</summary>
    WrongVersion = 3,

    /// <summary>The call is not allowed on this connection at this moment: no Hello yet, a mailbox call on a channel connection, a second mailbox. Clients: give up.</summary>
    WrongOrder = 4,

    /// <summary>There is no such dialogue, mailbox or channel, or the token does not open it. Clients: give up.</summary>
    NotFound = 5,

    /// <summary>The proof is not the key's over this request, this relay and this connection's nonce. Clients: give up.</summary>
    BadSignature = 6,

    /// <summary>The pass is unknown, was spent or is for something else. Clients: give up.</summary>
    PassSpent = 7,

    /// <summary>The id is taken by something else. Clients: give up.</summary>
    AlreadyExists = 8,

    /// <summary>The dialogue may not mint so many passes. Clients: give up.</summary>
    QuotaExceeded = 9,

    /// <summary>The mailbox holds as many letters as it may. Clients: retry later.</summary>
    MailboxFull = 10,

    /// <summary>There is no such mailbox, or it was closed, or the drop token is not its own. Clients: give up.</summary>
    MailboxGone = 11,

    /// <summary>The mailbox holds no key package. Clients: retry later.</summary>
    NoPackage = 12,

    /// <summary>The connection has not proven the channel's current epoch. Clients: resync.</summary>
    NotProven = 13,

    /// <summary>The channel has not reached that epoch. Clients: retry later.</summary>
    NotYet = 14,

    /// <summary>The key is not that epoch's access key. Clients: resync.</summary>
    WrongKey = 15,

    /// <summary>The item is not of the current epoch. Clients: resync.</summary>
    StaleEpoch = 16,

    /// <summary>A lasting or steward item was stored after the one the committer had processed. Clients: resync.</summary>
    Behind = 17,

    /// <summary>The relay's disk is full; nothing was stored. Clients: retry later.</summary>
    StorageFull = 18,

    /// <summary>Too many calls in too short a time. Clients: retry later.</summary>
    TooMany = 19,

    /// <summary>The relay failed; nothing was stored, or it was and a retry says so. Clients: retry later.</summary>
    Unavailable = 20,

    /// <summary>A steward keeps the channel from taking this: posts, a commit without a steward's signature, or anything. Clients: retry later.</summary>
    Restricted = 21,
}
