import type { CharterDraft, CharterTerms, DraftRule, Role } from '../../../worker/api.ts';

/** What may be said outside, in the words of a draft, the strictest first. */
export const regimes = ['held', 'closed', 'chatham house', 'cleared', 'release'] as const;

/** Whose signature a line of a rule asks for, in the words of a draft. */
export const scopes = {
    anybody: 'anybody',
    neutral: 'neutral',
    'each side': 'each-party',
    'named side': 'named-party',
    'own side': 'own-party',
    'same person': 'same-person',
} as const;

/** A draft writes roles and regimes with spaces where the page has hyphens. */
const hyphened = <Word extends string>(word: string): Word => word.replaceAll(' ', '-') as Word;

/** The page's word for a role of a draft. */
export const roleOf = (word: string): Role => hyphened<Role>(word);

/** The page's word for a regime of a draft. */
export const regimeOf = (word: string): CharterTerms['regime'] => hyphened<CharterTerms['regime']>(word);

/** A rule of a draft as rules are shown. */
function ruleOfDraft({ threshold, requirements }: DraftRule): CharterTerms['quorum'] {
    return {
        threshold,
        requirements: requirements.map(({ who, count, roles, side }) => ({
            scope: scopes[who as keyof typeof scopes],
            count,
            roles: roles.map(roleOf),
            party: side,
        })),
    };
}

/** What a draft would say if it were signed, for people; the worker judges whether it can be. */
export function termsOf(draft: CharterDraft, before: CharterTerms | undefined): CharterTerms {
    const parties = draft.sides.map(({ code, title }, mark) => ({ code, title, mark }));
    return {
        title: draft.title.trim(),
        parties,
        officers: draft.officers.map(({ name, roles, side, key }) => ({
            device: key ?? '',
            name,
            party: parties.find(({ code }) => code === side),
            roles: roles.map(roleOf),
        })),
        admissionRule: ruleOfDraft(draft.admissionRule),
        deviceRule: ruleOfDraft(draft.deviceRule),
        quorum: ruleOfDraft(draft.quorum),
        regime: regimeOf(draft.regime),
        retentionDays: draft.retentionDays,
        suite: before?.suite ?? 0,
        groundRules: Object.entries(draft.groundRules).map(([language, text]) => ({ language, text })),
    };
}
