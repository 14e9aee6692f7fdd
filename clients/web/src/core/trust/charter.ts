import { ascend } from '../cbor/ascend.ts';
import { maxSignatures } from '../cbor/coSigned.ts';
import { equalBytes } from '../bytes.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import type { Extensible, ObjectReader } from '../cbor/objectReader.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import type { DeviceKey } from './deviceKey.ts';
import { groundRulesCodec, type GroundRules } from './groundRules.ts';
import { objectHashBytes, type ObjectHash } from './objectHash.ts';
import { officerCodec, type Officer } from './officer.ts';
import { partyCodec, type Party } from './party.ts';
import type { PartyCode } from './partyCode.ts';
import { Regime } from './regime.ts';
import { Roles } from './roles.ts';
import { signatureRuleCodec, SignatureRules, type SignatureRule } from './signatureRule.ts';
import { SigningLabels } from './signingLabels.ts';
import { optional, readHash, readHour } from './trustFields.ts';
import { unixHour, type UnixHour } from './unixHour.ts';

/**
 * One version of the ground rules that the founders sign: who the parties and officers are, and whose signatures admit, add a device,
 * or change it.
 */
export type Charter = Extensible & {
    /** 1 and up. */
    readonly version: number;
    /** The hash of the version before; undefined in version 1. */
    readonly previous: ObjectHash | undefined;
    /** What the dialogue is called among its members. */
    readonly title: string;
    /** At most 8, codes distinct. */
    readonly parties: readonly Party[];
    /** 1 to 16, keys distinct, each neutral or of a listed party. */
    readonly officers: readonly Officer[];
    /** Whose signatures admit a person. */
    readonly admissionRule: SignatureRule;
    /** Whose signatures add or return a device of a person who is in. */
    readonly deviceRule: SignatureRule;
    /** Whose signatures amend the Charter and order removals. */
    readonly quorum: SignatureRule;
    /** One text for each language. */
    readonly groundRules: readonly GroundRules[];
    /** What holds where nothing else is said. */
    readonly defaultRegime: Regime;
    /** 1 to 30. */
    readonly retentionDays: number;
    /** The MLS cipher suite of new channels. */
    readonly suiteId: number;
    /** After a change of officers, parties or rules: the older admissions that stay valid; ascending. */
    readonly survivingAdmissions: readonly ObjectHash[];
    readonly createdAt: UnixHour;
};

export const CharterLimits = {
    versions: 64,
    parties: 8,
    /** The longest retention that a Charter or a channel may set, in days. */
    retentionDays: 30,
    /** The most admissions an amendment can keep valid. */
    survivingAdmissions: 512,
    bytes: 128 * 1024,
} as const;

const quickStart = { retentionDays: 7, suiteId: 3 } as const;

export const charterCodec: SignedCodec<Charter> = {
    maxBytes: CharterLimits.bytes,
    label: SigningLabels.charter,
    read: (fields) => {
        const charter = readKnown(fields);
        requireDistinct(charter);
        return { ...charter, ...fields.finish() };
    },
    write: (fields, value) => {
        fields.number(1, value.version);
        fields.opaque(2, value.previous);
        fields.text(3, value.title);
        fields.objects(4, partyCodec, value.parties);
        fields.objects(5, officerCodec, value.officers);
        fields.object(6, signatureRuleCodec, value.admissionRule);
        fields.object(7, signatureRuleCodec, value.deviceRule);
        fields.object(8, signatureRuleCodec, value.quorum);
        fields.objects(9, groundRulesCodec, value.groundRules);
        fields.number(10, value.defaultRegime);
        fields.number(11, value.retentionDays);
        fields.number(12, value.suiteId);
        fields.opaques(13, value.survivingAdmissions);
        fields.number(14, value.createdAt);
    },
};

/** The codes of the parties, as signature rules ask for them. */
export function partyCodesOf(charter: Charter): readonly PartyCode[] {
    return charter.parties.map((party) => party.code);
}

/** The officer with a key, if there is one. */
export function findOfficer(charter: Charter, key: DeviceKey): Officer | undefined {
    return charter.officers.find((officer) => officer.key === key);
}

/** The Charter of a quick start: one neutral officer, organizer and facilitator in one, whose single signature is enough. */
export function quickStartCharter(title: string, founder: DeviceKey, createdAt: UnixHour): Charter {
    return {
        version: 1,
        previous: undefined,
        title,
        parties: [],
        officers: [{ key: founder, party: undefined, roles: Roles.organizer | Roles.facilitator }],
        admissionRule: SignatureRules.solo,
        deviceRule: SignatureRules.solo,
        quorum: SignatureRules.solo,
        groundRules: [],
        defaultRegime: Regime.closed,
        ...quickStart,
        survivingAdmissions: [],
        createdAt,
    };
}

/** Whether officers, parties or rules differ, so that older admissions must be listed to stay valid. */
export function changesWhoDecides(charter: Charter, previous: Charter): boolean {
    return !equalBytes(decisionPart(charter), decisionPart(previous));
}

function decisionPart({ parties, officers, admissionRule, deviceRule, quorum }: Charter): Uint8Array {
    return encodeObject(charterCodec, {
        version: 1,
        previous: undefined,
        title: '-',
        parties,
        officers,
        admissionRule,
        deviceRule,
        quorum,
        groundRules: [],
        defaultRegime: Regime.closed,
        retentionDays: 1,
        suiteId: 1,
        survivingAdmissions: [],
        createdAt: unixHour(0),
    });
}

function readKnown(fields: ObjectReader): Charter {
    const version = fields.number(1, 1, CharterLimits.versions);
    requireRule(fields.has(2) === version > 1, 'version 1 has no previous hash and every later one has');
    return {
        version,
        previous: optional(fields, 2, readHash),
        title: fields.text(3, 1, 128),
        parties: fields.objects(4, partyCodec, 0, CharterLimits.parties),
        officers: fields.objects(5, officerCodec, 1, maxSignatures),
        admissionRule: fields.object(6, signatureRuleCodec),
        deviceRule: fields.object(7, signatureRuleCodec),
        quorum: fields.object(8, signatureRuleCodec),
        groundRules: fields.objects(9, groundRulesCodec, 0, 16),
        defaultRegime: fields.choice(10, Regime),
        retentionDays: fields.number(11, 1, CharterLimits.retentionDays),
        suiteId: fields.number(12, 1, 0xffff),
        survivingAdmissions: fields.opaques<ObjectHash>(13, CharterLimits.survivingAdmissions, objectHashBytes),
        createdAt: readHour(fields, 14),
    };
}

function requireDistinct(charter: Charter): void {
    const codes = new Set(partyCodesOf(charter));
    requireRule(codes.size === charter.parties.length, 'party codes are distinct');
    requireRule(new Set(charter.officers.map((officer) => officer.key)).size === charter.officers.length, "officers' keys are distinct");
    requireRule(
        charter.officers.every(({ party }) => party === undefined || codes.has(party)),
        "an officer's party is one of the Charter's",
    );
    requireRule(ascend(charter.survivingAdmissions), 'surviving admissions ascend');
}
