import type { Brand } from '../brand.ts';
import { opaqueOf, type Opaque } from '../cbor/opaque.ts';

/** A channel on one relay; also the MLS group id. */
export type ChannelId = Brand<Opaque, 'ChannelId'>;
/** One letter: the sender draws it, and a retry carries the same. */
export type LetterId = Brand<Opaque, 'LetterId'>;
export type MailboxId = Brand<Opaque, 'MailboxId'>;
/** One posted item, the same inside the ciphertext and towards the relay: the sender draws it, and a retry carries the same. */
export type MessageId = Brand<Opaque, 'MessageId'>;
/** A dialogue as the relay knows it: random, and no relation to the hash of its Charter. */
export type RelayDialogueId = Brand<Opaque, 'RelayDialogueId'>;
/** One installation of a relay, for as long as its data live; every proof is bound to it. */
export type RelayId = Brand<Opaque, 'RelayId'>;

/** Every random identifier of the wire; each has 16 bytes. */
export type OpaqueId = ChannelId | LetterId | MailboxId | MessageId | RelayDialogueId | RelayId;

export const opaqueIdBytes = 16;

/** Draws a fresh identifier. */
export function drawId<T extends OpaqueId>(): T {
    return opaqueOf<T>(crypto.getRandomValues(new Uint8Array(opaqueIdBytes)));
}

/** Reads an identifier. @throws RangeError when there are not 16 bytes. */
export function idOf<T extends OpaqueId>(bytes: Uint8Array): T {
    if (bytes.length !== opaqueIdBytes) throw new RangeError('an identifier has 16 bytes');
    return opaqueOf<T>(bytes);
}
