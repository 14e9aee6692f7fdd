import { concat, utf8, type Bytes } from '../bytes.ts';

/** One label for each type that is signed or hashed, so that a signature over one type never counts for another. */
export const SigningLabels = {
    charter: 'SecureDialogue charter',
    charterAcceptance: 'SecureDialogue charter acceptance',
    admission: 'SecureDialogue admission',
    leafCertificate: 'SecureDialogue leaf certificate',
    invitation: 'SecureDialogue invitation',
    deviceLink: 'SecureDialogue device link',
    joinRequest: 'SecureDialogue join request',
    /** A hash, not a signature. */
    digits: 'SecureDialogue digits',
    /** A letter to one mailbox, and its HPKE info. */
    letter: 'SecureDialogue letter',
    /** The associated data of a sealed key package. */
    keyPackage: 'SecureDialogue key package',
    profile: 'SecureDialogue profile',
    channelPolicy: 'SecureDialogue channel policy',
    removalOrder: 'SecureDialogue removal order',
    revocation: 'SecureDialogue revocation',
    /** A hash, not a signature. */
    log: 'SecureDialogue log',
    swapRequest: 'SecureDialogue swap request',
    foundingLink: 'SecureDialogue founding link',
    foundingRequest: 'SecureDialogue founding request',
    /** The digits of a Charter, which all its signers compare: a hash, not a signature. */
    charterDigits: 'SecureDialogue charter digits',
    /** The digits of two devices that verify each other: a hash, not a signature. */
    personDigits: 'SecureDialogue person digits',
    /** The digits of a channel and everybody in it: a hash, not a signature. */
    channelDigits: 'SecureDialogue channel digits',
    /** The associated data of a whisper, and its exporter key. */
    whisper: 'SecureDialogue whisper',
    /** An exporter value that is a presence handle; nothing is signed. */
    presence: 'SecureDialogue presence',
} as const;

export type SigningLabel = (typeof SigningLabels)[keyof typeof SigningLabels];

/** `label || 0x00 || body`. */
export function frame(label: SigningLabel, body: Uint8Array): Bytes {
    return concat(utf8(label), Uint8Array.of(0), body);
}
