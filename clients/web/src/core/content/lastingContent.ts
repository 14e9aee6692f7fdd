import { decodeCoSigned, encodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { decodeSigned, encodeSigned, type Signed } from '../cbor/signedCodec.ts';
import { readAdmission, writeAdmission, type Admission } from '../trust/admission.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { readCharters, signedCharterChainCodec, writeCharters, type SignedCharterChain } from '../trust/signedCharterChain.ts';
import { readHash } from '../trust/trustFields.ts';
import { channelPolicyCodec, type ChannelPolicy } from './channelPolicy.ts';
import { profileCodec, type Profile } from './profile.ts';
import { removalOrderCodec, type RemovalOrder } from './removalOrder.ts';
import { revocationCodec, type Revocation } from './revocation.ts';

/** A member's newest name and mailbox, signed by the member's device. */
export type ProfileContent = Extensible & { readonly type: 'profile'; readonly profile: Signed<Profile> };

export const profileContentCodec: ObjectCodec<ProfileContent> = {
    maxBytes: 2048,
    read: (fields) => ({ type: 'profile', profile: decodeSigned(profileCodec, fields.bytes(1, 1, 2048)), ...fields.finish() }),
    write: (fields, value) => {
        fields.bytes(1, encodeSigned(profileCodec, value.profile));
    },
};

/** A channel policy and the admission of the facilitator whose device signed it. */
export type PolicyContent = Extensible & {
    readonly type: 'policy';
    readonly policy: Signed<ChannelPolicy>;
    readonly signerAdmission: CoSigned<Admission>;
};

export const policyContentCodec: ObjectCodec<PolicyContent> = {
    maxBytes: 12288,
    read: (fields) => ({
        type: 'policy',
        policy: decodeSigned(channelPolicyCodec, fields.bytes(1, 1, 12288)),
        signerAdmission: readAdmission(fields, 2),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.bytes(1, encodeSigned(channelPolicyCodec, value.policy));
        writeAdmission(fields, 2, value.signerAdmission);
    },
};

/** The Charter's versions; an amendment has effect in a channel after its place in that channel's log. */
export type CharterContent = Extensible & { readonly type: 'charter'; readonly charters: SignedCharterChain };

export const charterContentCodec: ObjectCodec<CharterContent> = {
    maxBytes: signedCharterChainCodec.maxBytes + 1024,
    read: (fields) => ({ type: 'charter', charters: readCharters(fields, 1), ...fields.finish() }),
    write: (fields, value) => {
        writeCharters(fields, 1, value.charters);
    },
};

/** An order to remove somebody, signed by the Charter's quorum and read by all. */
export type RemovalOrderContent = Extensible & { readonly type: 'removalOrder'; readonly order: CoSigned<RemovalOrder> };

export const removalOrderContentCodec: ObjectCodec<RemovalOrderContent> = {
    maxBytes: 8192,
    read: (fields) => ({ type: 'removalOrder', order: decodeCoSigned(removalOrderCodec, fields.bytes(1, 1, 8192)), ...fields.finish() }),
    write: (fields, value) => {
        fields.bytes(1, encodeCoSigned(removalOrderCodec, value.order));
    },
};

/** The longest revocation with its signatures, in bytes. */
export const maxRevocationContentBytes = 12 * 1024;

/** A revocation, signed as the device rule asks and read by all. */
export type RevocationContent = Extensible & { readonly type: 'revocation'; readonly revocation: CoSigned<Revocation> };

export const revocationContentCodec: ObjectCodec<RevocationContent> = {
    maxBytes: maxRevocationContentBytes,
    read: (fields) => ({
        type: 'revocation',
        revocation: decodeCoSigned(revocationCodec, fields.bytes(1, 1, maxRevocationContentBytes)),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.bytes(1, encodeCoSigned(revocationCodec, value.revocation));
    },
};

/** The sender leaves this channel: any member may commit the removal. */
export type LeaveContent = Extensible & {
    readonly type: 'leave';
    /** The sender's own admission. */
    readonly admission: ObjectHash;
};

export const leaveContentCodec: ObjectCodec<LeaveContent> = {
    maxBytes: 128,
    read: (fields) => ({ type: 'leave', admission: readHash(fields, 1), ...fields.finish() }),
    write: (fields, value) => {
        fields.opaque(1, value.admission);
    },
};
