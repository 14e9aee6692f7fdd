import { beforeEach, describe, expect, test } from 'vitest';
import { meet, Office } from '../../../tests/support/office.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { coast, facilitator, key } from '../../../tests/world.ts';
import { fromHex } from '../bytes.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { Roles } from '../trust/roles.ts';
import { SignatureRules, type SignatureRule } from '../trust/signatureRule.ts';
import { idOf, type ChannelId } from '../wire/opaqueId.ts';

let office: Office;
let lena: WebDevice;
/** The other officer. */
let omar: WebDevice;
let ana: WebDevice;
let bea: WebDevice;
let channel: ChannelId;

const remove = (device: WebDevice, name: string, reason = 'Agreed') =>
    device.channels.remove(channel, { name, reason }, (orders) => device.desks.papers.remove(orders));
/** Papers about removals. */
const papersOf = async (device: WebDevice) => (await device.desks.papers.papers()).filter(({ kind }) => kind === 'removal');
const everybody = () => [lena, omar, ana, bea];

async function rounds(...devices: readonly WebDevice[]): Promise<void> {
    for (let i = 0; i < 3; i++) for (const device of devices) await device.round();
}

async function open(quorum: SignatureRule): Promise<void> {
    const officers = [
        { key: key(facilitator), party: undefined, roles: Roles.organizer | Roles.facilitator },
        { key: key(1), party: coast, roles: Roles.organizer },
    ];
    office = await Office.open({ officers, quorum });
    lena = await office.officer('Lena');
    omar = await office.officer('Omar', 1, Roles.organizer);
    await meet(lena, omar);
    [ana, bea] = [await office.admit(lena, 'Ana'), await office.admit(lena, 'Bea', 'coast')];
    const made = await lena.channels.create({ title: 'All', kind: 'plenary' }, await lena.admissions.candidates(['Ana', 'Bea']));
    channel = idOf<ChannelId>(fromHex(made.channel));
    await rounds(...everybody());
}

describe('where two officers must sign a removal', () => {
    beforeEach(() => open(SignatureRules.twoOfficers));

    test('A08: one signature removes nobody, the second one removes from the channel that the order names', async () => {
        const id = (await remove(lena, 'Ana')) as ObjectHash;
        await rounds(...everybody());
        expect(await ana.channel('All')).toMatchObject({ state: 'open', people: 3 });
        const { paper, terms } = await omar.desks.papers.paper(id);
        expect(paper).toMatchObject({ kind: 'removal', about: 'Ana', state: 'open', missing: [{ name: 'Omar' }] });
        expect(terms).toMatchObject({ removals: [{ name: 'Ana', reason: 'Agreed' }] });
        expect((await omar.desks.papers.sign(id)).paper.state).toBe('complete');
        await rounds(...everybody());
        expect(await ana.channel('All')).toMatchObject({ state: 'removed' });
        expect(await bea.channel('All')).toMatchObject({ state: 'open', people: 2 });
        expect(await bea.told(channel)).toContain('Lena removed Ana');
        await lena.channels.send(channel, 'after');
        await rounds(lena, bea);
        expect((await bea.channel('All')).last).toMatchObject({ text: 'after' });
    });

    test('A08: nobody else proposes one, and what was withdrawn removes nobody', async () => {
        await expect(remove(bea, 'Ana')).rejects.toMatchObject({ problem: 'not-allowed' });
        await expect(remove(lena, 'Lena')).rejects.toMatchObject({ problem: 'not-allowed' });
        await expect(remove(lena, 'Nobody')).rejects.toMatchObject({ problem: 'not-found' });
        for (const reason of ['x'.repeat(513), '\ud800']) {
            await expect(remove(lena, 'Ana', reason)).rejects.toMatchObject({ problem: 'text-too-long' });
        }
        expect(await papersOf(lena)).toEqual([]);
        const id = (await remove(lena, 'Ana', 'x'.repeat(512))) as ObjectHash;
        await lena.desks.papers.withdraw(id);
        await rounds(...everybody());
        await expect(omar.desks.papers.sign(id)).rejects.toMatchObject({ problem: expect.stringMatching(/not-found|paper-withdrawn/) });
        expect(await ana.channel('All')).toMatchObject({ state: 'open', people: 3 });
    });
});

test('where the own signature is enough nobody else is asked', async () => {
    await open(SignatureRules.solo);
    expect(await remove(lena, 'Ana', '')).toBeUndefined();
    expect(await papersOf(lena)).toEqual([]);
    await rounds(ana, bea);
    expect(await ana.channel('All')).toMatchObject({ state: 'removed' });
    expect(await bea.channel('All')).toMatchObject({ people: 2 });
});
