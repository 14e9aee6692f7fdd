import { beforeEach, describe, expect, test } from 'vitest';
import { threeFounders, type Desk, type Founders } from '../../../tests/support/founders.ts';
import { card, key, now, opaque } from '../../../tests/world.ts';
import { putPerson } from '../admissions/peopleDirectory.ts';
import { coSign, type CoSigned } from '../cbor/coSigned.ts';
import { idOfPaper, type Paper } from '../papers/paper.ts';
import { PaperDesk } from '../papers/paperDesk.ts';
import { admissionCodec, idOfAdmission, type Admission } from '../trust/admission.ts';
import { checkAdmissionSignatures } from '../trust/admissionRules.ts';
import type { PersonTag } from '../trust/personTag.ts';
import { Roles } from '../trust/roles.ts';
import { hoursAfter } from '../trust/unixHour.ts';
import { drawAmendment } from './amendmentDesk.ts';
import type { CharterDraft } from './charterDraft.ts';
import { CharterFailure, type CharterProblem } from './charterFailure.ts';
import { CharterReader } from './charterReader.ts';

let founders: Founders;
let orla: Desk;
let otto: Desk;
let ingrid: Desk;
let noor: CoSigned<Admission>;

type Change = (draft: CharterDraft) => Partial<CharterDraft>;

const read = (desk: Desk, proposed = false) => desk.work((world) => new CharterReader(world).show(proposed));
const edited = async (desk: Desk, change: Change) => {
    const draft = JSON.parse(await desk.work((world) => new CharterReader(world).draft())) as CharterDraft;
    return JSON.stringify({ ...draft, ...change(draft) });
};
const versions = () => founders.all.map(({ session }) => session.charters?.head.version);
const onlyTitle: Change = () => ({ title: 'Water and roads' });
const twoAdmit: Change = ({ quorum }) => ({ admissionRule: quorum });

async function propose(desk: Desk, change: Change, without: readonly string[] = []): Promise<Paper> {
    const json = await edited(desk, change);
    const paper = await desk.work(async (world) => new PaperDesk(world).propose(await drawAmendment(world.turn, json, without, 'please')));
    await founders.sync();
    return paper;
}

async function problemOf(work: Promise<unknown>): Promise<CharterProblem | 'none'> {
    try {
        await work;
        return 'none';
    } catch (failure) {
        if (failure instanceof CharterFailure) return failure.problem;
        throw failure;
    }
}

beforeEach(async () => {
    ({ founders, orla, otto } = await threeFounders());
    ingrid = founders.first;
    const paper = await ingrid.propose(founders.draft());
    for (const desk of founders.others) {
        await founders.sync();
        await desk.sign(idOfPaper(paper));
    }
    await founders.sync();
    const { admission } = ingrid.session;
    const body: Admission = {
        ...admission!.body,
        device: key(20),
        person: opaque<PersonTag>(20, 16),
        party: undefined,
        roles: Roles.participant,
        notAfter: hoursAfter(now, 24),
    };
    noor = { body, signatures: [] };
    for (const { session } of founders.all) noor = await coSign(admissionCodec, noor, session.device.deviceSeed);
    for (const { session } of founders.all) {
        await session.store.write((writer) => putPerson(writer, noor, { device: key(20), card: card(20), name: 'Noor' }));
    }
}, 60_000);

test('what two of the officers signed is in force on every device, and says what the draft said', async () => {
    const paper = await propose(orla, onlyTitle);
    expect(versions()).toEqual([1, 1, 1]);
    const shown = await read(otto, true);
    expect(shown).toMatchObject({ state: 'proposed', paper: idOfPaper(paper), changed: ['title'], survival: undefined });
    expect(shown.before?.title).toBe('Water talks');
    await otto.sign(idOfPaper(paper));
    await founders.sync();
    expect(versions()).toEqual([2, 2, 2]);
    for (const desk of founders.all) {
        const view = await read(desk);
        expect(view).toMatchObject({ state: 'in-force', version: 2, id: idOfPaper(paper), digits: shown.digits, changed: ['title'] });
        expect(desk.alarms).toEqual(['charter-changed']);
    }
    expect((await read(orla)).accepted).toBe(true);
    expect((await read(ingrid)).accepted).toBe(false);
    // Nothing changed about who decides: every admission stays valid without being listed.
    expect(await checkAdmissionSignatures(noor, orla.session.charters!)).toBe('none');
});

test('A07: an amendment that fewer than the quorum signed is in force nowhere, and the same with one more is', async () => {
    const paper = await propose(orla, onlyTitle);
    await founders.sync();
    expect(versions()).toEqual([1, 1, 1]);
    await ingrid.sign(idOfPaper(paper));
    await founders.sync();
    expect(versions()).toEqual([2, 2, 2]);
});

test('A07: whoever is left out of an amendment is admitted no longer; everybody else is', async () => {
    const paper = await propose(orla, twoAdmit, ['noor']);
    expect((await read(otto, true)).survival).toEqual({ staying: ['Ingrid', 'Orla', 'Otto'], ending: ['Noor'], unknown: 0 });
    await otto.sign(idOfPaper(paper));
    await founders.sync();
    const charters = otto.session.charters!;
    expect(await checkAdmissionSignatures(noor, charters)).toBe('notCarriedOver');
    for (const { session, alarms } of founders.all) {
        expect(await checkAdmissionSignatures(session.admission!, charters)).toBe('none');
        expect(alarms).toEqual(['charter-changed']);
    }
});

test('A07: without anybody left out, all known admissions are listed', async () => {
    const paper = await propose(orla, twoAdmit);
    expect((await read(otto, true)).survival).toEqual({ staying: ['Ingrid', 'Noor', 'Orla', 'Otto'], ending: [], unknown: 0 });
    await otto.sign(idOfPaper(paper));
    await founders.sync();
    const ids = [noor, ...founders.all.map(({ session }) => session.admission!)].map(idOfAdmission).sort();
    expect(otto.session.charters?.head.survivingAdmissions).toEqual(ids);
    expect(await checkAdmissionSignatures(noor, otto.session.charters!)).toBe('none');
});

test('A07: an amendment of a version that is no longer in force is refused', async () => {
    const json = await edited(ingrid, () => ({ title: 'Roads' }));
    const older = await ingrid.work(({ turn }) => drawAmendment(turn, json, [], ''));
    await founders.send(older, orla, ingrid);
    expect(orla.alarms).toEqual([]);
    const paper = await propose(otto, onlyTitle);
    await ingrid.sign(idOfPaper(paper));
    await founders.sync();
    expect(versions()).toEqual([2, 2, 2]);
    await founders.send(older, otto, ingrid);
    expect(otto.alarms).toEqual(['charter-changed', 'paper-older-charter']);
    expect(versions()).toEqual([2, 2, 2]);
});

describe('nothing is proposed', () => {
    test.each<[CharterProblem, Change, readonly string[]]>([
        ['draft-unchanged', () => ({}), []],
        ['draft-without', onlyTitle, ['Noor']],
        ['draft-without', twoAdmit, ['Nobody']],
        ['draft-without', twoAdmit, ['Otto']],
        ['draft-unworkable', ({ officers }) => ({ officers: officers.slice(0, 1) }), []],
        ['draft-officer', ({ officers }) => ({ officers: [...officers, { ...officers[0]!, name: 'Nemo', key: undefined }] }), []],
    ])('%s', async (problem, change, without) => {
        const json = await edited(orla, change);
        expect(await problemOf(orla.work(({ turn }) => drawAmendment(turn, json, without, '')))).toBe(problem);
        expect(await problemOf(orla.work(async ({ turn }) => drawAmendment(turn, await edited(otto, twoAdmit), ['Noor'], '')))).toBe(
            'none',
        );
    });

    test('by somebody who is no officer', async () => {
        const json = await edited(orla, onlyTitle);
        const paper = await propose(otto, ({ officers, quorum }) => ({
            officers: officers.filter(({ name }) => name !== 'Orla'),
            admissionRule: quorum,
            deviceRule: quorum,
        }));
        expect(await problemOf(orla.work(({ turn }) => drawAmendment(turn, json, [], '')))).toBe('none');
        await ingrid.sign(idOfPaper(paper));
        await founders.sync();
        const next = await edited(orla, onlyTitle);
        expect(await problemOf(orla.work(({ turn }) => drawAmendment(turn, next, [], '')))).toBe('not-allowed');
        expect(await problemOf(otto.work(({ turn }) => drawAmendment(turn, next, [], '')))).toBe('none');
    });

    test('a new officer is found by the name of somebody admitted', async () => {
        const paper = await propose(orla, ({ officers }) => ({
            officers: [...officers, { name: 'Noor', roles: ['organizer'], side: undefined, key: undefined }],
        }));
        const view = await read(otto, true);
        expect(view.changed).toEqual(['officers']);
        expect(view.terms.officers.at(-1)).toMatchObject({ device: key(20), name: 'Noor' });
        expect(view.paper).toBe(idOfPaper(paper));
    });
});

test('a version is accepted by signature, and its officers are told', async () => {
    const paper = await propose(orla, onlyTitle);
    await otto.sign(idOfPaper(paper));
    await founders.sync();
    expect((await read(ingrid)).accepted).toBe(false);
    await ingrid.work((world) => new CharterReader(world).accept());
    await ingrid.session.letters.dropAll();
    expect((await read(ingrid)).accepted).toBe(true);
    const boxes = founders.others.map(({ session }) => founders.relay.mailboxes.get(session.device.mailbox.id)!.letters.length);
    expect(boxes).toEqual([1, 1]);
});
