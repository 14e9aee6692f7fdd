import { beforeEach, expect, test } from 'vitest';
import { meet, Office, usual } from '../../../tests/support/office.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { coast, facilitator, key } from '../../../tests/world.ts';
import { fromHex } from '../bytes.ts';
import { coSign } from '../cbor/coSigned.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { revocationCodec } from '../content/revocation.ts';
import { passStock } from '../devices/passStock.ts';
import { KnownCuts } from '../revocations/knownCuts.ts';
import { bucket } from '../sync/bucket.ts';
import { Roles } from '../trust/roles.ts';
import { RemarkKind } from '../trust/remarkKind.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import { idOf, type ChannelId } from '../wire/opaqueId.ts';
import { PassKind } from '../wire/passKind.ts';
import { ChannelMaker } from './channelMaker.ts';
import { AdmittedSession } from '../sync/admittedSession.ts';
import { termsOf } from './channelPlan.ts';
import { channelStateRecord } from './channelState.ts';

let office: Office;
let lena: WebDevice;
let ana: WebDevice;

const plenary = { title: 'All', kind: 'plenary' } as const;
const passes = (device: WebDevice) => passStock.count(device.store, PassKind.channel);
const idFrom = ({ channel }: { readonly channel: string }) => idOf<ChannelId>(fromHex(channel));

async function rounds(...devices: readonly WebDevice[]): Promise<void> {
    for (let i = 0; i < 3; i++) for (const device of devices) await device.round();
}

beforeEach(async () => {
    office = await Office.open();
    lena = await office.officer('Lena');
    ana = await office.admit(lena, 'Ana');
});

test('a facilitator opens a channel at a browser, and everybody with a place in it comes in', async () => {
    const bea = await office.admit(lena, 'Bea', 'coast');
    const before = await passes(lena);
    const made = await lena.channels.create(plenary, await lena.admissions.everybody({ kind: 'plenary' }));
    expect(made).toMatchObject({ added: ['Ana', 'Bea'], waiting: [] });
    expect(await passes(lena)).toBe(before - 1);
    await rounds(ana, bea, lena);
    await ana.channels.send(idFrom(made), 'hello');
    await rounds(ana, bea);
    expect(await bea.channel('All')).toMatchObject({ kind: 'plenary', state: 'open', people: 3, last: { from: 'Ana', text: 'hello' } });
    const stored = channelStateRecord.decode((await lena.store.get(bucket.channels, bytesOf(idFrom(made))))!);
    expect(stored).toMatchObject({ phase: 'open', creation: undefined });
    expect(office.relay.channels.channel(idFrom(made)).stewardKeys).toHaveLength(1);

    const line = await lena.channels.create({ title: 'Ana and us', kind: 'private-line' }, await lena.admissions.candidates(['ana']));
    await rounds(ana, lena);
    expect(await ana.channel('Ana and us')).toMatchObject({ kind: 'private-line', people: 2 });
    expect(await bea.channel('Ana and us')).toBeUndefined();
    expect(line.added).toEqual(['Ana']);
});

test('a participant opens none and adds nobody, even with a pass', async () => {
    await ana.give(PassKind.channel, 1);
    await expect(ana.channels.create(plenary, [])).rejects.toMatchObject({ problem: 'not-allowed' });
    expect(await passes(ana)).toBe(1);
    expect(await ana.channels.channels()).toEqual([]);
    await lena.channels.create(plenary, []);
    expect(await lena.channel('All')).toMatchObject({ state: 'open', people: 1 });
});

test('a caucus is of one side, its facilitator too; nothing is opened for anybody of another one', async () => {
    await office.admit(lena, 'Bea', 'coast');
    const caucus = { title: 'Hill', kind: 'caucus', side: 'hill' } as const;
    const before = await passes(lena);
    const both = await lena.admissions.candidates(['Ana', 'Bea']);
    await expect(lena.channels.create(caucus, both)).rejects.toMatchObject({ problem: 'not-allowed' });
    await expect(lena.channels.create({ ...caucus, side: 'sea' }, [])).rejects.toMatchObject({ problem: 'not-found' });
    expect([await passes(lena), await lena.channels.channels()]).toEqual([before, []]);
    const made = await lena.channels.create(caucus, await lena.admissions.everybody(caucus));
    expect(made.added).toEqual(['Ana']);
    await rounds(ana, lena);
    expect(await ana.channel('Hill')).toMatchObject({ kind: 'caucus', state: 'open', people: 2 });
    // Members would refuse the commit as well; her package would be used up by then.
    const bea = await lena.admissions.candidates(['Bea']);
    const packages = () => [...office.relay.mailboxes.mailboxes.values()].map((mailbox) => mailbox.packages.length);
    const unused = packages();
    await expect(lena.channels.add(idFrom(made), bea)).rejects.toMatchObject({ problem: 'not-allowed' });
    expect(packages()).toEqual(unused);
    expect((await lena.channels.create(plenary, bea)).added).toEqual(['Bea']);
    expect(packages()).not.toEqual(unused);

    office = await Office.open({ officers: [{ key: key(facilitator), party: coast, roles: Roles.organizer | Roles.facilitator }] });
    lena = await office.officer('Lena');
    await expect(lena.channels.create(caucus, [])).rejects.toMatchObject({ problem: 'not-allowed' });
    expect((await lena.channels.create({ ...caucus, side: 'coast' }, [])).added).toEqual([]);
});

test('a channel has a title, and costs a pass', async () => {
    for (const title of ['', ' ', 'x'.repeat(129), '\ud800']) {
        await expect(lena.channels.create({ ...plenary, title }, [])).rejects.toMatchObject({ problem: 'bad-name' });
    }
    for (let left = await passes(lena); left > 0; left--) await lena.channels.create({ ...plenary, title: 'x'.repeat(128) }, []);
    await expect(lena.channels.create(plenary, [])).rejects.toMatchObject({ problem: 'no-pass' });
    expect((await lena.channels.channels()).some(({ title }) => title === 'All')).toBe(false);
});

test('a channel that was drawn when the device died is made with the next round, with the same pass', async () => {
    const before = await passes(lena);
    const id = await new ChannelMaker(new AdmittedSession(lena.session)).draw(termsOf(office.charters, plenary));
    expect(office.relay.channels.channels.has(id)).toBe(false);
    await lena.round();
    expect(office.relay.channels.channel(id).items.length).toBeGreaterThan(0);
    expect(await passes(lena)).toBe(before - 1);
    expect(await lena.channel('All')).toMatchObject({ state: 'open', waiting: 0 });
    expect(await lena.channels.add(id, await lena.admissions.candidates(['Ana']))).toEqual({ added: ['Ana'], waiting: [] });
});

test('A07: who was cut off is added nowhere, with a reason; who was not is', async () => {
    const made = await lena.channels.create(plenary, []);
    const { charters } = office;
    const target = ana.session.admission!;
    const body = { dialogue: charters.dialogue, charter: charters.headId, target, wholePerson: true, others: [], hour: office.hour };
    const signed = await coSign(revocationCodec, { body, signatures: [] }, lena.session.device.deviceSeed);
    await lena.store.write((writer) => KnownCuts.keep(writer, signed));
    await office.admit(lena, 'Bea', 'coast');
    const add = async (name: string) => lena.channels.add(idFrom(made), await lena.admissions.candidates([name]));
    await expect(add('Ana')).rejects.toMatchObject({ problem: 'not-allowed' });
    await expect(lena.admissions.candidates(['Nobody'])).rejects.toMatchObject({ problem: 'not-found' });
    expect((await lena.admissions.everybody({ kind: 'plenary' })).map(({ name }) => name)).toEqual(['Bea']);
    expect(await add('Bea')).toEqual({ added: ['Bea'], waiting: [] });
});

test('nobody is added before the first hour of an admission, nor while an objection is open', async () => {
    const officers = [
        { key: key(facilitator), party: undefined, roles: Roles.organizer | Roles.facilitator },
        { key: key(1), party: coast, roles: Roles.organizer },
    ];
    office = await Office.open({ officers, admissionRule: SignatureRules.twoOfficers });
    lena = await office.officer('Lena');
    const omar = await office.officer('Omar', 1, Roles.organizer);
    await meet(lena, omar);
    const { link } = await lena.admissions.invite({ role: 'participant', party: 'hill' }, 24);
    const bea = await office.asks(link, 'Bea');
    await lena.round();
    const { paper } = await lena.admissions.admit((await lena.admissions.requests())[0]!.id, usual);
    await rounds(lena, omar);
    await omar.desks.papers.sign(paper as never);
    await rounds(omar, lena, bea);
    expect(bea.session.device.stage).toBe('admitted');
    const made = await lena.channels.create(plenary, []);
    const candidates = () => lena.admissions.candidates(['Bea']);
    await expect(candidates()).rejects.toMatchObject({ problem: 'admission-later' });
    office.wait(24);
    await omar.desks.papers.say(paper as never, RemarkKind.objection, 'not now');
    await rounds(omar, lena);
    await expect(candidates()).rejects.toMatchObject({ problem: 'objection-open' });
    expect(await lena.admissions.people()).toMatchObject([
        { name: 'Omar', objectedTo: false },
        { name: 'Bea', objectedTo: true },
    ]);
    await omar.desks.papers.withdraw(paper as never);
    await rounds(omar, lena);
    expect(await lena.channels.add(idFrom(made), await candidates())).toEqual({ added: ['Bea'], waiting: [] });
});

test('A08: a plenary is told of an admission once, by a facilitator who knows the signatures, whoever admitted', async () => {
    const officers = [
        { key: key(facilitator), party: undefined, roles: Roles.organizer | Roles.facilitator },
        { key: key(1), party: coast, roles: Roles.organizer },
    ];
    office = await Office.open({ officers, admissionRule: SignatureRules.solo });
    lena = await office.officer('Lena');
    const omar = await office.officer('Omar', 1, Roles.organizer | Roles.participant);
    await meet(lena, omar);
    ana = await office.admit(lena, 'Ana');
    const made = await lena.channels.create(plenary, await lena.admissions.everybody({ kind: 'plenary' }));
    await rounds(ana, omar, lena);
    await office.admit(omar, 'Bea', 'coast');
    await rounds(omar, lena, ana, omar);
    const told = await ana.told(idFrom(made));
    expect(told.filter((line) => line.startsWith('admitted'))).toEqual(['admitted Bea, Coast, participant']);
    expect(told).not.toContain('not-allowed');
    for (const officer of [lena, omar]) expect(await officer.store.list(bucket.announcements(bytesOf(idFrom(made))))).toEqual([]);
});
