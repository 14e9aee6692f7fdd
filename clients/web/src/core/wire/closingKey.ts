import { sha256 } from '@noble/hashes/sha2.js';
import { concat } from '../bytes.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const checkBytes = 3;

/** The closing key as people write it down: 32 bytes and the first 3 of their SHA-256, in the letters of RFC 4648 §6, 56 of them in groups of four. */
export function formatClosingKey(key: Uint8Array): string {
    const bits = [...concat(key, sha256(key).subarray(0, checkBytes))].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const text = bits.replace(/.{5}/g, (five) => letters[parseInt(five, 2)] as string);
    return text.replace(/.{4}(?=.)/g, '$& ');
}
