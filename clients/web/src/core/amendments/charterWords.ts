import type { CharterTerms, RequirementView, RuleView } from '../papers/views.ts';
import { partyView } from '../papers/admissionWords.ts';
import type { Charter } from '../trust/charter.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { regimeWords } from '../trust/regime.ts';
import { roleList } from '../trust/roleWords.ts';
import { Roles } from '../trust/roles.ts';
import { SignerScope, type SignatureRequirement } from '../trust/signatureRequirement.ts';
import type { SignatureRule } from '../trust/signatureRule.ts';

const scopes: Readonly<Record<SignerScope, RequirementView['scope']>> = {
    [SignerScope.anybody]: 'anybody',
    [SignerScope.neutral]: 'neutral',
    [SignerScope.eachParty]: 'each-party',
    [SignerScope.namedParty]: 'named-party',
    [SignerScope.ownParty]: 'own-party',
    [SignerScope.samePerson]: 'same-person',
};

/** A Charter for the page to put into words: what people read before they sign. */
export async function charterTerms(charter: Charter, nameOf: (device: DeviceKey) => Promise<string>): Promise<CharterTerms> {
    const officers = charter.officers.map(async ({ key, party, roles }) => ({
        device: key,
        name: await nameOf(key),
        party: partyView(charter, party),
        roles: roleList(roles),
    }));
    return {
        title: charter.title,
        parties: charter.parties.map(({ code, title }, mark) => ({ code, title, mark })),
        officers: await Promise.all(officers),
        admissionRule: ruleView(charter.admissionRule),
        deviceRule: ruleView(charter.deviceRule),
        quorum: ruleView(charter.quorum),
        regime: regimeWords[charter.defaultRegime],
        retentionDays: charter.retentionDays,
        suite: charter.suiteId,
        groundRules: charter.groundRules.map(({ language, text }) => ({ language, text })),
    };
}

function ruleView({ threshold, requirements }: SignatureRule): RuleView {
    return { threshold, requirements: requirements.map(requirementView) };
}

function requirementView({ scope, count, roles, party }: SignatureRequirement): RequirementView {
    return { scope: scopes[scope], count, roles: roles === Roles.all ? [] : roleList(roles), party };
}
