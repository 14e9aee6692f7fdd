import { expect, test } from 'vitest';
import { admissionDraft, Officers, type OfficerDevice } from '../../../tests/support/officers.ts';
import { hill, key, now, signAll, World } from '../../../tests/world.ts';
import { revocationCodec } from '../content/revocation.ts';
import { KnownCuts } from '../revocations/knownCuts.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { Roles } from '../trust/roles.ts';
import { SignatureRules } from '../trust/signatureRule.ts';

test.each([
    ['by itself', false],
    ['with the person', true],
])('what a device sends, or proposed, that was cut off %s, counts no more, and what another officer sends does', async (_, wholePerson) => {
    const world = await World.of(SignatureRules.organizerOfEachPartyAndFacilitator);
    const officers = await Officers.of(world);
    const { ana, bilal, lena } = officers;
    const propose = async (by: OfficerDevice, person: number) => {
        await by.propose(
            admissionDraft(world.admission(person, hill, Roles.participant), { ...by.contact, device: key(person), name: `P${person}` }),
        );
        await officers.sync(by, ana);
    };
    await propose(lena, 41);
    const before = await ana.paper();
    const target = wholePerson ? { ...lena.admission, body: { ...lena.admission.body, device: key(99) } } : lena.admission;
    const { dialogue, headId: charter } = world.charters;
    const body = { dialogue, charter, target, wholePerson, hour: now, others: [] };
    await ana.store.write(async (writer) => KnownCuts.keep(writer, await signAll(revocationCodec, body, 1, 2)));

    await propose(lena, 42);
    expect(ana.alarms).toEqual(['paper-cut-off']);
    await expect(ana.desks.papers.sign(before.id as ObjectHash)).rejects.toMatchObject({ problem: 'paper-cut-off' });
    await propose(bilal, 43);
    await ana.desks.papers.sign((await ana.paper()).id as ObjectHash);
    expect((await ana.desks.papers.papers()).map(({ about }) => about)).toEqual(['P41', 'P43']);
    expect(ana.alarms).toEqual(['paper-cut-off']);
});
