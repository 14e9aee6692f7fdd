import { toHex } from '../bytes.ts';

/** Where each kind of record lies in the store. Buckets with a channel in their name are per channel. */
export const bucket = {
    /** One record under the empty key: `DeviceState`. */
    device: 'device',
    /** Own key packages by reference: `StoredPackage`. */
    packages: 'packages',
    /** Papers by id: `StoredPaper`. */
    papers: 'papers',
    /** Letters that came before their paper or their Charter: `EarlyLetter`. */
    earlyLetters: 'early letters',
    /** Letters to be dropped, by letter id: `StoredLetter`. */
    lettersOut: 'letters out',
    /** Parts of Welcomes not accepted yet, by channel and part: `StoredWelcome`. */
    welcomes: 'welcomes',
    /** Channels by id: `ChannelState`. */
    channels: 'channels',
    /** MLS snapshots by channel id. */
    groups: 'groups',
    /** Commits on their way, by channel id: `PendingCommit`. */
    pending: 'pending',
    /** The last sequence of a channel that a person was shown, by channel id. */
    read: 'read',
    /** One record under the empty key: whether this device shows that it is here. */
    presence: 'presence',
    /** What is being written, by channel id: `StoredDraft`. */
    drafts: 'drafts',
    /** Who was verified, by person tag: `StoredMark`. */
    marks: 'marks',
    /** What was shown to be compared, by device key or channel id: `StoredComparison`. */
    comparisons: 'comparisons',
    /** Revocations and removal orders known here, by id: `StoredCut`. */
    cuts: 'cuts',
    /** Requests of others to swap their leaf, by channel and device: `StoredSwapRequest`. */
    swapRequests: 'swap requests',
    /** Whom this device asked to swap its own leaf, by channel: `StoredSwapAsk`. */
    swapAsks: 'swap asks',
    /** Passes in stock, by SHA-256 of the pass: `RelayPass`. */
    passes: 'passes',
    /** One record under the empty key: `StoredPassAsk`. */
    passAsk: 'pass ask',
    /** Passes drawn for somebody, by device key: `PassBundle`. The relay may not know them yet, so that a crash mints the same ones again. */
    passOrders: 'pass orders',
    /** How many passes a device was given today, by device key: `StoredPassSupply`. */
    passSupplies: 'pass supplies',
    /** Founding links made here, by SHA-256 of their secret: `StoredInvitation`. */
    foundingLinks: 'founding links',
    /** Founders who answered, by request id: `StoredFounder`. */
    founders: 'founders',
    /** Invitations and device links made here, by SHA-256 of their secret: `StoredInvitation`. */
    invitations: 'invitations',
    /** Requests received here, by request id: `StoredRequest`. */
    requests: 'requests',
    /** Admitted people whom this device can add to channels, by admission id: `StoredPerson`. */
    people: 'people',
    /** Mailboxes and names that came with papers, by device key: `Contact`. */
    contacts: 'contacts',
    /** One record under the empty key, of a page whose person wants to be told that something came. */
    notifies: 'notifies',
    /** What this person may say at home and to whom, by random id: `StoredHomeCard`. Never leaves this device. */
    homeCards: 'home cards',
    /** Alarms that a person has not been shown, by number; UTF-8. */
    alarms: 'alarms',
    /** What was written here and has not come back in the log, in order: `OutboxEntry`. */
    outbox: (channel: Uint8Array): string => `outbox ${toHex(channel)}`,
    /** Lines as shown, by sequence: `LogLine`. */
    log: (channel: Uint8Array): string => `log ${toHex(channel)}`,
    /** Under the message ids of those lines, their sequences. */
    shown: (channel: Uint8Array): string => `shown ${toHex(channel)}`,
    /** Versions of the single text and brackets, by sequence: `KeptItem`. */
    texts: (channel: Uint8Array): string => `texts ${toHex(channel)}`,
    /** What may be said outside of messages whose author said so, by message id: a `Regime`. */
    regimes: (channel: Uint8Array): string => `regimes ${toHex(channel)}`,
    /** Who could read it from when to when, by device key: `StoredPresence`. */
    presences: (channel: Uint8Array): string => `presences ${toHex(channel)}`,
    /** Who was admitted, to be told there with the next sync, by admission id: `AdmissionNotice`. */
    announcements: (channel: Uint8Array): string => `announcements ${toHex(channel)}`,
    /** d(n) by sequence, 32 bytes. */
    chain: (channel: Uint8Array): string => `chain ${toHex(channel)}`,
} as const;
