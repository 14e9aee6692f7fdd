import { concat, copyOf, wipe, type Bytes } from '../bytes.ts';
import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import { bytesOf, type Opaque } from '../cbor/opaque.ts';
import { decodeSigned, encodeSigned, isSignedBy, signObject } from '../cbor/signedCodec.ts';
import { pad, unpad } from '../cbor/sizeClasses.ts';
import { cipherSuite } from '../mls/crypto/cipherSuite.ts';
import { CipherSuiteId } from '../mls/crypto/cipherSuiteId.ts';
import { hpkeOpen, hpkeSeal } from '../mls/crypto/hpke.ts';
import type { HpkeKeyPair } from '../mls/crypto/hpkeKeyPair.ts';
import { MlsException } from '../mls/mlsException.ts';
import { letterCodec, type Letter } from './letter.ts';
import { frame, SigningLabels } from './signingLabels.ts';

/** The suite of every mailbox: DHKEM(X25519, HKDF-SHA256), ChaCha20-Poly1305. */
export const letterSuite = cipherSuite(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519);

const none = new Uint8Array();

/**
 * Signs a letter with its sender's 32-byte seed and seals it to the mailbox's HPKE key, padded to a size class.
 * @throws RangeError when the seed is not the sender's. @throws MlsException when the HPKE key is none.
 */
export async function sealLetter(letter: Letter, senderSeed: Uint8Array, recipientHpkeKey: Uint8Array): Promise<Bytes> {
    const signed = await signObject(letterCodec, letter, senderSeed);
    if (!(await isSignedBy(letterCodec, signed, letter.sender))) throw new RangeError('a letter is signed by its sender');
    const padded = pad(encodeSigned(letterCodec, signed));
    try {
        const { kemOutput, ciphertext } = await hpkeSeal(letterSuite, recipientHpkeKey, info(letter.mailbox), none, padded);
        return concat(kemOutput, ciphertext);
    } finally {
        wipe(padded);
    }
}

/**
 * Opens a letter of a mailbox and checks that its sender signed it for this mailbox.
 * @throws MalformedObjectException when it is none.
 */
export async function openLetter(bytes: Uint8Array, mailbox: Opaque, keys: HpkeKeyPair): Promise<Letter> {
    const padded = await decrypted(bytes, mailbox, keys);
    try {
        const signed = decodeSigned(letterCodec, unpad(padded));
        const letter = signed.body;
        requireRule(letter.mailbox === mailbox, 'a letter names another mailbox');
        requireRule(await isSignedBy(letterCodec, signed, letter.sender), 'a letter is not signed by its sender');
        const { senderAdmission } = letter;
        const isOwn = senderAdmission === undefined || senderAdmission.body.device === letter.sender;
        requireRule(isOwn, "a letter carries somebody else's admission");
        return letter;
    } finally {
        wipe(padded);
    }
}

async function decrypted(bytes: Uint8Array, mailbox: Opaque, keys: HpkeKeyPair): Promise<Bytes> {
    const { kemPublicKeyBytes } = letterSuite;
    requireRule(bytes.length > kemPublicKeyBytes, 'a letter is too short');
    const sealed = { kemOutput: copyOf(bytes.subarray(0, kemPublicKeyBytes)), ciphertext: copyOf(bytes.subarray(kemPublicKeyBytes)) };
    try {
        return await hpkeOpen(letterSuite, keys, sealed, info(mailbox), none);
    } catch (refused) {
        throw refused instanceof MlsException ? new MalformedObjectException('a letter does not open') : refused;
    }
}

function info(mailbox: Opaque): Bytes {
    return frame(SigningLabels.letter, bytesOf(mailbox));
}
