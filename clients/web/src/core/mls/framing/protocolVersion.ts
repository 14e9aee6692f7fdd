/** The protocol version (RFC 9420 §6); unknown numbers are allowed in capabilities. */
export type ProtocolVersion = number;

/** MLS 1.0. */
export const mls10 = 1;
