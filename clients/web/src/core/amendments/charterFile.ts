import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import type { Charter } from '../trust/charter.ts';
import { Roles } from '../trust/roles.ts';
import type { SignatureRule } from '../trust/signatureRule.ts';
import { count, list, text, type Json } from '../wire/jsonRecord.ts';
import type { CharterDraft, DraftOfficer, DraftRequirement, DraftRule } from './charterDraft.ts';
import { CharterFailure } from './charterFailure.ts';
import type { NameOf } from './officerNames.ts';
import { regimeWord, roleWords, scopeWord } from './draftWords.ts';

// Writes a version of the Charter as a draft that people edit, and reads one.

/** The longest draft that is read, in characters. */
export const maxDraftLength = 512 * 1024;

/** The draft that says what a version says. */
export function writeDraft(charter: Charter, nameOf: NameOf): string {
    const draft: CharterDraft = {
        title: charter.title,
        sides: charter.parties.map(({ code, title }) => ({ code, title })),
        officers: charter.officers.map(({ key, party, roles }) => ({ name: nameOf(key), roles: roleWords(roles), side: party, key })),
        admissionRule: ruleOf(charter.admissionRule),
        deviceRule: ruleOf(charter.deviceRule),
        quorum: ruleOf(charter.quorum),
        groundRules: Object.fromEntries(charter.groundRules.map(({ language, text: words }) => [language, words])),
        regime: regimeWord(charter.defaultRegime),
        retentionDays: charter.retentionDays,
    };
    return JSON.stringify(draft, null, 2);
}

/** Reads a draft; what it says is judged by `applyDraft`. @throws CharterFailure when it is not such a file. */
export function readDraft(json: string): CharterDraft {
    try {
        requireRule(json.length <= maxDraftLength, 'a draft is shorter');
        const parsed: unknown = JSON.parse(json);
        // JSON.parse keeps the last of two members of one name; a person must not wonder which of them holds.
        requireRule(colonsIn(json) === membersOf(parsed), 'a name stands twice');
        return draftShape(parsed);
    } catch (refused) {
        const isWrong = refused instanceof MalformedObjectException || refused instanceof SyntaxError;
        throw isWrong ? new CharterFailure('draft-unreadable') : refused;
    }
}

function ruleOf({ threshold, requirements }: SignatureRule): DraftRule {
    return {
        threshold,
        requirements: requirements.map(({ scope, count: number, roles, party }) => ({
            who: scopeWord(scope),
            count: number,
            roles: roles === Roles.all ? [] : roleWords(roles),
            side: party,
        })),
    };
}

/** Fields that must be there, then fields that may be missing or null. */
function shape<T extends object, O extends object = object>(needed: Shape<T>, optional?: Shape<O>) {
    return (json: unknown): T & { readonly [Name in keyof O]: O[Name] | undefined } => {
        requireRule(typeof json === 'object' && json !== null && !Array.isArray(json), 'not a record');
        const source = new Map(Object.entries(json));
        const names = [...Object.keys(needed), ...Object.keys(optional ?? {})];
        requireRule(
            [...source.keys()].every((name) => names.includes(name)),
            'a name is unknown',
        );
        const read = Object.entries<Read<unknown>>(needed).map(([name, field]) => {
            requireRule(source.has(name), 'a name is missing');
            return [name, field(source.get(name))];
        });
        const more = Object.entries<Read<unknown>>(optional ?? {}).map(([name, field]) => {
            const value = source.get(name) ?? undefined;
            return [name, value === undefined ? undefined : field(value)];
        });
        return Object.fromEntries([...read, ...more]);
    };
}

type Read<T> = (json: unknown) => T;
type Shape<T> = { readonly [Name in keyof T]: Read<T[Name]> };

const words: Read<string> = (json) => text.read(json);
const number: Read<number> = (json) => count.read(json);
const all = <T>(read: Read<T>): Read<readonly T[]> => {
    const items = list({ read, write: (value) => value } satisfies Json<T>);
    return (json) => items.read(json);
};

const texts: Read<Readonly<Record<string, string>>> = (json) => {
    requireRule(typeof json === 'object' && json !== null && !Array.isArray(json), 'not a table');
    return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, words(value)]));
};

const requirementShape: Read<DraftRequirement> = shape({ who: words, count: number, roles: all(words) }, { side: words });
const ruleShape: Read<DraftRule> = shape({ threshold: number, requirements: all(requirementShape) });
const officerShape: Read<DraftOfficer> = shape({ name: words, roles: all(words) }, { side: words, key: words });
const draftShape: Read<CharterDraft> = shape({
    title: words,
    sides: all(shape({ code: words, title: words })),
    officers: all(officerShape),
    admissionRule: ruleShape,
    deviceRule: ruleShape,
    quorum: ruleShape,
    groundRules: texts,
    regime: words,
    retentionDays: number,
});

function colonsIn(json: string): number {
    return json.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1;
}

function membersOf(value: unknown): number {
    if (typeof value !== 'object' || value === null) return 0;
    const inside = Object.values(value).reduce<number>((sum, one) => sum + membersOf(one), 0);
    return inside + (Array.isArray(value) ? 0 : Object.keys(value).length);
}
