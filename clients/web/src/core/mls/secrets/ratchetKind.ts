/** Each leaf has two ratchets (RFC 9420 §9): one for proposals and commits, one for application data. */
export type RatchetKind = 'handshake' | 'application';
