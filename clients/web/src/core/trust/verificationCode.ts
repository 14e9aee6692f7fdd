import { sha256 } from '@noble/hashes/sha2.js';
import { concat, equalBytes, fromHex, toHex, type Bytes } from '../bytes.ts';
import { bytesOf, type Opaque } from '../cbor/opaque.ts';
import type { DeviceKey } from './deviceKey.ts';
import type { DialogueId } from './dialogueId.ts';
import { digitsOf } from './digits.ts';
import type { ObjectHash } from './objectHash.ts';
import { frame, SigningLabels, type SigningLabel } from './signingLabels.ts';

/**
 * What two screens show when people make sure of each other: a hash over what each device knows by itself, read out as 20 digits or
 * scanned whole as a QR code. Nobody's answer goes into it, so it is the same on both ends without a message between them.
 */
export type VerificationCode = {
    /** 32 bytes. */
    readonly hash: Bytes;
    /** Five groups of four digits, always in this order from left to right: the first 66 bits. */
    readonly digits: readonly string[];
    /** The whole hash as a QR code holds it. */
    readonly scan: string;
};

/** What the scanned text begins with. It is no address, so that no camera opens it and it links no device. */
const scanPrefix = 'SDV1:';

/** `SHA-256("SecureDialogue person digits" || 0x00 || dialogue || lower key || higher key)`; the order of the two changes nothing. */
export function codeOfDevices(dialogue: DialogueId, one: DeviceKey, other: DeviceKey): VerificationCode {
    const [lower, higher] = one <= other ? [one, other] : [other, one];
    return codeOf(SigningLabels.personDigits, concat(bytesOf(dialogue), bytesOf(lower), bytesOf(higher)));
}

/** What all in a channel compare at once. */
type ChannelFingerprint = {
    readonly channel: Opaque;
    readonly epoch: bigint;
    /** SHA-256 of the epoch authenticator. */
    readonly authenticator: Uint8Array;
    /** The id of every leaf's admission, in any order. */
    readonly admissions: readonly ObjectHash[];
};

/** `SHA-256("SecureDialogue channel digits" || 0x00 || channel || epoch u64 || authenticator || SHA-256(admission ids, ascending))`. */
export function codeOfChannel({ channel, epoch, authenticator, admissions }: ChannelFingerprint): VerificationCode {
    const number = new Uint8Array(8);
    new DataView(number.buffer).setBigUint64(0, epoch);
    const roster = sha256(concat(...[...admissions].sort().map(bytesOf)));
    return codeOf(SigningLabels.channelDigits, concat(bytesOf(channel), number, authenticator, roster));
}

/** Whether two codes are one; compared in constant time. */
export function isSameCode(one: VerificationCode, hash: Uint8Array): boolean {
    return equalBytes(one.hash, hash);
}

/** The hash in a scanned text; undefined when it is no such code. */
export function hashOfScan(scanned: string): Bytes | undefined {
    const hex = /^SDV1:([0-9A-F]{64})$/.exec(scanned.trim().toUpperCase())?.[1];
    return hex === undefined ? undefined : fromHex(hex);
}

function codeOf(label: SigningLabel, input: Uint8Array): VerificationCode {
    const hash = new Uint8Array(sha256(frame(label, input)));
    return { hash, digits: digitsOf(hash), scan: scanPrefix + toHex(hash).toUpperCase() };
}
