import { beforeEach, expect, test, vi } from 'vitest';
import { Founders, type Desk } from '../../tests/support/founders.ts';
import { InvitingOfficer } from '../../tests/support/invitingOfficer.ts';
import { originLocks } from '../../tests/support/originLocks.ts';
import { freshBrowser } from '../../tests/support/testStore.ts';
import { coast, hill, now } from '../../tests/world.ts';
import { CharterReader } from '../core/amendments/charterReader.ts';
import { idOfPaper } from '../core/papers/paper.ts';
import { Roles } from '../core/trust/roles.ts';
import { timeOf } from '../core/trust/unixHour.ts';
import type { Answer, Calls, CharterView, News } from './api.ts';
import { Desks } from './desks.ts';
import { deviceParts } from './deviceParts.ts';
import { Dispatcher } from './dispatch.ts';

// The passphrase is what makes these tests slow, so its cost is the least there is.
vi.mock('../core/storage/passphraseCost.ts', async (original) => ({
    ...(await original<object>()),
    floorCost: { memory: 8, passes: 1 },
    calibrated: () => ({ memory: 8, passes: 1 }),
}));

const until = (check: () => void | Promise<void>) => vi.waitFor(check, 3000);

let founders: Founders;
let orla: Desk;
let news: News[];
let dispatcher: Dispatcher;
let link: string;

beforeEach(async () => {
    freshBrowser();
    news = [];
    founders = await Founders.gather();
    orla = await founders.answer('Orla', await founders.link(hill, Roles.organizer));
    await founders.requests();
    link = await founders.link(coast, Roles.organizer);
    dispatcher = new Dispatcher(
        {
            dialer: () => founders.relay.dial,
            parts: () => Promise.resolve(deviceParts),
            desks: () => Promise.resolve(Desks),
            now: () => timeOf(now),
            tell: (one) => news.push(one),
        },
        originLocks(),
    );
    return () => dispatcher.answer({ number: 0, call: 'lock', argument: undefined });
});

const call = <Name extends keyof Calls>(name: Name, argument: Calls[Name][0]): Promise<Answer> =>
    dispatcher.answer({ number: 1, call: name, argument } as never);
const value = async <Name extends keyof Calls>(name: Name, argument: Calls[Name][0]): Promise<Calls[Name][1]> => {
    const answer = await call(name, argument);
    if (!answer.ok) throw new Error(answer.problem);
    return answer.value as Calls[Name][1];
};
const stages = () => news.flatMap((one) => (one.news === 'device' ? [one.device.stage] : []));

/** Otto answers in this browser, and the first founder has his key. */
async function answered(): Promise<void> {
    const asked = { link, name: 'Otto', passphrase: 'seven small boats' };
    expect(await value('joinFounding', asked)).toMatchObject({
        stage: 'asking',
        name: 'Otto',
        dialogue: 'Water talks',
        roles: ['organizer'],
    });
    await until(() => {
        expect(stages()).toContain('gathering');
    });
    const [request] = await founders.requests();
    founders.answers.push({ device: request!.device, card: request!.card!, name: request!.name });
}

/** The Charter has come to this browser. */
async function proposed(): Promise<CharterView> {
    await until(async () => {
        expect(await call('charter', { proposed: false })).toMatchObject({ ok: true });
    });
    return value('charterDigits', undefined);
}

test('a browser opens a founding link, reads the Charter and its digits, signs, and is in', async () => {
    expect(await value('foundingLink', { link })).toMatchObject({
        title: 'Water talks',
        party: coast,
        roles: ['organizer'],
        usable: 'yes',
    });
    await answered();
    expect(await call('charter', { proposed: false })).toMatchObject({ ok: false, problem: 'not-ready' });
    expect(await call('draftCharter', undefined)).toMatchObject({ ok: false, problem: 'not-ready' });
    const paper = await founders.first.propose(founders.draft());
    const view = await proposed();
    const theirs = await founders.first.work((world) => new CharterReader(world).toCompare());
    expect(view).toMatchObject({ state: 'proposed', paper: idOfPaper(paper), digits: theirs.digits });
    expect(view.terms.officers.map(({ name, party }) => [name, party?.title])).toEqual([
        ['Ingrid', undefined],
        ['Orla', 'Hill'],
        ['Otto', 'Coast'],
    ]);
    expect(await value('papers', undefined)).toMatchObject([{ kind: 'charter', state: 'open', can: { sign: true } }]);
    await value('sign', { paper: idOfPaper(paper) });
    expect(stages()).not.toContain('admitted');
    await orla.sync();
    await orla.sign(idOfPaper(paper));
    await until(() => {
        expect(stages()).toContain('admitted');
    });
    expect(await value('charter', { proposed: false })).toMatchObject({ state: 'in-force', accepted: true, digits: theirs.digits });
    expect(await value('open', undefined)).toMatchObject({
        device: { stage: 'admitted', party: { title: 'Coast' }, dialogue: 'Water talks' },
    });
    await founders.sync();
    expect(founders.first.session.device.stage).toBe('admitted');
    expect(founders.first.session.charters?.headId).toBe(idOfPaper(paper));
});

test('A01: a Charter that another founder did not get is not in force, and the browser is told', async () => {
    await answered();
    const paper = await founders.first.propose(founders.draft());
    await orla.sync();
    await proposed();
    await founders.send(founders.draft(founders.charter({ retentionDays: 3 })), orla);
    const other = (await orla.papers()).find((one) => idOfPaper(one) !== idOfPaper(paper))!;
    await orla.sign(idOfPaper(other));
    await until(() => {
        expect(news).toContainEqual({ news: 'alarm', problem: 'other-charter-signed' });
    });
    await value('sign', { paper: idOfPaper(paper) });
    await founders.sync();
    expect(stages()).not.toContain('admitted');
    expect(founders.all.map(({ session }) => session.device.stage)).toEqual(['gathering', 'gathering']);
});

test('a founder whom the first one goes on without is told', async () => {
    await answered();
    const { first } = founders;
    await first.decline(founders.answers.at(-1)!, link);
    await until(() => {
        expect(stages()).toContain('declined');
    });
});

test('A14: a founding link is read by the calls for it and by no other, and they read nothing else', async () => {
    const officer = await InvitingOfficer.at(founders.relay);
    const [invitation, device] = [await officer.invite(), await officer.deviceLink()];
    const asked = { name: 'Otto', passphrase: 'seven small boats' };
    for (const name of ['invitation', 'deviceLink'] as const)
        expect(await call(name, { link })).toMatchObject({ ok: false, problem: 'founding-link' });
    for (const name of ['join', 'joinDevice'] as const)
        expect(await call(name, { ...asked, link })).toMatchObject({ ok: false, problem: 'founding-link' });
    expect(await call('foundingLink', { link: invitation })).toMatchObject({ ok: false, problem: 'bad-link' });
    expect(await call('joinFounding', { ...asked, link: invitation })).toMatchObject({ ok: false, problem: 'bad-link' });
    expect(await call('joinFounding', { ...asked, link: device })).toMatchObject({ ok: false, problem: 'device-link' });
    const changed = link.slice(0, -3) + (link.endsWith('AAA') ? 'BBB' : 'AAA');
    expect(await call('foundingLink', { link: changed })).toMatchObject({ ok: false, problem: 'bad-link' });
    expect(await call('foundingLink', { link })).toMatchObject({ ok: true });
});
