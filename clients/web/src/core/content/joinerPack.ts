import { decodeCoSigned, encodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import { decodeObject, encodeObject, type ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible, ObjectReader } from '../cbor/objectReader.ts';
import { decodeSigned, encodeSigned, type Signed } from '../cbor/signedCodec.ts';
import { readCharters, writeCharters, type SignedCharterChain } from '../trust/signedCharterChain.ts';
import { optional } from '../trust/trustFields.ts';
import { maxRevocationContentBytes, policyContentCodec, type PolicyContent } from './lastingContent.ts';
import { profileCodec, type Profile } from './profile.ts';
import { revocationCodec, type Revocation } from './revocation.ts';
import { rosterEntryCodec, type RosterEntry } from './rosterEntry.ts';

/** What a joiner needs beside the Welcome; its hash stands in the signed GroupInfo. */
export type JoinerPack = Extensible & {
    readonly charters: SignedCharterChain;
    /** All revocations posted in the channel. */
    readonly revocations: readonly CoSigned<Revocation>[];
    /** The policy in force and its signer's admission; undefined before the first. */
    readonly policy: PolicyContent | undefined;
    /** Every member's newest profile. */
    readonly profiles: readonly Signed<Profile>[];
    /** The members after the commit. */
    readonly roster: readonly RosterEntry[];
};

/** The most members of a channel. */
export const maxMembers = 128;

const maxRevocations = 256;

export const joinerPackCodec: ObjectCodec<JoinerPack> = {
    maxBytes: 900 * 1024,
    read: (fields) => ({
        charters: readCharters(fields, 1),
        revocations: fields
            .byteStrings(2, maxRevocations, 1, maxRevocationContentBytes)
            .map((bytes) => decodeCoSigned(revocationCodec, bytes)),
        policy: optional(fields, 3, readPolicy),
        profiles: fields.byteStrings(4, maxMembers, 1, profileCodec.maxBytes).map((bytes) => decodeSigned(profileCodec, bytes)),
        roster: fields.objects(5, rosterEntryCodec, 0, maxMembers),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        const revocations = value.revocations.map((revocation) => encodeCoSigned(revocationCodec, revocation));
        const profiles = value.profiles.map((profile) => encodeSigned(profileCodec, profile));
        writeCharters(fields, 1, value.charters);
        fields.byteStrings(2, revocations);
        fields.bytes(3, value.policy && encodeObject(policyContentCodec, value.policy));
        fields.byteStrings(4, profiles);
        fields.objects(5, rosterEntryCodec, value.roster);
    },
};

function readPolicy(fields: ObjectReader, key: number): PolicyContent {
    return decodeObject(policyContentCodec, fields.bytes(key, 1, policyContentCodec.maxBytes));
}
