import { beforeEach, expect, test } from 'vitest';
import { threeFounders, type Desk, type Founders } from '../../../tests/support/founders.ts';
import { now } from '../../../tests/world.ts';
import { mostHoursAhead } from '../papers/charterEffect.ts';
import { firstOf, idOfPaper } from '../papers/paper.ts';
import { PaperDesk } from '../papers/paperDesk.ts';
import { PaperObject } from '../papers/paperObject.ts';
import { charterCodec } from '../trust/charter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { hoursAfter, timeOf } from '../trust/unixHour.ts';
import { drawAmendment } from './amendmentDesk.ts';
import type { CharterDraft } from './charterDraft.ts';
import { CharterReader } from './charterReader.ts';

// Two versions after the same one: who signed the first, which stalls, is free for the second when the first cannot come true any more.

let founders: Founders;
let ingrid: Desk;
let orla: Desk;
let otto: Desk;

/** Proposes another version; nobody has fetched it yet. */
async function propose(desk: Desk, change: (draft: CharterDraft) => Partial<CharterDraft>): Promise<ObjectHash> {
    const draft = JSON.parse(await desk.work((world) => new CharterReader(world).draft())) as CharterDraft;
    const json = JSON.stringify({ ...draft, ...change(draft) });
    return idOfPaper(await desk.work(async (world) => new PaperDesk(world).propose(await drawAmendment(world.turn, json, [], ''))));
}

async function titled(desk: Desk, title: string): Promise<ObjectHash> {
    const id = await propose(desk, () => ({ title }));
    await desk.session.letters.dropAll();
    return id;
}

const withdraw = (desk: Desk, id: ObjectHash) => desk.work((world) => new PaperDesk(world).withdraw(id));
const headIds = () => founders.all.map(({ session }) => session.charters?.headId);
const hourOf = async (desk: Desk, id: ObjectHash) =>
    (await desk.papers()).find((one) => idOfPaper(one) === id)?.objects[0]?.as(charterCodec)?.body.createdAt;
const stateOf = async (desk: Desk, id: ObjectHash) => (await desk.papers()).find((one) => idOfPaper(one) === id)?.state;
/** Letters on their way to a device are lost. */
const lose = ({ session }: Desk) => founders.relay.mailboxes.get(session.device.mailbox.id)!.letters.splice(0);

beforeEach(async () => {
    ({ founders, orla, otto } = await threeFounders());
    ingrid = founders.first;
    const paper = await ingrid.propose(founders.draft());
    for (const desk of founders.others) {
        await founders.sync();
        await desk.sign(idOfPaper(paper));
    }
    await founders.sync();
}, 60_000);

/** The second version's quorum is one organizer of each side and the facilitator. */
async function allThreeSign(): Promise<void> {
    const id = await propose(orla, ({ admissionRule }) => ({ quorum: admissionRule }));
    await orla.session.letters.dropAll();
    await founders.sync();
    await otto.sign(id);
    await founders.sync();
    expect(headIds()).toEqual([id, id, id]);
}

/** The third has it and does not sign. */
async function signedByTwo(): Promise<ObjectHash> {
    await allThreeSign();
    const id = await titled(orla, 'Stalled');
    await founders.sync();
    await ingrid.sign(id);
    await founders.sync();
    return id;
}

test('a withdrawal frees everybody who signed, and nobody else can take a signature back', async () => {
    const stalled = await signedByTwo();
    await expect(titled(ingrid, 'Next')).rejects.toMatchObject({ problem: 'other-version-signed' });
    await expect(withdraw(ingrid, stalled)).rejects.toMatchObject({ problem: 'signature-sent' });
    await expect(withdraw(otto, stalled)).rejects.toMatchObject({ problem: 'not-allowed' });
    await withdraw(orla, stalled);
    await orla.session.letters.dropAll();
    await founders.sync();
    const next = await titled(ingrid, 'Next');
    expect(await hourOf(ingrid, next)).toBe(now);
    await founders.sync();
    for (const desk of founders.others) await desk.sign(next);
    await founders.sync();
    expect(headIds()).toEqual([next, next, next]);
    for (const desk of founders.all) expect(await stateOf(desk, stalled)).toBe('withdrawn');
});

test('when those whose signature it lacks sign another version, the signers are free for that one and not the other way', async () => {
    const stalled = await signedByTwo();
    const next = await titled(otto, 'Next');
    expect([await hourOf(otto, stalled), await hourOf(otto, next)]).toEqual([now, hoursAfter(now, 1)]);
    await founders.sync();
    await expect(otto.sign(stalled)).rejects.toMatchObject({ problem: 'other-version-signed' });
    await ingrid.sign(next);
    await orla.sign(next);
    await founders.sync();
    expect(headIds()).toEqual([next, next, next]);
});

test('an open version dated as far ahead as one may be keeps no other one from being signed', async () => {
    const json = await orla.work((world) => new CharterReader(world).draft());
    const ahead = hoursAfter(now, mostHoursAhead);
    const far = await orla.work(async (world) => {
        const draft = await drawAmendment(world.turn, json.replace('Water talks', 'Far'), [], '');
        const body = { ...firstOf(draft).as(charterCodec)!.body, createdAt: ahead };
        return new PaperDesk(world).propose({ ...draft, objects: [PaperObject.of(charterCodec, { body, signatures: [] })] });
    });
    await orla.session.letters.dropAll();
    await founders.sync();
    expect([await hourOf(otto, idOfPaper(far)), await stateOf(otto, idOfPaper(far))]).toEqual([ahead, 'open']);
    const next = await titled(otto, 'Next');
    expect(await hourOf(otto, next)).toBe(now);
    await founders.sync();
    await ingrid.sign(next);
    await founders.sync();
    expect(headIds()).toEqual([next, next, next]);
});

test('a version whose drafter’s clock is behind is not dated before the one in force', async () => {
    await allThreeSign();
    founders.clock.now = timeOf(hoursAfter(now, -1));
    const next = await titled(orla, 'Next');
    expect(await hourOf(orla, next)).toBe(now);
    await founders.sync();
    for (const desk of [ingrid, otto]) await desk.sign(next);
    await founders.sync();
    expect(headIds()).toEqual([next, next, next]);
});

test('a version that got its last signature before that signer heard of the withdrawal holds everywhere', async () => {
    const crossed = await signedByTwo();
    await withdraw(orla, crossed);
    await otto.sign(crossed);
    await orla.session.letters.dropAll();
    await founders.sync();
    expect(headIds()).toEqual([crossed, crossed, crossed]);
    for (const desk of founders.all) expect(await stateOf(desk, crossed)).toBe('complete');
});

test('A07: a withdrawn version that is completed after another one took its place raises an alarm', async () => {
    const withdrawn = await titled(orla, 'Withdrawn');
    await founders.sync();
    await withdraw(orla, withdrawn);
    await orla.session.letters.dropAll();
    lose(otto);
    await ingrid.sync();
    const next = await titled(orla, 'Next');
    lose(otto);
    await ingrid.sync();
    await ingrid.sign(next);
    lose(otto);
    await orla.sync();
    expect([ingrid.alarms, orla.alarms]).toEqual([['charter-changed'], ['charter-changed']]);
    await otto.sign(withdrawn);
    await founders.sync();
    for (const desk of [ingrid, orla]) {
        expect(desk.session.charters?.headId).toBe(next);
        expect(desk.alarms).toEqual(['charter-changed', 'charter-contradicted']);
    }
});
