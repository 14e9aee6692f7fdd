import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { CliPerson, type Channel } from './cli.ts';
import { Relay } from './relay.ts';
import { digitsOnScreen } from './screen.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';
import { ask, keepWorkers, until } from './workerCalls.ts';

const stage = new Stage();

afterAll(() => stage.end());

it('An officer at a browser invites, admits and brings in somebody at the command line', { timeout: 240_000 }, async () => {
    const relay = await Relay.start(stage);
    const [ingrid, sana] = [new CliPerson(stage, 'Ingrid'), new CliPerson(stage, 'Sana')];
    await ingrid.found(relay);
    const leyla = await WebPerson.open(stage, relay, 'Leyla', { shape: 'desktop', locale: 'en' });
    await keepWorkers(leyla.page);
    const link = await ingrid.invite('hill', 'facilitator');
    await leyla.arrive(link);
    await leyla.ask();
    await ingrid.request('Leyla');
    await leyla.digits();
    await ingrid.admit('Leyla');
    await leyla.page.locator('#dialogue-title').waitFor();
    await ingrid.createChannel('Plenary');
    await amend(ingrid);

    await sana.join(await makeLink(leyla, ingrid));
    await admitByPage(leyla, sana);
    await until(
        async () => {
            await sana.run('sync');
            return sana.json<{ readonly stage: string }>('status');
        },
        ({ stage: reached }) => reached === 'admitted',
    );
    const made = { channel: await openByPage(leyla, 'Coast and us', 'Sana') };
    await until(
        async () => {
            const { members } = await ask(leyla.page, 'verification', { channel: made.channel, device: undefined });
            const isIn = members.length === 2;
            if (!isIn) await ask(leyla.page, 'addToChannel', { channel: made.channel, people: ['Sana'] });
            return isIn;
        },
        (isIn) => isIn,
    );
    await ask(leyla.page, 'send', { channel: made.channel, text: 'welcome' });
    await sana.run('sync');
    await sana.send('Coast and us', 'thank you');
    expect((await sana.read('Coast and us')).filter(({ kind }) => kind === 'text').map(({ from, text }) => `${from}: ${text}`)).toEqual([
        'Leyla: welcome',
        'Sana: thank you',
    ]);
    await until(
        async () => leyla.channel('Coast and us')?.last?.text,
        (text) => text === 'thank you',
    );
    await beSteward(leyla, sana, made.channel);
    await beSecondSteward(leyla, ingrid);
    await rebuild(leyla, sana, made.channel);
});

/** What the browser that made a channel sets for it, somebody at the command line reads and is held to. */
async function beSteward(leyla: WebPerson, sana: CliPerson, channel: string): Promise<void> {
    const title = 'Coast and us';
    await expect(ask(leyla.page, 'steward', { channel, act: 'supersede' })).rejects.toThrow('nothing-to-change');
    expect((await sana.attempt('channel', 'close-posts', title)).error).toContain('no steward');
    await ask(leyla.page, 'steward', { channel, act: 'closePosts' });
    await ask(leyla.page, 'steward', { channel, act: 'demand' });
    await ask(leyla.page, 'steward', { channel, act: 'shorten', days: 7 });
    await sana.run('sync');
    expect(await sana.channel(title)).toMatchObject({ state: 'posts-closed', stewardSigns: true });
    await sana.attempt('send', title, '--', 'kept');
    expect(await sana.channel(title)).toMatchObject({ waiting: 1 });
    await ask(leyla.page, 'steward', { channel, act: 'openPosts' });
    await ask(leyla.page, 'steward', { channel, act: 'release' });
    await sana.run('sync');
    await until(
        async () => leyla.channel(title)?.last?.text,
        (text) => text === 'kept',
    );
    expect((await sana.read(title)).map(({ text }) => text).join('\n')).toContain(
        'shortened how long the relay keeps messages of this channel: days 7',
    );
}

/** In the founder's channel the browser of the second facilitator becomes the second steward; each is held to the other's acts. */
async function beSecondSteward(leyla: WebPerson, ingrid: CliPerson): Promise<void> {
    const title = 'Plenary';
    const shown = await until(
        async () => {
            await ingrid.run('sync');
            return leyla.channel(title);
        },
        (one) => one?.isSteward === true,
    );
    await ask(leyla.page, 'steward', { channel: shown!.id, act: 'demand' });
    await ingrid.run('sync');
    expect(await ingrid.channel(title)).toMatchObject({ stewardSigns: true });
    await ingrid.run('channel', 'release', title);
    await ingrid.run('channel', 'close-posts', title);
    await until(
        () => Promise.resolve(leyla.channel(title)),
        (one) => one?.state === 'posts-closed' && !one.stewardSigns,
    );
    await ask(leyla.page, 'steward', { channel: shown!.id, act: 'openPosts' });
    await ingrid.run('sync');
    expect(await ingrid.channel(title)).toMatchObject({ state: 'open', stewardSigns: false });
}

/** The browser opens a channel anew for the same people, and closes the old one. */
async function rebuild(leyla: WebPerson, sana: CliPerson, channel: string): Promise<void> {
    const words = 'It goes on in';
    const made = await until(
        async () => {
            await sana.run('sync');
            return ask(leyla.page, 'rebuildChannel', { channel, words });
        },
        ({ closed }) => closed,
    );
    await sana.run('sync');
    const mine = (await sana.json<readonly Channel[]>('channels')).map(({ id, state }) => [id, state]);
    expect(mine).toEqual(
        expect.arrayContaining([
            [channel.slice(0, 8), 'closed'],
            [made.channel.slice(0, 8), 'open'],
        ]),
    );
    await sana.send(made.channel.slice(0, 8), 'here I am');
    await until(
        async () => (await ask(leyla.page, 'channels', undefined)).find(({ id }) => id === made.channel)?.last?.text,
        (text) => text === 'here I am',
    );
}

/** An invitation for Coast, made by what is on the page. */
async function makeLink(leyla: WebPerson, ingrid: CliPerson): Promise<string> {
    // That she is an officer now is another Charter, which she is told.
    await leyla.page.getByText(leyla.words('problem.charter-changed.what')).waitFor();
    await leyla.button('alarm.read').click();
    await leyla.page.getByRole('button', { name: new RegExp(`^${leyla.words('desk.title')}`) }).click();
    await leyla.button('desk.invite').click();
    await leyla.page.getByLabel(leyla.words('device.side'), { exact: true }).selectOption({ label: 'Coast Forum' });
    const link = leyla.page.getByLabel(leyla.words('link.label'), { exact: true });
    return until(
        async () => {
            // Passes are sent by the device that mints, when it is online.
            await ingrid.run('sync');
            if (!(await link.isVisible())) await leyla.button('desk.makeLink').click();
            return link.inputValue({ timeout: 2000 }).catch(() => '');
        },
        (made) => made !== '',
    );
}

/** Compares the digits on both screens and signs, by what is on the page. */
async function admitByPage(leyla: WebPerson, sana: CliPerson): Promise<void> {
    await leyla.button('desk.back').click();
    await leyla.page.getByRole('button', { name: /^Sana/ }).click();
    await leyla.page.getByLabel(leyla.words('wait.digits.label')).waitFor();
    await sana.run('sync');
    expect((await digitsOnScreen(leyla.page)).join(' ')).toBe(await sana.digits());
    expect(await leyla.button('desk.sign').count()).toBe(0);
    await leyla.button('wait.same').click();
    await leyla.button('desk.sign').click();
    await leyla.page.getByText(leyla.words('desk.signed.alone')).waitFor();
    await leyla.button('close').click();
}

/** Opens a private line with one person, by what is on the page; its id. */
async function openByPage(leyla: WebPerson, title: string, name: string): Promise<string> {
    await leyla.button('new.title').click();
    await leyla.page.getByLabel(leyla.words('new.kind'), { exact: true }).selectOption('private-line');
    await leyla.page.getByLabel(leyla.words('new.name'), { exact: true }).fill(title);
    await leyla.page.getByRole('checkbox', { name: new RegExp(name) }).check();
    await leyla.button('new.open').click();
    await leyla.page.getByText(leyla.words('new.opened')).waitFor();
    await leyla.button('close').click();
    return (await ask(leyla.page, 'channels', undefined)).find((one) => one.title === title)!.id;
}

/** Leyla becomes an officer of the Charter; the founder's signature is enough. */
async function amend(ingrid: CliPerson): Promise<void> {
    const file = stage.in('charter.json');
    await ingrid.run('charter', 'draft', file);
    const draft = JSON.parse(readFileSync(file, 'utf8')) as { officers: unknown[] };
    draft.officers.push({ name: 'Leyla', side: 'hill', roles: ['facilitator'] });
    writeFileSync(file, JSON.stringify(draft));
    await ingrid.run('charter', 'propose', file);
    await ingrid.run('sync');
}
