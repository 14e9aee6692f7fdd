import { sha256 } from '@noble/hashes/sha2.js';
import { concat } from '../bytes.ts';
import { bytesOf } from '../cbor/opaque.ts';
import type { DialogueId } from './dialogueId.ts';
import type { ObjectHash } from './objectHash.ts';
import { frame, SigningLabels } from './signingLabels.ts';

const count = 20;
const groupLength = 4;
const bits = 66n;

/**
 * The 20 digits that applicant and officer compare face to face or by voice, in five groups of four, always in this order from left to
 * right. The first 66 bits of `SHA-256("SecureDialogue digits" || 0x00 || dialogue || request id || nonce)` as a number, most
 * significant bit first, in decimal with leading zeros. 2^66 is below 10^20: different bits give different digits.
 */
export function computeDigits(dialogue: DialogueId, request: ObjectHash, nonce: Uint8Array): readonly string[] {
    return digitsOf(sha256(frame(SigningLabels.digits, concat(bytesOf(dialogue), bytesOf(request), nonce))));
}

/**
 * What all signers of a Charter compare before they sign, in ten groups of four: the digits of the first and the second 66 bits of
 * `SHA-256("SecureDialogue charter digits" || 0x00 || hash of the version)`. No nonce of another goes into them, so that who writes
 * the Charter could search for two versions with the same 66 bits; with 132 that takes some 2^66 tries.
 */
export function charterDigits(charter: ObjectHash): readonly string[] {
    const hash = sha256(frame(SigningLabels.charterDigits, bytesOf(charter)));
    return [...digitsOf(hash), ...digitsOf(hash, bits)];
}

/** The digits of a hash that people compare: its first 66 bits, or those after the first `skipped`. */
export function digitsOf(hash: Uint8Array, skipped = 0n): readonly string[] {
    const whole = hash.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const number = BigInt.asUintN(Number(bits), whole >> (256n - bits - skipped));
    const digits = number.toString().padStart(count, '0');
    return Array.from({ length: count / groupLength }, (_, i) => digits.slice(i * groupLength, (i + 1) * groupLength));
}
