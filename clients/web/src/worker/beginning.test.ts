import { beforeEach, expect, test, vi } from 'vitest';
import { Beginnings, withOthers } from '../../tests/support/beginnings.ts';
import { rounds } from '../../tests/support/furtherDevices.ts';
import { originLocks } from '../../tests/support/originLocks.ts';
import { freshBrowser } from '../../tests/support/testStore.ts';
import type { WebDevice } from '../../tests/support/webDevice.ts';
import type { CharterDraft } from '../core/amendments/charterDraft.ts';
import type { ObjectHash } from '../core/trust/objectHash.ts';
import type { Answer, Calls, News } from './api.ts';
import { Desks } from './desks.ts';
import { deviceParts } from './deviceParts.ts';
import { Dispatcher } from './dispatch.ts';

// The passphrase is what makes these tests slow, so its cost is the least there is.
vi.mock('../core/storage/passphraseCost.ts', async (original) => ({
    ...(await original<object>()),
    floorCost: { memory: 8, passes: 1 },
    calibrated: () => ({ memory: 8, passes: 1 }),
}));

const until = (check: () => void | Promise<void>) => vi.waitFor(check, 5000);

let world: Beginnings;
let news: News[];
let dispatcher: Dispatcher;
let link: string;

beforeEach(() => {
    freshBrowser();
    news = [];
    world = new Beginnings();
    link = world.relay.beginLink();
    dispatcher = new Dispatcher(
        {
            dialer: () => world.relay.dial,
            parts: () => Promise.resolve(deviceParts),
            desks: () => Promise.resolve(Desks),
            now: () => world.now,
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
const asked = () => ({ ...withOthers, link, name: 'Ingrid', passphrase: 'seven small boats' });
const reached = (stage: string) =>
    until(() => {
        expect(news.flatMap((one) => (one.news === 'device' ? [one.device.stage] : []))).toContain(stage);
    });

/** Opens the dialogue in this browser. */
async function begun(): Promise<void> {
    await value('createDialogue', asked());
    await reached('gathering');
}

/** An organizer of a side answers in another browser. */
async function founder(name: string, party: string): Promise<WebDevice> {
    const made = await value('inviteFounder', { roles: ['organizer'], party, hours: 24 });
    const device = await world.answer(name, made.link);
    await until(async () => {
        expect((await value('founders', undefined)).map((one) => one.name)).toContain(name);
    });
    return device;
}

test('a browser opens a dialogue, gathers its founders, and mints for them when all have signed', async () => {
    expect(await value('createDialogue', asked())).toMatchObject({
        stage: 'asking',
        name: 'Ingrid',
        dialogue: 'Water talks',
        roles: ['facilitator'],
    });
    await reached('gathering');
    expect(await value('foundingSides', undefined)).toEqual(withOthers.parties);
    const orla = await founder('Orla', 'hill');
    expect(await call('proposeCharter', { draft: undefined, without: [], note: '' })).toMatchObject({ ok: false, problem: 'not-ready' });
    const otto = await founder('Otto', 'coast');
    await until(() => {
        const told = news.flatMap((one) => (one.news === 'founders' ? [one.founders.map(({ name }) => name)] : []));
        expect(told.at(-1)).toEqual(['Ingrid', 'Orla', 'Otto']);
    });
    const draft = JSON.parse(await value('draftCharter', undefined)) as CharterDraft;
    expect(draft.officers.map(({ name, side }) => `${name} ${side ?? ''}`).sort()).toEqual(['Ingrid ', 'Orla hill', 'Otto coast']);
    const view = await value('proposeCharter', { draft: undefined, without: [], note: 'as we said' });
    await until(async () => {
        await rounds(orla, otto);
        expect((await otto.desks.charter.toCompare()).digits).toEqual(view.digits);
    });
    for (const device of [orla, otto]) await device.desks.papers.sign(view.paper as ObjectHash);
    await rounds(orla, otto);
    await reached('admitted');
    expect(await value('charter', { proposed: false })).toMatchObject({ state: 'in-force', accepted: true, digits: view.digits });
    for (const name of ['founders', 'foundingSides'] as const)
        expect(await call(name, undefined)).toMatchObject({ ok: false, problem: 'not-allowed' });
    await until(async () => {
        await orla.round();
        expect((await orla.admissions.invite({ role: 'participant', party: 'hill' }, 24)).link).toContain('#invite=');
    });
    const made = await value('createChannel', { title: 'All', kind: 'plenary', people: [] });
    await until(async () => {
        expect((await value('channels', undefined)).find(({ id }) => id === made.channel)?.state).toBe('open');
    });
});

test('after a lock the founder goes on where it was', async () => {
    world.relay.lost = 'CreateDialogue';
    await value('createDialogue', asked());
    await value('lock', undefined);
    await value('unlock', { passphrase: 'seven small boats' });
    await reached('gathering');
    expect(await value('founders', undefined)).toMatchObject([{ name: 'Ingrid', isSelf: true, inDoubt: false }]);
});

test('A05: somebody who began with the same link is told of, and this browser begins nothing', async () => {
    const other = await world.draw(withOthers, 'Mallory', link);
    await other.round();
    await value('createDialogue', asked());
    await reached('in-doubt');
    await until(() => {
        expect(news).toContainEqual({ news: 'alarm', problem: 'link-used' });
    });
    expect(await call('founders', undefined)).toMatchObject({ ok: false, problem: 'not-ready' });
    await value('wipe', undefined);
    link = world.relay.beginLink();
    await begun();
});

test('A14: a Begin link is read by the call for it and by no other, and it reads nothing else', async () => {
    for (const name of ['invitation', 'deviceLink', 'foundingLink'] as const)
        expect(await call(name, { link })).toMatchObject({ ok: false, problem: 'begin-link' });
    for (const name of ['join', 'joinDevice', 'joinFounding'] as const)
        expect(await call(name, asked())).toMatchObject({ ok: false, problem: 'begin-link' });
    const first = await world.begin(withOthers);
    const { link: founding } = await first.desks.founding.invite(['organizer'], 'hill', 24);
    expect(await call('createDialogue', { ...asked(), link: founding })).toMatchObject({ ok: false, problem: 'founding-link' });
    expect(await call('createDialogue', { ...asked(), link: link.slice(0, -20) })).toMatchObject({ ok: false, problem: 'bad-link' });
    expect(await call('createDialogue', { ...asked(), name: ' ' })).toMatchObject({ ok: false, problem: 'bad-name' });
    expect(await call('createDialogue', { ...asked(), rules: 'majority' })).toMatchObject({ ok: false, problem: 'draft-rule' });
    expect(await value('open', undefined)).toEqual({ state: 'empty' });
    await begun();
    expect(await call('createDialogue', asked())).toMatchObject({ ok: false, problem: 'device-in-use' });
});
