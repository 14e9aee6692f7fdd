import { beforeEach, describe, expect, test } from 'vitest';
import { admissionDraft, Crash, Officers, OfficerDevice } from '../../../tests/support/officers.ts';
import { hill, key, now, World } from '../../../tests/world.ts';
import { decodeObject } from '../cbor/objectCodec.ts';
import { PeopleDirectory } from '../admissions/peopleDirectory.ts';
import type { FaultPoint } from '../sync/faultPoint.ts';
import { admissionGrantedCodec } from '../trust/admissionGranted.ts';
import { checkAdmissionSignatures } from '../trust/admissionRules.ts';
import { LetterKind } from '../trust/letter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { RemarkKind } from '../trust/remarkKind.ts';
import { Roles } from '../trust/roles.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import { timeOf } from '../trust/unixHour.ts';
import { idOfPaper } from './paper.ts';

let officers: Officers;
let marek: OfficerDevice;

/** Lena has compared digits with Marek of Hill and asks for everybody's signature. */
async function propose(): Promise<ObjectHash> {
    const body = officers.world.admission(20, hill, Roles.participant);
    return idOfPaper(await officers.lena.propose(admissionDraft(body, marek.contact, 'He knows the river')));
}

const knows = async (device: OfficerDevice) => (await PeopleDirectory.read(device.store)).all.map(({ name }) => name);
const granted = async () => (await marek.letters()).filter(({ kind }) => kind === LetterKind.admission);

beforeEach(async () => {
    const world = await World.of(SignatureRules.organizerOfEachPartyAndFacilitator);
    officers = await Officers.of(world);
    marek = await OfficerDevice.of(officers, 20, await world.admit(20, hill, Roles.participant));
});

describe('an admission by three', () => {
    test('is shown to each officer, signed in their own time, and admits once', async () => {
        const { ana, bilal, lena } = officers;
        const id = await propose();
        await officers.sync();
        const shown = await ana.desks.papers.paper(id);
        expect(shown).toMatchObject({
            note: 'He knows the river',
            terms: {
                type: 'admission',
                name: 'Marek',
                capacity: { party: { code: 'hill', title: 'Hill', mark: 0 }, roles: ['participant'], from: timeOf(now), device: key(20) },
            },
            paper: {
                id,
                kind: 'admission',
                about: 'Marek',
                state: 'open',
                from: { name: 'Lena', roles: ['facilitator'], own: false },
                signed: [{ name: 'Lena' }],
                missing: [
                    { name: 'Ana', party: { code: 'hill' }, own: true },
                    { name: 'Bilal', party: { code: 'coast' }, own: false },
                ],
                can: { sign: true, withdraw: undefined, say: true },
            },
        });
        expect(ana.told.at(-1)).toEqual([shown.paper]);

        expect((await ana.desks.papers.sign(id)).paper).toMatchObject({
            state: 'open',
            missing: [{ name: 'Bilal' }],
            can: { sign: false },
        });
        await officers.sync();
        for (const device of [lena, bilal]) expect((await device.paper()).missing.map(({ name }) => name)).toEqual(['Bilal']);
        expect(await granted()).toEqual([]);

        expect((await bilal.desks.papers.sign(id)).paper.state).toBe('complete');
        await officers.sync();
        for (const device of [lena, ana, bilal]) {
            expect(await device.paper()).toMatchObject({ state: 'complete', missing: [], can: { sign: false, withdraw: undefined } });
            expect(await knows(device)).toContain('Marek');
            expect(device.alarms).toEqual([]);
        }
        const letters = await granted();
        expect(letters).toHaveLength(1);
        const { admission } = decodeObject(admissionGrantedCodec, letters[0]!.body);
        expect(await checkAdmissionSignatures(admission, officers.world.charters)).toBe('none');
        expect(admission.signatures.map(({ signer }) => signer)).toEqual([key(1), key(2), key(3)].sort());
    });

    test('takes each letter once, however often it comes', async () => {
        const { ana, bilal, lena } = officers;
        const id = await propose();
        await officers.sync();
        await ana.desks.papers.sign(id);
        await bilal.desks.papers.sign(id);
        const box = officers.relay.mailboxes.get(lena.session.device.mailbox.id)!;
        await ana.sync();
        await bilal.sync();
        const twice = [...box.letters];
        await lena.sync();
        box.letters.push(...twice);
        const before = lena.store.dump();
        await lena.sync();
        expect(lena.store.dump()).toBe(before);
        expect(await granted()).toHaveLength(1);
        await ana.desks.papers.say(id, RemarkKind.answer, 'He is welcome');
        await officers.sync();
        expect((await lena.desks.papers.paper(id)).remarks).toHaveLength(1);
        expect(await granted()).toEqual([]);
    });

    test('waits for the right people: two of one side are not one of each', async () => {
        const { ana, lena } = officers;
        const id = await propose();
        await officers.sync();
        await ana.desks.papers.sign(id);
        await officers.sync();
        expect(await lena.paper()).toMatchObject({ state: 'open', missing: [{ name: 'Bilal' }] });
        await expect(ana.desks.papers.sign(id)).rejects.toMatchObject({ problem: 'paper-signed' });
        const stranger = await officers.device(9);
        await expect(stranger.desks.papers.sign(id)).rejects.toMatchObject({ problem: 'not-found' });
        expect(await granted()).toEqual([]);
        await officers.bilal.desks.papers.sign(id);
        await officers.sync();
        expect(await granted()).toHaveLength(1);
    });
});

describe('an objection', () => {
    test('stops the host until it is withdrawn, and its reason is for facilitators', async () => {
        const { ana, bilal, lena } = officers;
        const id = await propose();
        await officers.sync();
        await ana.desks.papers.sign(id);
        const objected = await ana.desks.papers.say(id, RemarkKind.objection, 'He spoke for the army in May');
        expect(objected.paper).toMatchObject({ objections: 1, can: { withdraw: 'objection' } });
        await officers.sync();
        await bilal.desks.papers.sign(id);
        await officers.sync();
        expect((await lena.desks.papers.paper(id)).remarks).toMatchObject([
            { from: { name: 'Ana' }, kind: 'objection', text: 'He spoke for the army in May' },
        ]);
        expect((await bilal.desks.papers.paper(id)).remarks).toMatchObject([{ from: { name: 'Ana' }, kind: 'objection', text: '' }]);
        for (const device of [ana, bilal, lena]) expect(await device.paper()).toMatchObject({ state: 'open', objections: 1, missing: [] });
        expect(await granted()).toEqual([]);

        expect((await ana.desks.papers.withdraw(id)).paper).toMatchObject({ state: 'complete', objections: 0 });
        await officers.sync();
        for (const device of [bilal, lena]) expect(await device.paper()).toMatchObject({ state: 'complete', objections: 0 });
        expect(await granted()).toHaveLength(1);
        await expect(ana.desks.papers.say(id, RemarkKind.objection, 'He spoke for the army in May')).rejects.toMatchObject({
            problem: 'remark-refused',
        });
    });

    test('is one of the things that can be said; questions and answers go to all', async () => {
        const { ana, bilal, lena } = officers;
        const id = await propose();
        await officers.sync();
        await ana.desks.papers.say(id, RemarkKind.question, '  Who vouches for him?\n');
        await officers.sync();
        await lena.desks.papers.say(id, RemarkKind.answer, 'The dean');
        await officers.sync();
        for (const device of [ana, bilal, lena]) {
            expect((await device.desks.papers.paper(id)).remarks).toMatchObject([
                { from: { name: 'Ana' }, kind: 'question', text: 'Who vouches for him?' },
                { from: { name: 'Lena' }, kind: 'answer', text: 'The dean' },
            ]);
        }
        for (const words of ['', ' ', 'x'.repeat(1001), 'half \ud800'])
            await expect(ana.desks.papers.say(id, RemarkKind.question, words)).rejects.toMatchObject({ problem: 'text-too-long' });
        for (let i = 1; i < 32; i++) await ana.desks.papers.say(id, RemarkKind.question, `${i}`);
        await expect(ana.desks.papers.say(id, RemarkKind.question, 'one more')).rejects.toMatchObject({ problem: 'remark-refused' });
        expect((await lena.desks.papers.withdraw(id)).paper.state).toBe('withdrawn');
        await officers.sync();
        expect(await ana.paper()).toMatchObject({ state: 'withdrawn', can: { sign: false, say: false, withdraw: undefined } });
        await expect(ana.desks.papers.sign(id)).rejects.toMatchObject({ problem: 'paper-withdrawn' });
        await expect(ana.desks.papers.withdraw(id)).rejects.toMatchObject({ problem: 'not-allowed' });
    });
});

test('A10: a name that looks like another is not signed for', async () => {
    const { ana } = officers;
    const body = officers.world.admission(20, hill, Roles.participant);
    const twin = { ...marek.contact, name: 'Bi1al' };
    const id = idOfPaper(await officers.lena.propose(admissionDraft(body, marek.contact)));
    await expect(officers.lena.propose(admissionDraft({ ...body, device: key(21) }, { ...twin, device: key(21) }))).rejects.toMatchObject({
        problem: 'name-looks-alike',
    });
    await officers.sync();
    expect((await ana.desks.papers.sign(id)).paper.signed).toHaveLength(2);
});

test('a paper lapses after 60 days, and another can be proposed', async () => {
    const { ana } = officers;
    const id = await propose();
    await officers.sync();
    officers.wait(60 * 24);
    expect(await ana.paper()).toMatchObject({ state: 'lapsed', can: { sign: false } });
    await expect(ana.desks.papers.sign(id)).rejects.toMatchObject({ problem: 'paper-lapsed' });
});

describe('a process that dies', () => {
    const signing: readonly FaultPoint[] = ['before-paper-persist', 'after-paper-persist'];
    test.each(signing)('at %s loses no signature and makes none twice', async (point) => {
        const { ana, bilal } = officers;
        const id = await propose();
        await officers.sync();
        await ana.desks.papers.sign(id);
        await officers.sync();
        bilal.fault = point;
        await expect(bilal.desks.papers.sign(id)).rejects.toThrow(Crash);
        await bilal.restart();
        if (point === 'before-paper-persist') await bilal.desks.papers.sign(id);
        else await expect(bilal.desks.papers.sign(id)).rejects.toMatchObject({ problem: 'paper-complete' });
        await officers.sync();
        expect(await granted()).toHaveLength(1);
    });

    const reading: readonly FaultPoint[] = ['before-letter-persist', 'after-letter-persist', 'after-letter-acknowledged'];
    test.each(reading)('at %s while the last signature arrives admits once', async (point) => {
        const { ana, bilal, lena } = officers;
        const id = await propose();
        await officers.sync();
        await ana.desks.papers.sign(id);
        await officers.sync();
        await bilal.desks.papers.sign(id);
        await bilal.sync();
        lena.fault = point;
        await expect(lena.sync()).rejects.toThrow(Crash);
        await lena.restart();
        await officers.sync();
        expect(await lena.paper()).toMatchObject({ state: 'complete' });
        expect(await granted()).toHaveLength(1);
    });
});
