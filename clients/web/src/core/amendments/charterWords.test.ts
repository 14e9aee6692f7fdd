import { expect, test } from 'vitest';
import { charterOf, coast, hill, key } from '../../../tests/world.ts';
import { charterCodec, type Charter } from '../trust/charter.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { Regime } from '../trust/regime.ts';
import { Roles } from '../trust/roles.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { changedParts } from './charterReader.ts';
import { charterTerms } from './charterWords.ts';

const nameOf = () => Promise.resolve('Somebody');
const before = charterOf(SignatureRules.organizerOfEachPartyAndFacilitator);
const hillView = { code: hill, title: 'Hill', mark: 0 };
const coastView = { code: coast, title: 'Coast', mark: 1 };
const nobody = undefined;

test('a Charter is shown part by part', async () => {
    expect(await charterTerms(before, nameOf)).toStrictEqual({
        title: 'Water talks',
        parties: [hillView, coastView],
        officers: [
            { device: key(1), name: 'Somebody', party: hillView, roles: ['organizer'] },
            { device: key(2), name: 'Somebody', party: coastView, roles: ['organizer'] },
            { device: key(3), name: 'Somebody', party: nobody, roles: ['facilitator'] },
        ],
        admissionRule: {
            threshold: 2,
            requirements: [
                { scope: 'each-party', count: 1, roles: ['organizer'], party: nobody },
                { scope: 'anybody', count: 1, roles: ['facilitator'], party: nobody },
            ],
        },
        deviceRule: {
            threshold: 2,
            requirements: [
                { scope: 'anybody', count: 1, roles: ['facilitator'], party: nobody },
                { scope: 'own-party', count: 1, roles: ['organizer'], party: nobody },
                { scope: 'same-person', count: 1, roles: [], party: nobody },
            ],
        },
        quorum: { threshold: 1, requirements: [{ scope: 'anybody', count: 2, roles: [], party: nobody }] },
        regime: 'closed',
        retentionDays: 7,
        suite: 3,
        groundRules: before.groundRules,
    });
});

test('only what changed is told, and nothing of it is left out', async () => {
    const terms = await charterTerms(before, nameOf);
    const changes: readonly (readonly [string, Partial<Charter>])[] = [
        ['title', { title: 'Water and roads' }],
        ['parties', { parties: [...before.parties, { code: 'river' as PartyCode, title: 'River' }] }],
        ['officers', { officers: [{ ...before.officers[0]!, roles: Roles.organizer | Roles.facilitator }, ...before.officers.slice(1)] }],
        ['officers', { officers: [{ ...before.officers[0]!, key: key(9) }, ...before.officers.slice(1)] }],
        ['admissionRule', { admissionRule: SignatureRules.solo }],
        ['deviceRule', { deviceRule: SignatureRules.solo }],
        ['quorum', { quorum: SignatureRules.solo }],
        ['regime', { defaultRegime: Regime.chathamHouse }],
        ['retentionDays', { retentionDays: 1 }],
        ['suite', { suiteId: 1 }],
        ['groundRules', { groundRules: before.groundRules.slice(1) }],
    ];
    for (const [part, change] of changes) {
        const after = { ...before, ...change };
        expect(encodeObject(charterCodec, after)).not.toEqual(encodeObject(charterCodec, before));
        expect(changedParts(terms, await charterTerms(after, nameOf))).toEqual([part]);
    }
    expect(changedParts(terms, terms)).toEqual([]);
    // What a version holds beside its parts says which version it is, or whose admissions it keeps.
    const shown = [...new Set(changes.map(([part]) => part))].length;
    expect(Object.keys(before)).toHaveLength(shown + 'version previous survivingAdmissions createdAt'.split(' ').length);
});
