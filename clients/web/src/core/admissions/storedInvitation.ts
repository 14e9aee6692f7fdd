import { localRecord, optional } from '../sync/localRecord.ts';
import { bytes, count, flag, record, text, type Of } from '../wire/jsonRecord.ts';

/** An invitation or device link made here. The secret itself is in the link only; what it can lead to is fixed here. */
export type StoredInvitation = Of<typeof shape>;

const shape = record({
    /** SHA-256 of the link's body, 32 bytes. */
    id: bytes,
    /** Party code; absent for neutral people. */
    party: optional(text),
    /** The roles offered. */
    roles: count,
    /** Hours since 1970. */
    expiresAt: count,
    /** Of a device link only: the earlier admission of the person whose further device may ask. */
    earlier: optional(bytes),
    /** Of a device link only: the person's name. */
    name: optional(text),
    /** Of a device link only: whether the earlier device was cut off already, so that the link is for the person's return. */
    afterCut: optional(flag),
});

export const storedInvitationRecord = localRecord(shape);
