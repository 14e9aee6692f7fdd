import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CliPerson } from './cli.ts';
import { namesIn, openPapers, patience, sign, stageOf } from './papers.ts';
import { Relay } from './relay.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';
import { ask, keepWorkers } from './workerCalls.ts';

/**
 * The Charter asks for an organizer of each side and a facilitator, and the facilitator who signs is a browser: what a command line
 * proposes there is read and countersigned on the page, and only then somebody is in.
 */
const stage = new Stage();
const plenary = 'Plenary';

let relay: Relay;
let [ingrid, oren, carla, hana]: CliPerson[] = [];
let felix: WebPerson;

beforeAll(async () => {
    relay = await Relay.start(stage);
    [ingrid, oren, carla, hana] = ['Ingrid', 'Oren', 'Carla', 'Hana'].map((name) => new CliPerson(stage, name));
    felix = await WebPerson.open(stage, relay, 'Felix', { shape: 'phone', locale: 'en' });
    await keepWorkers(felix.page);
});

afterAll(() => stage.end());

it('three command lines found a dialogue', { timeout: 240_000 }, async () => {
    const parties = ['--party', 'hill:Hill Institute', '--party', 'coast:Coast Forum'];
    await ingrid!.run('create', relay.beginLink, '--title', 'Lake Dialogue', ...parties, '--name', 'Ingrid', '--rules', '1+1+1');
    for (const [founder, side] of [
        [oren!, 'hill'],
        [carla!, 'coast'],
    ] as const) {
        await founder.join((await ingrid!.run('founder', 'invite', '--role', 'organizer', '--side', side)).trim());
    }
    await expect.poll(async () => (await ingrid!.json<readonly unknown[]>('founder', 'list')).length, patience).toBe(3);
    await ingrid!.run('charter', 'propose');
    for (const founder of [oren!, carla!]) await sign(founder, '--compared');
    for (const founder of [ingrid!, oren!, carla!]) await founder.run('sync');
});

/** The host compares the digits and proposes. */
async function propose(host: CliPerson, name: string): Promise<void> {
    await host.run('admit', (await host.request(name)).id, '--compared', '--window', '0');
}

const papers = () => felix.page.getByRole('button', { name: new RegExp(`^${felix.words('papers.title')}`) });
const paperOf = (about: string) => felix.page.locator('dialog[open]').getByRole('button', { name: new RegExp(about) });

it('a browser becomes the facilitator whom an amendment names', { timeout: 240_000 }, async () => {
    const link = (await ingrid!.run('invite', '--role', 'facilitator')).trim();
    await felix.arrive(link);
    await felix.ask();
    await propose(ingrid!, 'Felix');
    for (const other of [oren!, carla!]) await sign(other);
    await ingrid!.run('sync');
    await felix.page.locator('#dialogue-title').waitFor({ timeout: 60_000 });
    await ingrid!.createChannel(plenary);
    await felix.enter(plenary);
    for (const other of [oren!, carla!]) await other.run('sync');

    const file = stage.in('charter.json');
    await ingrid!.run('charter', 'draft', file);
    const draft = JSON.parse(readFileSync(file, 'utf8')) as { readonly officers: readonly object[] };
    writeFileSync(file, JSON.stringify({ ...draft, officers: [...draft.officers, { name: 'Felix', roles: ['facilitator'] }] }));
    await ingrid!.run('charter', 'propose', file);
    for (const other of [oren!, carla!]) await sign(other, '--compared');
    await ingrid!.run('sync');
    await ingrid!.send(plenary, 'Felix signs from now on');
    await expect.poll(async () => (await felix.lines()).map(({ text }) => text), patience).toContain('Felix signs from now on');
    const read = felix.button('alarm.read');
    await read.click({ timeout: 60_000 });
});

it('its signature is what lets somebody in', { timeout: 240_000 }, async () => {
    await hana!.join(await oren!.invite('hill'));
    await propose(oren!, 'Hana');
    await felix.button('talk.back').click();
    await papers().click();
    await paperOf('Hana').click({ timeout: 60_000 });
    const page = felix.page.getByRole('article');
    await expect.poll(() => page.textContent(), patience).toMatch(/Hill Institute.*participant.*Oren.*Signed.*Not yet/s);

    await sign(carla!);
    await oren!.run('sync');
    await hana!.run('sync');
    expect(await stageOf(hana!)).toBe('digits');
    expect((await openPapers(oren!)).map(({ missing }) => missing.map((one) => one.replace(/ .*/, '')).toSorted())).toEqual([
        ['Felix', 'Ingrid'],
    ]);

    await felix.button('paper.sign').click();
    await expect.poll(() => page.textContent(), patience).toContain(felix.words('paper.complete'));
    await expect.poll(() => openPapers(oren!), patience).toEqual([]);
    await hana!.run('sync');
    expect(await stageOf(hana!)).toBe('admitted');
});

it('A08: what it orders removes nobody before the others have signed, and then everybody sees it', { timeout: 240_000 }, async () => {
    await ingrid!.add(plenary, 'Hana');
    for (const person of [hana!, ingrid!]) await person.run('sync');
    const before = ['Felix', 'Hana', 'Ingrid'];
    expect(await namesIn(ingrid!, plenary)).toEqual(before);
    await expect.poll(() => felix.channel(plenary)?.people, patience).toBe(3);
    const { id: channel } = felix.channel(plenary)!;
    await expect(ask(felix.page, 'removeFromChannel', { channel, name: 'Nobody', reason: '' })).rejects.toThrow('not-found');
    const paper = await ask(felix.page, 'removeFromChannel', { channel, name: 'Hana', reason: 'She asked for it' });
    expect(paper).toMatch(/^[0-9a-f]{64}$/);
    await sign(oren!);
    await ingrid!.run('sync');
    expect(await namesIn(ingrid!, plenary)).toEqual(before);
    await sign(carla!);
    await expect.poll(() => felix.channel(plenary)?.people, patience).toBe(2);
    expect((await ask(felix.page, 'paper', { paper: paper! })).paper).toMatchObject({ kind: 'removal', about: 'Hana', state: 'complete' });
    await ingrid!.run('sync');
    expect(await namesIn(ingrid!, plenary)).toEqual(['Felix', 'Ingrid']);
    await hana!.run('sync');
    expect((await hana!.channel(plenary)).state).toBe('removed');
});
