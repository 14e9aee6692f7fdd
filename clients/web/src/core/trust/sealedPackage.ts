import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concat, copyOf, type Bytes } from '../bytes.ts';
import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { pad, unpad } from '../cbor/sizeClasses.ts';
import type { MailboxCard } from './mailboxCard.ts';
import { frame, SigningLabels } from './signingLabels.ts';

const nonceBytes = 24;

/** Seals a key package for the mailbox: `nonce[24] || XChaCha20-Poly1305`, padded, so that the relay sees neither key nor person. */
export function sealPackage(keyPackage: Uint8Array, card: MailboxCard): Bytes {
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
    return concat(nonce, xchacha20poly1305(card.packageKey, nonce, associatedData(card)).encrypt(pad(keyPackage)));
}

/** Opens what `sealPackage` made. @throws MalformedObjectException when it is none. */
export function openPackage(bytes: Uint8Array, card: MailboxCard): Bytes {
    requireRule(bytes.length > nonceBytes, 'a sealed package is too short');
    const cipher = xchacha20poly1305(card.packageKey, bytes.subarray(0, nonceBytes), associatedData(card));
    return unpad(decrypted(() => cipher.decrypt(bytes.subarray(nonceBytes))));
}

function decrypted(decrypt: () => Uint8Array): Bytes {
    try {
        return copyOf(decrypt());
    } catch {
        // The cipher says no more than that it does not open.
        throw new MalformedObjectException('a sealed package does not open');
    }
}

function associatedData(card: MailboxCard): Bytes {
    return frame(SigningLabels.keyPackage, bytesOf(card.mailbox));
}
