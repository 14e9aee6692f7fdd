import type { PartyView } from '../channels/views.ts';
import type { Charter } from '../trust/charter.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { Regime } from '../trust/regime.ts';
import { Roles } from '../trust/roles.ts';
import { roleList } from '../trust/roleWords.ts';
import { SignerScope, type SignatureRequirement } from '../trust/signatureRequirement.ts';
import type { SignatureRule } from '../trust/signatureRule.ts';
import type { CharterTerms, RegimeWord, RequirementView, RuleView, ScopeWord } from './views.ts';

// A Charter part by part, for the page to put into words: what people read before they sign.

/** The name behind a key; empty when nobody told one. */
export type NameOf = (device: DeviceKey) => string;

const scopes: Readonly<Record<SignerScope, ScopeWord>> = {
    [SignerScope.anybody]: 'anybody',
    [SignerScope.neutral]: 'neutral',
    [SignerScope.eachParty]: 'each-side',
    [SignerScope.namedParty]: 'named-side',
    [SignerScope.ownParty]: 'own-side',
    [SignerScope.samePerson]: 'same-person',
};

const regimes: Readonly<Record<Regime, RegimeWord>> = {
    [Regime.held]: 'held',
    [Regime.closed]: 'closed',
    [Regime.chathamHouse]: 'chatham-house',
    [Regime.cleared]: 'cleared',
    [Regime.release]: 'release',
};

export function wordOfScope(scope: SignerScope): ScopeWord {
    return scopes[scope];
}

export function wordOfRegime(regime: Regime): RegimeWord {
    return regimes[regime];
}

/** Everything that a version says. */
export function termsOf(charter: Charter, nameOf: NameOf): CharterTerms {
    const side = (code: PartyCode | undefined) => sideOf(charter, code);
    return {
        title: charter.title,
        sides: charter.parties.map(({ code, title }, mark) => ({ code, title, mark })),
        officers: charter.officers.map(({ key, party, roles }) => ({
            device: key,
            name: nameOf(key),
            party: side(party),
            roles: roleList(roles),
        })),
        admissionRule: ruleOf(charter.admissionRule, side),
        deviceRule: ruleOf(charter.deviceRule, side),
        quorum: ruleOf(charter.quorum, side),
        regime: wordOfRegime(charter.defaultRegime),
        retentionDays: charter.retentionDays,
        suite: charter.suiteId,
        groundRules: charter.groundRules.map(({ language, text }) => ({ language, text })),
    };
}

/** Which parts of a version differ from the one before. */
export function changedParts(before: CharterTerms, after: CharterTerms): readonly (keyof CharterTerms)[] {
    const parts = Object.keys(after) as (keyof CharterTerms)[];
    return parts.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));
}

function ruleOf({ threshold, requirements }: SignatureRule, side: (code: PartyCode | undefined) => PartyView | undefined): RuleView {
    const line = ({ scope, count, roles, party }: SignatureRequirement): RequirementView => ({
        who: wordOfScope(scope),
        count,
        roles: roles === Roles.all ? [] : roleList(roles),
        party: side(party),
    });
    return { threshold, requirements: requirements.map(line) };
}

/** A rule may name a side that the Charter does not list: nobody is of it, and its code is all there is to show. */
function sideOf({ parties }: Charter, code: PartyCode | undefined): PartyView | undefined {
    if (code === undefined) return undefined;
    const mark = parties.findIndex((party) => party.code === code);
    return { code, title: parties[mark]?.title ?? code, mark: mark < 0 ? parties.length : mark };
}
