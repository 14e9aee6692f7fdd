import { requireRule } from '../cbor/malformedObjectException.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { Opaque } from '../cbor/opaque.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import { CharterLimits } from '../trust/charter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { Regime } from '../trust/regime.ts';
import { SigningLabels } from '../trust/signingLabels.ts';
import { optional, readHash, readHour } from '../trust/trustFields.ts';
import type { UnixHour } from '../trust/unixHour.ts';
import { ChannelKind } from './channelKind.ts';
import { channelPauseCodec, type ChannelPause } from './channelPause.ts';

/** Who may speak now. */
export const FloorMode = {
    /** Everybody. */
    open: 1,
    /** Those whom a facilitator gives the floor. Reserved. */
    raiseHand: 2,
    /** One after another. Reserved. */
    goRound: 3,
    /** Facilitators only. Reserved. */
    facilitatorsOnly: 4,
} as const;
export type FloorMode = (typeof FloorMode)[keyof typeof FloorMode];

/** What may change in a channel; each one names its predecessor, and of two with one predecessor the earlier in the log holds. */
export type ChannelPolicy = Extensible & {
    readonly channel: Opaque;
    /** 1 and up. */
    readonly number: number;
    /** The id of the policy before; undefined for the first. */
    readonly previous: ObjectHash | undefined;
    /** 1 to 128 characters. */
    readonly title: string;
    readonly kind: ChannelKind;
    /** What may be said outside. */
    readonly regime: Regime;
    /** 1 to 30. */
    readonly retentionDays: number;
    /** At most 4 Ed25519 keys. */
    readonly stewardKeys: readonly Opaque[];
    readonly floor: FloorMode;
    /** Seconds between two messages of one member; 0 for none. */
    readonly slowModeSeconds: number;
    readonly pause: ChannelPause | undefined;
    /** The admission of the facilitator who signs. */
    readonly signerAdmission: ObjectHash;
    readonly hour: UnixHour;
};

const maxInt = 0x7fff_ffff;
const secondsPerDay = 86400;

export const channelPolicyCodec: SignedCodec<ChannelPolicy> = {
    maxBytes: 8192,
    label: SigningLabels.channelPolicy,
    read: (fields) => {
        const number = fields.number(2, 1, maxInt);
        requireRule(fields.has(3) === number > 1, 'policy 1 has no predecessor and every later one has');
        return {
            channel: fields.opaque(1, 16, 64),
            number,
            previous: optional(fields, 3, readHash),
            title: fields.text(4, 1, 128),
            kind: fields.choice(5, ChannelKind),
            regime: fields.choice(6, Regime),
            retentionDays: fields.number(7, 1, CharterLimits.retentionDays),
            stewardKeys: fields.opaques(8, 4, 32),
            floor: fields.choice(9, FloorMode),
            slowModeSeconds: fields.number(10, 0, secondsPerDay),
            pause: fields.has(11) ? fields.object(11, channelPauseCodec) : undefined,
            signerAdmission: readHash(fields, 12),
            hour: readHour(fields, 13),
            ...fields.finish(),
        };
    },
    write: (fields, value) => {
        fields.opaque(1, value.channel);
        fields.number(2, value.number);
        fields.opaque(3, value.previous);
        fields.text(4, value.title);
        fields.number(5, value.kind);
        fields.number(6, value.regime);
        fields.number(7, value.retentionDays);
        fields.opaques(8, value.stewardKeys);
        fields.number(9, value.floor);
        fields.number(10, value.slowModeSeconds);
        fields.object(11, channelPauseCodec, value.pause);
        fields.opaque(12, value.signerAdmission);
        fields.number(13, value.hour);
    },
};
