import type { PaperTerms } from '../../../worker/api.ts';
import { language } from '../../i18n/language.svelte.ts';
import { rolesOf, ruleOf } from './words.ts';

type Charter = Extract<PaperTerms, { type: 'charter' }>['charter'];

/** One part of a Charter in words; `before` is what the version in force says. */
export type CharterRow = {
    readonly what: string;
    readonly lines: readonly string[];
    readonly before?: readonly string[];
    /** Whether people wrote it, in whatever language. */
    readonly isSaid?: boolean;
};

/** A Charter part by part, always in the same order. */
export function charterRows(charter: Charter): readonly CharterRow[] {
    const m = language.m;
    return [
        { what: m['charter.name'], lines: [charter.title], isSaid: true },
        {
            what: m['charter.sides'],
            lines: charter.parties.length === 0 ? [m['charter.noSides']] : charter.parties.map(({ title }) => title),
        },
        {
            what: m['charter.officers'],
            lines: charter.officers.map(({ name, device, party, roles }) =>
                [name === '' ? device.slice(0, 8) : name, party?.title ?? m.team, rolesOf(roles)].join(' · '),
            ),
        },
        { what: m['charter.admissionRule'], lines: ruleOf(charter.admissionRule) },
        { what: m['charter.deviceRule'], lines: ruleOf(charter.deviceRule) },
        { what: m['charter.quorum'], lines: ruleOf(charter.quorum) },
        { what: m['charter.regime'], lines: [m[`regime.${charter.regime}`]] },
        { what: m['charter.kept'], lines: [m['charter.days']({ n: charter.retentionDays })] },
        { what: m['charter.suite'], lines: [String(charter.suite)] },
        ...charter.groundRules.map(({ language: tag, text }) => ({ what: `${m['wait.rules']} (${tag})`, lines: [text], isSaid: true })),
    ];
}

/** The parts in which a version differs from the one in force, those that it leaves out among them. */
export function changesOf(before: Charter, after: Charter): readonly CharterRow[] {
    const [old, next] = [charterRows(before), charterRows(after)];
    const changed = next.flatMap((row) => {
        const earlier = old.find(({ what }) => what === row.what)?.lines;
        return earlier?.join('\n') === row.lines.join('\n') ? [] : [{ ...row, ...(earlier === undefined ? {} : { before: earlier }) }];
    });
    const gone = old
        .filter(({ what }) => next.every((row) => row.what !== what))
        .map(({ lines, ...row }) => ({ ...row, lines: [], before: lines }));
    return [...changed, ...gone];
}
