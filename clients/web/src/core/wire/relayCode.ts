/** How a relay answers. */
export const RelayCode = {
    ok: 0,
    /** A field is missing, unknown, null, not base64 or has a wrong length. */
    malformed: 1,
    tooLarge: 2,
    wrongVersion: 3,
    /** Not allowed on this connection at this moment: no Hello yet, a mailbox call on a channel connection, a second mailbox. */
    wrongOrder: 4,
    /** There is no such dialogue, mailbox or channel, or the token does not open it. */
    notFound: 5,
    /** The proof is not the key's over this request, this relay and this connection's nonce. */
    badSignature: 6,
    /** The pass is unknown, was spent or is for something else. */
    passSpent: 7,
    /** The id is taken by something else. */
    alreadyExists: 8,
    /** The dialogue may not mint so many passes. */
    quotaExceeded: 9,
    mailboxFull: 10,
    /** There is no such mailbox, or it was closed, or the drop token is not its own. */
    mailboxGone: 11,
    noPackage: 12,
    /** The connection has not proven the channel's current epoch. */
    notProven: 13,
    /** The channel has not reached that epoch. */
    notYet: 14,
    /** The key is not that epoch's access key. */
    wrongKey: 15,
    /** The item is not of the current epoch. */
    staleEpoch: 16,
    /** A lasting or steward item was stored after the one the committer had processed. */
    behind: 17,
    /** The relay's disk is full; nothing was stored. */
    storageFull: 18,
    tooMany: 19,
    /** The relay failed; nothing was stored, or it was and a retry says so. */
    unavailable: 20,
    /** A steward keeps the channel from taking this: posts, a commit without a steward's signature, or anything. */
    restricted: 21,
} as const;
export type RelayCode = (typeof RelayCode)[keyof typeof RelayCode];

/** What the client does: go on, try again later, read the log and try again, or give up. */
export type RelayAdvice = 'goOn' | 'retryLater' | 'resync' | 'giveUp';

const advice = new Map<RelayCode, RelayAdvice>([
    [RelayCode.ok, 'goOn'],
    [RelayCode.mailboxFull, 'retryLater'],
    [RelayCode.noPackage, 'retryLater'],
    [RelayCode.notProven, 'resync'],
    [RelayCode.notYet, 'retryLater'],
    [RelayCode.wrongKey, 'resync'],
    [RelayCode.staleEpoch, 'resync'],
    [RelayCode.behind, 'resync'],
    [RelayCode.storageFull, 'retryLater'],
    [RelayCode.tooMany, 'retryLater'],
    [RelayCode.unavailable, 'retryLater'],
    [RelayCode.restricted, 'retryLater'],
]);

/** What a code tells the client to do. */
export function adviceOf(code: RelayCode): RelayAdvice {
    return advice.get(code) ?? 'giveUp';
}
