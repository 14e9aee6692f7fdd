import type { PaperView, RuleView, SignerView } from '../../../worker/api.ts';
import { language } from '../../i18n/language.svelte.ts';

/** What a paper is about, in one line. */
export function aboutOf({ what, about }: Pick<PaperView, 'what' | 'about'>): string {
    const m = language.m;
    return m[`paper.${what}`]({ name: about === '' ? m['paper.nameless'] : about });
}

/** Who signs or says something: a name, or the beginning of a device's key where nobody told one. */
export function nameOf({ name, device }: Pick<SignerView, 'name' | 'device'>): string {
    return name === '' ? device.slice(0, 8) : name;
}

/** Where a paper stands. */
export function stateOf({ state, missing }: PaperView): string {
    const m = language.m;
    return state === 'open' ? m['paper.missing']({ names: missing.map(nameOf).join(' · ') }) : m[`paper.${state}`];
}

/** The roles of somebody, in one line. */
export function rolesOf(roles: readonly SignerView['roles'][number][]): string {
    return roles.map((role) => language.m[`role.${role}`]).join(' · ');
}

/** Whose signatures a rule asks for: what has to be met, and its lines. */
export function ruleOf({ threshold, requirements }: RuleView): readonly string[] {
    const m = language.m;
    const lines = requirements.map(({ scope, count, roles, party }) =>
        m[`rule.${scope}`]({ n: String(count), who: roles.length === 0 ? m['rule.officer'] : rolesOf(roles), party: party ?? '' }),
    );
    if (lines.length === 1) {
        return lines;
    }
    return [threshold === lines.length ? m['rule.all'] : m['rule.some']({ n: String(threshold) }), ...lines];
}
