import { describe, expect, test } from 'vitest';
import { readGolden } from '../../../tests/golden.ts';
import { charterOf, key } from '../../../tests/world.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { charterCodec, type Charter } from '../trust/charter.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { Regime } from '../trust/regime.ts';
import { SignerScope } from '../trust/signatureRequirement.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import type { CharterDraft } from './charterDraft.ts';
import { CharterFailure } from './charterFailure.ts';
import { maxDraftLength, readDraft, writeDraft } from './charterFile.ts';
import { applyDraft } from './draftReader.ts';
import { parseRegime, parseScope, regimeWord, scopeWord } from './draftWords.ts';

const charter = charterOf(SignatureRules.organizerOfEachPartyAndFacilitator);
const names = new Map([
    ['H', key(1)],
    ['C', key(2)],
    ['F', key(3)],
    ['Newcomer', key(23)],
]);
const nameOf = (device: DeviceKey) => [...names].find(([, one]) => one === device)?.[0] ?? '';
const written = writeDraft(charter, nameOf);
const read = (json: string) => applyDraft(readDraft(json), charter, (name) => names.get(name));
const bytes = (one: Charter) => encodeObject(charterCodec, one);

function problemOf(json: string): string {
    try {
        read(json);
        return 'none';
    } catch (failure) {
        if (failure instanceof CharterFailure) return failure.problem;
        throw failure;
    }
}

test('a draft that nobody edits says what the Charter says', () => {
    expect(bytes(read(written))).toEqual(bytes(charter));
});

test('the command line writes and reads the same file', () => {
    const golden = readGolden<{ draft: string }>('trust', 'charterDraft');
    expect(JSON.parse(written)).toEqual(JSON.parse(golden.draft));
    expect(bytes(read(golden.draft))).toEqual(bytes(charter));
});

test('what is edited is what changes', () => {
    const draft = JSON.parse(written) as CharterDraft;
    const groundRules = { ...draft.groundRules, fr: "Personne n'est cité." };
    const edited = read(JSON.stringify({ ...draft, title: 'Water and roads', retentionDays: 3, groundRules }));
    expect(edited).toStrictEqual({
        ...charter,
        title: 'Water and roads',
        retentionDays: 3,
        groundRules: [...charter.groundRules, { language: 'fr', text: "Personne n'est cité.".normalize() }],
    });
});

test('a new officer is named by name', () => {
    const draft = JSON.parse(written) as CharterDraft;
    const withOne = (name: string) => JSON.stringify({ ...draft, officers: [...draft.officers, { name, roles: ['facilitator'] }] });
    expect(read(withOne('Newcomer')).officers.at(-1)?.key).toBe(key(23));
    expect(problemOf(withOne('Nobody'))).toBe('draft-officer');
});

describe('what is wrong is refused', () => {
    test.each([
        ['"title"', '"titel"', 'draft-unreadable'],
        ['"title": "Water talks",', '', 'draft-unreadable'],
        ['"title": "Water talks",', '"title": "Water talks", "title": "Twice",', 'draft-unreadable'],
        ['"retentionDays": 7', '"retentionDays": "7"', 'draft-unreadable'],
        ['"retentionDays": 7', '"retentionDays": 31', 'draft-terms'],
        ['"regime": "closed"', '"regime": "secret"', 'draft-terms'],
        ['"who": "each side"', '"who": "each party"', 'draft-rule'],
        ['"count": 2', '"count": 17', 'draft-rule'],
        ['"count": 2', '"count": 16', 'draft-unworkable'],
        ['"threshold": 2', '"threshold": 3', 'draft-rule'],
        ['"code": "coast"', '"code": "hill"', 'draft-side'],
        ['"side": "coast"', '"side": "river"', 'draft-side'],
        ['"code": "coast"', '"code": "the coast"', 'draft-side'],
        ['"name": "F"', '"name": "H"', 'draft-officer'],
        ['"organizer"', '"king"', 'draft-officer'],
        ['"Water talks"', '"Water\\u0007talks"', 'draft-text'],
        ['"Water talks"', '"\\ud800"', 'draft-text'],
        ['"en": "Nobody is quoted."', '"en": ""', 'draft-text'],
    ])('%s written as %s', (part, instead, problem) => {
        const wrong = written.replace(part, instead);
        expect(wrong).not.toBe(written);
        expect(problemOf(written)).toBe('none');
        expect(problemOf(wrong)).toBe(problem);
    });

    test('and so is what is no draft at all, or too long a one', () => {
        for (const wrong of ['', '7', '[]', 'null', '{"title": "Water talks"}']) expect(problemOf(wrong), wrong).toBe('draft-unreadable');
        expect(problemOf(written + ' '.repeat(maxDraftLength - written.length))).toBe('none');
        expect(problemOf(written + ' '.repeat(maxDraftLength + 1 - written.length))).toBe('draft-unreadable');
    });
});

test('a Charter that its own officers could never follow is not proposed', () => {
    const draft = JSON.parse(written) as CharterDraft;
    expect(problemOf(JSON.stringify({ ...draft, officers: draft.officers.slice(1) }))).toBe('draft-unworkable');
});

test('every scope and every regime has its word', () => {
    for (const scope of Object.values(SignerScope)) expect(parseScope(scopeWord(scope))).toBe(scope);
    for (const regime of Object.values(Regime)) expect(parseRegime(regimeWord(regime))).toBe(regime);
});
