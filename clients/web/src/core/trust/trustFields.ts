import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import { ObjectLimits } from '../cbor/objectLimits.ts';
import type { ObjectReader } from '../cbor/objectReader.ts';
import { deviceKeyBytes, type DeviceKey } from './deviceKey.ts';
import { dialogueIdBytes, type DialogueId } from './dialogueId.ts';
import { objectHashBytes, type ObjectHash } from './objectHash.ts';
import { maxPartyCodeLength, parsePartyCode, type PartyCode } from './partyCode.ts';
import { personTagBytes, type PersonTag } from './personTag.ts';
import { maxRelayAddressLength, parseRelayAddress, type RelayAddress } from './relayAddress.ts';
import { Roles } from './roles.ts';
import { unixHour, type UnixHour } from './unixHour.ts';

/** The most characters (Unicode scalar values) of a name. */
export const maxNameCharacters = 64;

export function readHash(fields: ObjectReader, key: number): ObjectHash {
    return fields.opaque<ObjectHash>(key, objectHashBytes);
}

export function readDialogue(fields: ObjectReader, key: number): DialogueId {
    return fields.opaque<DialogueId>(key, dialogueIdBytes);
}

export function readDevice(fields: ObjectReader, key: number): DeviceKey {
    return fields.opaque<DeviceKey>(key, deviceKeyBytes);
}

export function readPerson(fields: ObjectReader, key: number): PersonTag {
    return fields.opaque<PersonTag>(key, personTagBytes);
}

export function readHour(fields: ObjectReader, key: number): UnixHour {
    return unixHour(fields.number(key, 0, ObjectLimits.maxUint32));
}

/** A set of roles, as a number not below `least`. */
export function readRoles(fields: ObjectReader, key: number, least: Roles): Roles {
    return fields.number(key, least, Roles.all);
}

export function readParty(fields: ObjectReader, key: number): PartyCode {
    const code = parsePartyCode(fields.text(key, 1, maxPartyCodeLength));
    if (code === undefined) throw new MalformedObjectException('a party code is 1 to 16 of A-Z, a-z, 0-9 and hyphen');
    return code;
}

/** Bounds only: what `checkName` says hangs on the Unicode version, and one new letter must not make a whole pack unreadable. */
export function readName(fields: ObjectReader, key: number): string {
    return fields.text(key, 1, 2 * maxNameCharacters);
}

export function readRelay(fields: ObjectReader, key: number): RelayAddress {
    const text = fields.text(key, 1, maxRelayAddressLength);
    const relay = parseRelayAddress(text);
    requireRule(relay === text, "a relay's address is in lower case and has no final slash");
    return relay;
}

/** A field that may be missing. */
export function optional<T>(fields: ObjectReader, key: number, read: (fields: ObjectReader, key: number) => T): T | undefined {
    return fields.has(key) ? read(fields, key) : undefined;
}
