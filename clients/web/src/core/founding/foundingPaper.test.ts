import { beforeEach, describe, expect, test } from 'vitest';
import { threeFounders, type Desk, type Founders } from '../../../tests/support/founders.ts';
import { coast, filled, hill, now, opaque } from '../../../tests/world.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { CharterReader } from '../amendments/charterReader.ts';
import { firstOf, idOfPaper, type Paper } from '../papers/paper.ts';
import { PaperDesk } from '../papers/paperDesk.ts';
import type { PaperDraft } from '../papers/paperDraft.ts';
import { checkAdmission } from '../trust/admissionRules.ts';
import { charterCodec, type Charter } from '../trust/charter.ts';
import { ed25519PublicKey } from '../trust/ed25519.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { countersignatureCodec } from '../trust/countersignature.ts';
import { LetterKind } from '../trust/letter.ts';
import { Roles } from '../trust/roles.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import { hoursAfter } from '../trust/unixHour.ts';
import { foundingPaper } from './foundingPaper.ts';

let founders: Founders;
let orla: Desk;
let otto: Desk;

beforeEach(async () => {
    ({ founders, orla, otto } = await threeFounders());
});

const stages = () => founders.all.map(({ session }) => session.device.stage);
const digitsOf = async (desk: Desk) => (await desk.work((world) => new CharterReader(world).toCompare())).digits.join(' ');

const send = (draft: PaperDraft, to: Desk, from = founders.first) => founders.send(draft, to, from);
const has = async (desk: Desk, paper: Paper) => (await desk.papers()).some((one) => idOfPaper(one) === idOfPaper(paper));

describe('every founder has chain and admission when the last one has signed', () => {
    test.each([[['Orla', 'Otto']], [['Otto', 'Orla']]])('in the order %s', async (order) => {
        const paper = await founders.first.propose(founders.draft());
        await founders.sync();
        for (const name of order) {
            expect(stages()).toEqual(['gathering', 'gathering', 'gathering']);
            await founders.others.find((one) => one.name === name)!.sign(idOfPaper(paper));
            await founders.sync();
        }
        expect(stages()).toEqual(['admitted', 'admitted', 'admitted']);
        for (const { session, alarms } of founders.all) {
            expect(session.charters?.headId).toBe(idOfPaper(paper));
            expect(session.admission?.body.device).toBe(session.ownKey);
            expect(await checkAdmission(session.admission!, session.charters!, now)).toBe('none');
            expect(session.device).toMatchObject({ foundingAnswer: undefined, application: undefined });
            expect(alarms).toEqual([]);
        }
        const view = await orla.work((world) => new CharterReader(world).show(false));
        expect(view).toMatchObject({ state: 'in-force', accepted: true, acceptedBy: ['Ingrid', 'Otto'], notAcceptedBy: [] });
        expect(view.terms.officers.map(({ name }) => name)).toEqual(['Ingrid', 'Orla', 'Otto']);
    });
});

test('all devices compute the same digits before anybody but the first has signed', async () => {
    await founders.first.propose(founders.draft());
    await founders.sync();
    const shown = await Promise.all(founders.all.map(digitsOf));
    expect(shown[0]).toMatch(/^(\d{4} ){9}\d{4}$/);
    expect(new Set(shown).size).toBe(1);
    const view = await otto.work((world) => new CharterReader(world).show(false));
    expect(view).toMatchObject({ state: 'proposed', version: 1, accepted: false, before: undefined, changed: [] });
});

test('the signature of each is needed, and a letter that comes early waits', async () => {
    const paper = await founders.first.propose(founders.draft());
    const held = founders.relay.mailboxes.get(otto.session.device.mailbox.id)!;
    const proposal = held.letters.splice(0);
    await orla.sync();
    await orla.sign(idOfPaper(paper));
    await otto.sync();
    expect(await otto.papers()).toEqual([]);
    held.letters.push(...proposal);
    await otto.sync();
    await otto.sign(idOfPaper(paper));
    expect(otto.session.device.stage).toBe('admitted');
    expect(stages()).toEqual(['gathering', 'gathering', 'admitted']);
    await founders.sync();
    expect(stages()).toEqual(['admitted', 'admitted', 'admitted']);
});

test('A01: a founder who signed another Charter is noticed, and nobody is in', async () => {
    const one = await founders.first.propose(founders.draft());
    await orla.sync();
    const heldForOtto = founders.relay.mailboxes.get(otto.session.device.mailbox.id)!;
    heldForOtto.letters.splice(0);
    await founders.first.work((world) => new PaperDesk(world).withdraw(idOfPaper(one)));
    founders.clock.now += 3_600_000;
    const other = await founders.first.propose(founders.draft(founders.charter({ createdAt: hoursAfter(now, 1) })));
    heldForOtto.letters.splice(0, heldForOtto.letters.length - 1);
    await otto.sync();
    expect(otto.alarms).toEqual([]);
    await orla.sign(idOfPaper(one));
    await otto.sync();
    expect(await digitsOf(orla)).not.toBe(await digitsOf(otto));
    expect(otto.alarms).toEqual(['other-charter-signed']);
    await otto.sign(idOfPaper(other));
    await founders.sync();
    expect(stages()).toEqual(['gathering', 'gathering', 'gathering']);
});

test('A01: a second Charter beside the first is noticed, and nobody signs both', async () => {
    const one = await founders.first.propose(founders.draft());
    await founders.sync();
    await orla.sign(idOfPaper(one));
    const second = await send(founders.draft(founders.charter({ retentionDays: 3 })), orla);
    expect(orla.alarms).toEqual(['second-charter']);
    await expect(orla.sign(idOfPaper(second))).rejects.toMatchObject({ problem: 'other-version-signed' });
    expect(otto.alarms).toEqual([]);
});

test('a withdrawn Charter that gets its signatures after another one was founded changes nothing', async () => {
    const { first } = founders;
    const countersign = async ({ session }: Desk, { objects }: Paper) => {
        const signatures = await Promise.all(objects.map((part) => part.signBy(session.device.deviceSeed)));
        const body = encodeObject(countersignatureCodec, { paper: objects[0]!.id, signatures });
        await session.store.write((writer) => session.letters.write(writer, LetterKind.countersignature, first.contact.card, body));
        await session.letters.dropAll();
        await first.sync();
    };
    const one = await first.propose(founders.draft());
    await first.work((world) => new PaperDesk(world).withdraw(idOfPaper(one)));
    const other = await first.propose(founders.draft(founders.charter({ retentionDays: 3 })));
    for (const desk of founders.others) await countersign(desk, other);
    expect([first.session.device.stage, first.session.charters?.headId]).toEqual(['admitted', idOfPaper(other)]);
    for (const desk of founders.others) await countersign(desk, one);
    expect(first.session.charters?.headId).toBe(idOfPaper(other));
});

describe('A04: a Charter is taken as the link promised and from nobody else', () => {
    const changes: readonly (readonly [string, (charter: Charter) => Partial<Charter>])[] = [
        ['more roles than promised', ({ officers }) => ({ officers: swap(officers, { roles: Roles.organizer | Roles.facilitator }) })],
        ['another side', ({ officers }) => ({ officers: swap(officers, { party: coast }) })],
        ['another key in this founder’s place', ({ officers }) => ({ officers: swap(officers, { key: opaque<DeviceKey>(7, 32) }) })],
        ['without the first founder', ({ officers }) => ({ officers: officers.slice(1), admissionRule: SignatureRules.twoOfficers })],
        ['another title', () => ({ title: 'Roads' })],
        ['a rule that nobody can meet', ({ officers }) => ({ officers: officers.slice(0, 2) })],
        ['a date ahead of every clock', () => ({ createdAt: hoursAfter(now, 25) })],
    ];
    const swap = (officers: Charter['officers'], change: Partial<Charter['officers'][number]>) =>
        officers.map((one) => (one.key === orla.session.ownKey ? { ...one, ...change } : one));

    test.each(changes)('%s', async (_, change) => {
        const charter = founders.charter();
        const wrong = await send(founders.draft({ ...charter, ...change(charter) }), orla);
        expect(await has(orla, wrong)).toBe(false);
        expect(orla.alarms).toEqual(['paper-against-the-rules']);
        const honest = await send(founders.draft(charter), orla);
        expect(await has(orla, honest)).toBe(true);
    });

    test('a missing admission, one too many, or one that gives more', async () => {
        const draft = founders.draft();
        const wrong = [
            { ...draft, objects: draft.objects.slice(0, -1) },
            { ...draft, objects: [...draft.objects, draft.objects[1]!] },
            founders.draft(founders.charter(), { notBefore: hoursAfter(now, 25) }),
            founders.draft(founders.charter(), { roles: Roles.all }),
            { ...draft, about: draft.about.slice(1) },
        ];
        for (const one of wrong) await send(one, orla);
        expect(await orla.papers()).toEqual([]);
        expect(orla.alarms).toEqual(wrong.map(() => 'paper-against-the-rules'));
        expect(await has(orla, await send(draft, orla))).toBe(true);
    });

    test('sent by another founder', async () => {
        const draft = founders.draft();
        await send(draft, orla, otto);
        expect(await orla.papers()).toEqual([]);
        expect(orla.alarms).toEqual(['paper-no-say']);
        expect(await has(orla, await send(draft, orla))).toBe(true);
    });
});

test('A09: a Charter that one founder did not sign, or that bears a stranger’s signature, admits nobody', async () => {
    const stranger = filled(77, 32);
    const draft = founders.draft();
    const forged = await Promise.all(draft.objects.map(async (part) => part.add([await part.signBy(stranger)])));
    await send({ ...draft, objects: forged }, orla);
    expect(await orla.papers()).toEqual([]);
    expect(orla.alarms).toEqual(['paper-stranger-signed']);
    const paper = await send(draft, orla);
    await orla.sign(idOfPaper(paper));
    expect(orla.session.device.stage).toBe('gathering');
    // A signature over another version does not count for this one.
    const other = founders.draft(founders.charter({ retentionDays: 3 }));
    const signatures = await Promise.all(other.objects.map((part) => part.signBy(otto.session.device.deviceSeed)));
    const [kept] = await orla.papers();
    expect(await firstOf(kept!).holds(signatures[0]!)).toBe(false);
    expect(await firstOf(kept!).holds(await firstOf(kept!).signBy(otto.session.device.deviceSeed))).toBe(true);
    expect(opaqueOf(await ed25519PublicKey(stranger))).not.toBe(otto.session.ownKey);
    expect(encodeObject(charterCodec, founders.charter())).not.toEqual(encodeObject(charterCodec, founders.charter({ retentionDays: 3 })));
});

test('A09: a Charter that all signed admits nobody while a signature is missing under one of the admissions', async () => {
    const paper = await founders.first.propose(founders.draft());
    await founders.sync();
    for (const desk of [orla, otto]) await desk.sign(idOfPaper(paper));
    await founders.sync();
    const [whole] = await orla.papers();
    const without = (place: number): Paper => ({
        ...whole!,
        objects: whole!.objects.map((part, i) => (i === place ? part.with(part.signatures.slice(1)) : part)),
    });
    expect(await foundingPaper.isMet(whole!)).toBe(true);
    for (const place of [0, 1, 2, 3]) expect(await foundingPaper.isMet(without(place)), String(place)).toBe(false);
});

test('A04: a device that is admitted is not founded anew', async () => {
    const paper = await founders.first.propose(founders.draft());
    await founders.sync();
    for (const desk of [orla, otto]) await desk.sign(idOfPaper(paper));
    await founders.sync();
    const { admission } = orla.session;
    await founders.send(founders.draft(founders.charter({ title: 'Roads' })), orla);
    expect(orla.alarms).toEqual(['paper-another-dialogue']);
    expect((await orla.papers()).map(idOfPaper)).toEqual([idOfPaper(paper)]);
    expect(orla.session.admission).toEqual(admission);
});

describe('a founder whom the first one goes on without', () => {
    test('is told by nobody else, and about no other answer', async () => {
        const link = await founders.link(coast, Roles.organizer, 9);
        const olaf = await founders.answer('Olaf', link);
        await otto.decline(olaf.contact, link);
        await founders.first.decline(olaf.contact, link, hoursAfter(now, 1));
        await olaf.sync();
        expect(olaf.session.device.stage).toBe('gathering');
        await founders.first.decline(olaf.contact, link);
        await olaf.sync();
        expect(olaf.session.device.stage).toBe('declined');
    });
});

test('A05: a link that somebody used before puts the second in doubt, and its answer says so', async () => {
    const link = await founders.link(hill, Roles.organizer, 9);
    const first = await founders.answer('Olga', link);
    const second = await founders.answer('Mallory', link);
    expect([first.session.device.stage, second.session.device.stage]).toEqual(['gathering', 'in-doubt']);
    const [honest, doubtful] = await founders.requests();
    expect(honest).toMatchObject({ name: 'Olga', device: first.session.ownKey, card: first.contact.card });
    expect(doubtful).toMatchObject({ name: 'Mallory', device: second.session.ownKey, card: undefined });
});
