import { afterAll, expect, it } from 'vitest';
import { cameraOf, codeOnScreen, showCamera } from './camera.ts';
import { CliPerson } from './cli.ts';
import { Relay } from './relay.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';
import { ask, keepWorkers, until } from './workerCalls.ts';

const stage = new Stage();
const camera = stage.in('camera.y4m');

afterAll(() => stage.end());

it('A facilitator brings in, verifies, pauses and takes out by clicks; who is out reads nothing new', { timeout: 120_000 }, async () => {
    const relay = await Relay.start(stage);
    const omar = new CliPerson(stage, 'Omar');
    const ingrid = await WebPerson.open(stage, relay, 'Ingrid', { shape: 'desktop', locale: 'en' }, true, cameraOf(camera));
    const leyla = await WebPerson.open(stage, relay, 'Leyla', { shape: 'phone', locale: 'en' });
    for (const { page } of [ingrid, leyla]) await keepWorkers(page);
    await found(ingrid, relay.beginLink);
    await joined(ingrid, leyla, omar);
    const { channel } = await ask(ingrid.page, 'createChannel', { title: 'Plenary', kind: 'plenary', people: ['Leyla'] });
    await leyla.enter('Plenary');
    await ingrid.enter('Plenary');

    await openRoster(ingrid);
    await ingrid.button('roster.add').click();
    await ingrid.page.getByRole('checkbox', { name: /Omar/ }).check();
    await ingrid.button('roster.add').click();
    await ingrid.page.getByText(/Omar.*reading from here on/).waitFor();
    await ingrid.button('close').click();
    await ingrid.say('to all three');
    await omar.run('sync');
    expect((await omar.read('Plenary')).map(({ text }) => text)).toContain('to all three');

    await verify(ingrid, leyla, channel);
    await pause(ingrid, leyla, omar);

    await openRoster(ingrid);
    await ingrid.page.getByRole('button', { name: /^Omar/ }).click();
    await ingrid.button('roster.remove').click();
    await ingrid.page.getByLabel(ingrid.words('roster.remove.reason')).fill('quoted outside');
    await ingrid.button('roster.remove.do').click();
    await ingrid.page.getByText(/Omar.*is out and reads nothing new here/).waitFor();
    await ingrid.button('close').click();
    await ingrid.say('to those who stay');
    await leyla.page.getByRole('log').getByText('to those who stay').waitFor();
    await omar.run('sync');
    expect((await omar.read('Plenary')).map(({ text }) => text)).not.toContain('to those who stay');
    expect(await omar.channel('Plenary')).toMatchObject({ state: 'removed' });
});

/** Opens a dialogue alone, by what is on the page. */
async function found(ingrid: WebPerson, link: string): Promise<void> {
    const fill = (key: string, text: string) => ingrid.page.getByLabel(ingrid.words(key), { exact: true }).fill(text);
    await ingrid.page.goto(link);
    await ingrid.sees('begin.title');
    await fill('begin.name', 'River talks');
    await fill('begin.first', 'Hill Institute');
    await fill('begin.second', 'Coast Forum');
    await ingrid.page.getByLabel(ingrid.words('begin.rules'), { exact: true }).selectOption({ label: ingrid.words('begin.rules.solo') });
    await fill('invitation.name', ingrid.name);
    await ingrid.button('begin.next').click();
    await fill('passphrase.label', ingrid.passphrase);
    await fill('passphrase.again', ingrid.passphrase);
    await ingrid.button('begin.open').click();
    await ingrid.page.locator('#dialogue-title').waitFor();
}

/** Both are admitted; who compared the digits is the test. */
async function joined(ingrid: WebPerson, leyla: WebPerson, omar: CliPerson): Promise<void> {
    const { page } = ingrid;
    const { terms } = await ask(page, 'charter', { proposed: false });
    const invite = async (side: number) =>
        (await ask(page, 'invite', { role: 'participant', party: terms.parties[side]?.code, hours: 24 })).link;
    await omar.join(await invite(1));
    await leyla.arrive(await invite(0));
    await leyla.ask();
    const requests = await until(
        () => ask(page, 'requests', undefined),
        (all) => all.length === 2,
    );
    for (const { id } of requests) {
        await ask(page, 'request', { request: id });
        await ask(page, 'admit', { request: id, windowHours: 0, until: undefined, note: '', vetting: undefined });
    }
    await leyla.page.locator('#dialogue-title').waitFor();
    await until(
        async () => {
            await omar.run('sync');
            return omar.json<{ readonly stage: string }>('status');
        },
        ({ stage: reached }) => reached === 'admitted',
    );
}

async function openRoster(person: WebPerson): Promise<void> {
    await person.page.getByRole('button', { name: /unverified|All verified/ }).click();
    await person.page.getByRole('dialog').getByRole('listitem').first().waitFor();
}

/** Opens the comparison with somebody, and waits for its code. */
async function compare(person: WebPerson, name: string): Promise<void> {
    await openRoster(person);
    await person.page
        .getByRole('dialog')
        .getByRole('button', { name: new RegExp(`^${name}`) })
        .click();
    await person.button('compare.open').click();
    await person.page.locator('dialog[open] svg[role=img]').waitFor();
}

/** Another's code is refused in plain words; the one on Leyla's screen for Ingrid verifies, and the camera is off. */
async function verify(ingrid: WebPerson, leyla: WebPerson, channel: string): Promise<void> {
    await ingrid.browser.context.grantPermissions(['camera']);
    await compare(leyla, 'Omar');
    const others = await codeOnScreen(leyla.page);
    await leyla.button('close').click();
    await compare(leyla, 'Ingrid');
    const right = await codeOnScreen(leyla.page);
    await leyla.button('close').click();

    await compare(ingrid, 'Leyla');
    showCamera(camera, others);
    await ingrid.button('scan.open').click();
    await ingrid.page.getByText(ingrid.words('problem.code-differs.what')).waitFor();
    await ingrid.button('scan.back').click();
    expect((await ask(ingrid.page, 'roster', { channel })).find(({ name }) => name === 'Leyla')?.verification).toBe('unverified');
    showCamera(camera, right);
    await ingrid.button('scan.open').click();
    await ingrid.page.getByText(ingrid.words('verify.done')).waitFor();
    expect(await ingrid.page.locator('video').count()).toBe(0);
    expect((await ask(ingrid.page, 'roster', { channel })).find(({ name }) => name === 'Leyla')).toMatchObject({
        verification: 'verified',
        compared: { how: 'scan' },
    });
    await ingrid.button('close').click();
}

/** Leyla reads why and until when, Omar is told at the command line; both write again when it is over. */
async function pause(ingrid: WebPerson, leyla: WebPerson, omar: CliPerson): Promise<void> {
    await openRoster(ingrid);
    await ingrid.button('guide.title').click();
    await ingrid.button('guide.pause').click();
    await ingrid.page.getByLabel(ingrid.words('guide.reason')).fill('The hall is searched');
    await ingrid.page.locator('dialog[open] [type=submit]').click();
    await ingrid.page.getByText(ingrid.words('guide.done')).waitFor();
    await leyla.page
        .getByRole('region', { name: leyla.words('pause.title') })
        .getByText('The hall is searched')
        .waitFor();
    expect(await leyla.page.locator('textarea').count()).toBe(0);
    expect((await omar.read('Plenary')).at(-1)?.text).toMatch(/^Ingrid paused this channel until .*: The hall is searched$/);
    expect(await omar.attempt('send', 'Plenary', '--', 'but')).toMatchObject({ code: 40 });
    await ingrid.button('guide.resume').click();
    await ingrid.page.locator('dialog[open] [type=submit]').click();
    await leyla.page.locator('textarea').waitFor();
    await ingrid.button('close').click();
    await leyla.say('thank you');
    await omar.run('sync');
    await omar.send('Plenary', 'thank you too');
}
