import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, utf8, type Bytes } from '../bytes.ts';

const tagBytes = 16;
const label = utf8('SecureDialogue close\0');

/** A mark for whatever a pass is spent on. */
export function drawCloseMark(closingKey: Uint8Array): Bytes {
    return closeMarkOf(closingKey, crypto.getRandomValues(new Uint8Array(tagBytes)));
}

/**
 * What the relay keeps beside a dialogue, a mailbox and a channel, so that whoever holds the closing key finds them:
 * `tag (16) || HMAC-SHA256(closing key, "SecureDialogue close" || 0x00 || tag)`, the first 16 bytes. The tag of a dialogue's own
 * mark is its id, every other one is random.
 */
export function closeMarkOf(closingKey: Uint8Array, tag: Uint8Array): Bytes {
    return concat(tag, hmac(sha256, closingKey, concat(label, tag)).subarray(0, tagBytes));
}
