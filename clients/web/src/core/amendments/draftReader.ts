import { maxSignatures } from '../cbor/coSigned.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { unmetRule } from '../founding/charterCheck.ts';
import { charterCodec, CharterLimits, partyCodesOf, type Charter } from '../trust/charter.ts';
import { deviceKeyBytes, type DeviceKey } from '../trust/deviceKey.ts';
import type { Officer } from '../trust/officer.ts';
import { parsePartyCode, type PartyCode } from '../trust/partyCode.ts';
import { Roles } from '../trust/roles.ts';
import { SignerScope, type SignatureRequirement } from '../trust/signatureRequirement.ts';
import type { SignatureRule } from '../trust/signatureRule.ts';
import type { CharterDraft, DraftOfficer, DraftRequirement, DraftRule } from './charterDraft.ts';
import { CharterFailure, type CharterProblem } from './charterFailure.ts';
import { parseRegime, parseRoles, parseScope } from './draftWords.ts';

/** The device of somebody admitted, by name; undefined for nobody or several. */
export type FindByName = (name: string) => DeviceKey | undefined;

/**
 * The version that a draft makes of another; everything that a draft does not say is taken from `model`.
 * @throws CharterFailure when the draft does not make a Charter that can be signed.
 */
export function applyDraft(draft: CharterDraft, model: Charter, find: FindByName): Charter {
    const charter: Charter = {
        ...model,
        title: textOf(draft.title, 128),
        parties: draft.sides.map(({ code, title }) => ({ code: codeOf(code), title: textOf(title, 64) })),
        officers: draft.officers.map((one) => officerOf(one, find)),
        admissionRule: ruleOf(draft.admissionRule),
        deviceRule: ruleOf(draft.deviceRule),
        quorum: ruleOf(draft.quorum),
        groundRules: Object.entries(draft.groundRules).map(([language, text]) => ({
            language: textOf(language, 35),
            text: textOf(text, 16384),
        })),
        defaultRegime: parseRegime(draft.regime),
        retentionDays: numberOf(draft.retentionDays, CharterLimits.retentionDays, 'draft-terms'),
    };
    requireConsistent(charter);
    require(unmetRule(charter) === undefined, 'draft-unworkable');
    return charter;
}

function officerOf(one: DraftOfficer, find: FindByName): Officer {
    const roles = parseRoles(one.roles, 'draft-officer');
    require(roles !== Roles.none, 'draft-officer');
    return { key: keyOf(one, find), party: one.side === undefined ? undefined : codeOf(one.side), roles };
}

/** A name and a key that stand together must be of one device. */
function keyOf({ name, key }: DraftOfficer, find: FindByName): DeviceKey {
    const known = find(name);
    const written = key?.toLowerCase();
    require(written === undefined || (written.length === 2 * deviceKeyBytes && /^[0-9a-f]*$/.test(written)), 'draft-officer');
    const found = (written as DeviceKey | undefined) ?? known;
    if (found === undefined || (known !== undefined && known !== found)) throw new CharterFailure('draft-officer');
    return found;
}

function ruleOf({ threshold, requirements }: DraftRule): SignatureRule {
    const lines = numberOf(requirements.length, 8, 'draft-rule');
    return { threshold: numberOf(threshold, lines, 'draft-rule'), requirements: requirements.map(requirementOf) };
}

function requirementOf(one: DraftRequirement): SignatureRequirement {
    const scope = parseScope(one.who);
    require((one.side !== undefined) === (scope === SignerScope.namedParty), 'draft-rule');
    const roles = parseRoles(one.roles, 'draft-rule');
    return {
        scope,
        count: numberOf(one.count, 16, 'draft-rule'),
        roles: roles === Roles.none && scope !== SignerScope.samePerson ? Roles.all : roles,
        party: one.side === undefined ? undefined : codeOf(one.side),
    };
}

/** @throws CharterFailure when it is no code. */
export function codeOf(code: string): PartyCode {
    const parsed = parsePartyCode(code);
    if (parsed === undefined) throw new CharterFailure('draft-side');
    return parsed;
}

function numberOf(number: number, most: number, problem: CharterProblem): number {
    require(number >= 1 && number <= most, problem);
    return number;
}

/** What people wrote, in NFC. @throws CharterFailure when it is empty, too long or cannot be seen. */
export function textOf(text: string, longest: number): string {
    const normal = text.normalize('NFC');
    const isSound = !/\p{Surrogate}/u.test(text) && !/(?!\n)\p{Cc}/u.test(normal);
    require(isSound && normal.length > 0 && normal.length <= longest, 'draft-text');
    return normal;
}

/** What hangs together: the codec refuses it, and here it is said which. */
function requireConsistent(charter: Charter): void {
    const codes = new Set(partyCodesOf(charter));
    const isListed = (party: PartyCode | undefined) => party === undefined || codes.has(party);
    const { officers, admissionRule, deviceRule, quorum } = charter;
    require(charter.parties.length <= CharterLimits.parties && codes.size === charter.parties.length, 'draft-side');
    require(officers.length > 0 && officers.length <= maxSignatures, 'draft-officer');
    require(new Set(officers.map(({ key }) => key)).size === officers.length, 'draft-officer');
    require(officers.every(({ party }) => isListed(party)), 'draft-side');
    const lines = [admissionRule, deviceRule, quorum].flatMap((rule) => rule.requirements);
    require(lines.every(({ party }) => isListed(party)), 'draft-side');
    require(charter.groundRules.length <= 16 && isInBounds(charter), 'draft-terms');
}

function isInBounds(charter: Charter): boolean {
    try {
        return encodeObject(charterCodec, charter).length <= CharterLimits.bytes;
    } catch (refused) {
        if (refused instanceof RangeError) return false;
        throw refused;
    }
}

function require(holds: boolean, problem: CharterProblem): void {
    if (!holds) throw new CharterFailure(problem);
}
