import type { Bytes } from '../bytes.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { Opaque } from '../cbor/opaque.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import { readAdmission, writeAdmission, type Admission } from './admission.ts';
import type { DeviceKey } from './deviceKey.ts';
import { signedCharterChainCodec } from './signedCharterChain.ts';
import { SigningLabels } from './signingLabels.ts';
import { optional, readDevice, readHour } from './trustFields.ts';
import type { UnixHour } from './unixHour.ts';

/** What a letter's body is. */
export const LetterKind = {
    /** A signed `JoinRequest`. */
    joinRequest: 1,
    /** A `RequestReply`. */
    reply: 2,
    /** An `AdmissionGranted`. */
    admission: 3,
    /** A `RequestDeclined`. */
    declined: 4,
    /** A signed `CharterAcceptance`. */
    acceptance: 5,
    /** An `OfficerNotice`. */
    officerNotice: 6,
    /** A `WelcomePart`. */
    welcome: 7,
    /** A `CrossCheck`. */
    crossCheck: 8,
    /** A signed `SwapRequest`. */
    swap: 9,
    /** A signed `FoundingRequest`. */
    foundingRequest: 10,
    /** A `Proposal`. */
    proposal: 11,
    /** A `Countersignature`. */
    countersignature: 12,
    /** A `Remark`. */
    remark: 13,
    /** A `PassBundle`. */
    passes: 14,
    /** A `PassRequest`. */
    passRequest: 15,
    /** A `RevocationContent`: post it wherever its target is. */
    revocation: 16,
    /** A `DigitsDiffer`. */
    digitsDiffer: 17,
} as const;
export type LetterKind = (typeof LetterKind)[keyof typeof LetterKind];

/**
 * What one device leaves in another's mailbox; signed by the sender's device with the mailbox named, so that nobody can send it on as
 * their own or elsewhere.
 */
export type Letter = Extensible & {
    readonly kind: LetterKind;
    /** The mailbox it is for. */
    readonly mailbox: Opaque;
    /** The sender's device. */
    readonly sender: DeviceKey;
    /** The sender's admission, if there is one yet. */
    readonly senderAdmission: CoSigned<Admission> | undefined;
    /** The encoded body. */
    readonly body: Bytes;
    readonly hour: UnixHour;
};

const maxBodyBytes = signedCharterChainCodec.maxBytes + 4096;

export const letterCodec: SignedCodec<Letter> = {
    maxBytes: signedCharterChainCodec.maxBytes + 8192,
    label: SigningLabels.letter,
    read: (fields) => ({
        kind: fields.choice(1, LetterKind),
        mailbox: fields.opaque(2, 16, 64),
        sender: readDevice(fields, 3),
        senderAdmission: optional(fields, 4, readAdmission),
        body: fields.bytes(5, 1, maxBodyBytes),
        hour: readHour(fields, 6),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.number(1, value.kind);
        fields.opaque(2, value.mailbox);
        fields.opaque(3, value.sender);
        writeAdmission(fields, 4, value.senderAdmission);
        fields.bytes(5, value.body);
        fields.number(6, value.hour);
    },
};
