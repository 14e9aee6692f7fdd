/** Every bound of the protocol. A relay refuses what exceeds one; a client checks before it sends. */
export const Limits = {
    /** Bytes of one hub message in either direction. */
    hubMessageBytes: 1024 * 1024,
    itemBytes: 256 * 1024,
    letterBytes: 256 * 1024,
    /** Bytes of one sealed key package. */
    packageBytes: 8 * 1024,
    /** Bytes of the UTF-8 text of one message. */
    textBytes: 16 * 1024,
    /** Sealed key packages of one request and of one mailbox. */
    packages: 32,
    lettersWaiting: 512,
    /** Bytes of all letters waiting in one mailbox. */
    mailboxBytes: 32 * 1024 * 1024,
    /** Bytes of letters or items in one answer, before base64, and always at least one. */
    batchBytes: 512 * 1024,
    batchCount: 256,
    /** Letters in one acknowledgement. */
    acknowledgements: 512,
    /** Passes of one request. */
    passes: 64,
    /** Steward keys of one channel. */
    stewardKeys: 8,
    /** Days that talk may be kept, at most. */
    talkDays: 30,
    /** Days that commits, lasting items and the hashes of expired talk are kept. */
    lastingDays: 180,
    letterDays: 60,
    /** Posts one client may have unanswered on one channel. */
    postsInFlight: 16,
    /** Channels that one connection may have proven. */
    channelsPerConnection: 256,
    /** Bytes of a presence handle. */
    handleBytes: 16,
    /** Presence handles of one channel. */
    handles: 256,
    /** Seconds for which a presence handle holds. */
    presenceSeconds: 60,
    /** Bytes of one whisper. */
    whisperBytes: 256,
    /** Bytes of a key, a hash, a nonce and a pass. */
    keyBytes: 32,
    signatureBytes: 64,
} as const;
