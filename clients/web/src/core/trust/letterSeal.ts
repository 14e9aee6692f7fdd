import { concat, copyOf, wipe, type Bytes } from '../bytes.ts';
import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import { bytesOf, type Opaque } from '../cbor/opaque.ts';
import { decodeSigned, encodeSigned, isSignedBy, signObject, type Signed } from '../cbor/signedCodec.ts';
import { pad, unpad } from '../cbor/sizeClasses.ts';
import { cipherSuite, type CipherSuite } from '../mls/crypto/cipherSuite.ts';
import { CipherSuiteId } from '../mls/crypto/cipherSuiteId.ts';
import { hpkeOpen, hpkeSeal } from '../mls/crypto/hpke.ts';
import type { HpkeKeyPair } from '../mls/crypto/hpkeKeyPair.ts';
import { MlsException } from '../mls/mlsException.ts';
import { letterCodec, type Letter } from './letter.ts';
import { frame, SigningLabels } from './signingLabels.ts';

/** The suite whose HPKE algorithms mailboxes use, whatever suite the channels use. */
export const letterSuite: CipherSuite = cipherSuite(CipherSuiteId.X25519ChaCha20Poly1305Sha256Ed25519);

const noData = new Uint8Array(0);

/**
 * Signs, pads and seals a letter to its mailbox: `enc || SealBase(pkR, label || 0x00 || mailbox id, "", padded letter)`.
 * @throws RangeError when the seed is not the sender's, or a value of the letter is out of its bounds.
 * @throws MlsException when the card's HPKE key is not a key.
 */
export async function sealLetter(letter: Letter, senderSeed: Uint8Array, recipientHpkeKey: Uint8Array): Promise<Bytes> {
    const signed = await signObject(letterCodec, letter, senderSeed);
    if (!(await isSignedBy(letterCodec, signed, letter.sender))) throw new RangeError('a letter is signed by its sender');
    const padded = pad(encodeSigned(letterCodec, signed));
    try {
        const { kemOutput, ciphertext } = await hpkeSeal(letterSuite, recipientHpkeKey, infoOf(letter.mailbox), noData, padded);
        return concat(kemOutput, ciphertext);
    } finally {
        wipe(padded);
    }
}

/**
 * Opens a letter and checks that it is for this mailbox and signed by the sender it names.
 * @throws MalformedObjectException when it does not open, is for another mailbox, or its signature or admission is not its sender's.
 */
export async function openLetter(bytes: Uint8Array, mailbox: Opaque, keys: HpkeKeyPair): Promise<Letter> {
    const padded = await decrypt(bytes, mailbox, keys);
    let signed: Signed<Letter>;
    try {
        signed = decodePadded(padded);
    } finally {
        wipe(padded);
    }
    const letter = signed.body;
    requireRule(letter.mailbox === mailbox, 'a letter names another mailbox');
    requireRule(await isSignedBy(letterCodec, signed, letter.sender), 'a letter is not signed by its sender');
    const admitted = letter.senderAdmission?.body.device;
    requireRule(admitted === undefined || admitted === letter.sender, "a letter carries somebody else's admission");
    return letter;
}

function decodePadded(padded: Uint8Array): Signed<Letter> {
    const encoded = unpad(padded);
    try {
        return decodeSigned(letterCodec, encoded);
    } finally {
        wipe(encoded);
    }
}

async function decrypt(bytes: Uint8Array, mailbox: Opaque, keys: HpkeKeyPair): Promise<Bytes> {
    const { kemPublicKeyBytes } = letterSuite;
    requireRule(bytes.length > kemPublicKeyBytes, 'a letter is too short');
    const sealed = { kemOutput: copyOf(bytes.subarray(0, kemPublicKeyBytes)), ciphertext: copyOf(bytes.subarray(kemPublicKeyBytes)) };
    try {
        return await hpkeOpen(letterSuite, keys, sealed, infoOf(mailbox), noData);
    } catch (refused) {
        throw refused instanceof MlsException ? new MalformedObjectException('a letter does not open') : refused;
    }
}

function infoOf(mailbox: Opaque): Bytes {
    return frame(SigningLabels.letter, bytesOf(mailbox));
}
