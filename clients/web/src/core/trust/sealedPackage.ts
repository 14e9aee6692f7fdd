import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concat, wipe, type Bytes } from '../bytes.ts';
import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { pad, unpad } from '../cbor/sizeClasses.ts';
import type { MailboxCard } from './mailboxCard.ts';
import { frame, SigningLabels } from './signingLabels.ts';

const nonceBytes = 24;

/**
 * Seals an encoded MLS key package for one's own mailbox, as it lies at the relay:
 * `nonce || XChaCha20-Poly1305(package key, nonce, label || 0x00 || mailbox id, padded package)`.
 */
export function sealPackage(keyPackage: Uint8Array, card: MailboxCard): Bytes {
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
    return concat(nonce, xchacha20poly1305(card.packageKey, nonce, associatedData(card)).encrypt(pad(keyPackage)));
}

/** Opens a key package fetched from the card's mailbox. @throws MalformedObjectException when it was not sealed under this card. */
export function openPackage(bytes: Uint8Array, card: MailboxCard): Bytes {
    requireRule(bytes.length > nonceBytes, 'a sealed package is too short');
    const padded = decrypt(bytes, card);
    try {
        return unpad(padded);
    } finally {
        wipe(padded);
    }
}

function decrypt(bytes: Uint8Array, card: MailboxCard): Uint8Array {
    const nonce = bytes.subarray(0, nonceBytes);
    try {
        return xchacha20poly1305(card.packageKey, nonce, associatedData(card)).decrypt(bytes.subarray(nonceBytes));
    } catch {
        throw new MalformedObjectException('a sealed package does not open');
    }
}

function associatedData(card: MailboxCard): Bytes {
    return frame(SigningLabels.keyPackage, bytesOf(card.mailbox));
}
