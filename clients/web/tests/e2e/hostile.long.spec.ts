import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostileScene } from './hostileScene.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

const stage = new Stage();
const patience = { timeout: 60_000, interval: 500 };
const plenary = 'Everybody';
const titles = [plenary, 'Ghosts', 'Charters', 'Withheld', 'Altered'];

let scene: HostileScene;
let leyla: WebPerson;
const counted = { attacks: 0, acts: 0 };

beforeAll(async () => {
    scene = await HostileScene.start(stage);
    expect(await scene.ask('open', ...titles)).toBe(titles.length);
    leyla = await WebPerson.open(stage, scene, 'Leyla', { shape: 'desktop', locale: 'en' });
});

afterAll(async () => {
    await stage.end();
    console.log(`measured: a browser behind a hostile relay: ${counted.attacks} attacks, the relay did ${counted.acts} hostile acts`);
    expect(counted.attacks).toBe(6);
    expect(counted.acts).toBeGreaterThanOrEqual(3);
});

type Added = { readonly added: boolean; readonly told: readonly string[] };

/** Brings Leyla into one of the channels, which she opens. */
async function enter(title: string): Promise<void> {
    await expect.poll(async () => (await scene.ask<Added>('add', title, 'Leyla')).added, patience).toBe(true);
    await leyla.enter(title);
}

/** What Leyla has to read before she goes on, and reads; other news that waits before it she reads as well. */
async function alarmed(problem: string): Promise<void> {
    const sheet = leyla.page.locator('dialog[open].alarm');
    const wanted = leyla.words(`problem.${problem}.what`);
    let text = '';
    while (!text.includes(wanted)) {
        await sheet.waitFor({ timeout: 60_000 });
        text = await sheet.innerText();
        await leyla.button('alarm.read').click();
        await leyla.page.waitForFunction((read) => document.querySelector('dialog[open].alarm')?.textContent !== read, text);
        await new Promise((next) => setTimeout(next, 200));
    }
    await sheet.waitFor({ state: 'hidden' });
    counted.attacks++;
}

/** The relay is honest again, and was not before. */
async function honest(atLeast = 1): Promise<void> {
    const acts = await scene.ask<number>('honest');
    expect(acts).toBeGreaterThanOrEqual(atLeast);
    counted.acts += acts;
}

/** Founder and browser hear each other. */
async function talk(title: string): Promise<void> {
    const [hers, theirs] = [`Leyla in ${title} ${counted.attacks}`, `founder in ${title} ${counted.attacks}`];
    await leyla.say(hers);
    await expect.poll(() => scene.ask('texts', title), patience).toContain(`Leyla: ${hers}`);
    expect(await scene.ask('say', title, theirs)).toBe(true);
    await expect.poll(async () => (await leyla.lines()).map(({ text }) => text), patience).toContain(theirs);
}

describe('Behind a hostile relay', () => {
    it('A05: the true link lets a browser ask and be admitted', async () => {
        await leyla.arrive(await scene.ask('invite'));
        await leyla.ask();
        await expect.poll(() => scene.ask('admit', 'Leyla'), patience).toBe(true);
        await leyla.page.locator('#dialogue-title').waitFor({ timeout: 60_000 });
    });

    it('A02 A04: a package that the relay swapped brings nobody in, her own does', async () => {
        await scene.ask('swap', 'Leyla');
        const { added, told } = await scene.ask<Added>('add', plenary, 'Leyla');
        expect(added).toBe(false);
        expect(told.join()).toContain('a key package for Leyla');
        await honest();
        counted.attacks++;
        await enter(plenary);
        await talk(plenary);
    });

    it('B13: a Welcome into a twin of the channel is refused, and she is told', async () => {
        await scene.ask('twin', 'Leyla', plenary);
        await alarmed('bad-welcome');
        await honest(0);
        expect(await leyla.page.locator('[data-channel]', { hasText: plenary }).count()).toBe(1);
        await talk(plenary);
    });

    it('A01 A09: whom a facilitator admitted alone is refused until the change is undone', async () => {
        await enter('Ghosts');
        await talk('Ghosts');
        await scene.ask('ghost', 'Ghosts');
        await alarmed('change-refused');
        expect(await scene.ask('supersede', 'Ghosts')).toBe('open');
        await talk('Ghosts');
    });

    it('A09: an old Charter that is served again makes no retired officer count', async () => {
        await enter('Charters');
        await talk('Charters');
        await scene.ask('old charter', 'Charters');
        await alarmed('change-refused');
        expect(await scene.ask('supersede', 'Charters')).toBe('open');
        await talk('Charters');
    });

    it('B06: messages that are kept back are told, and read when they come', async () => {
        await enter('Withheld');
        await scene.ask('withhold');
        await scene.ask('say', 'Withheld', 'kept back for a while');
        await alarmed('relay-keeps-back');
        await honest();
        await talk('Withheld');
        expect((await leyla.lines()).map(({ text }) => text)).toContain('kept back for a while');
    });

    it('B05: a message that was altered stops the channel, and no other', async () => {
        await enter('Altered');
        await scene.ask('alter');
        await scene.ask('say', 'Altered', 'not what was said');
        await alarmed('different-histories');
        await honest();
        expect((await leyla.lines()).map(({ text }) => text)).not.toContain('not what was said');
        await leyla.enter(plenary);
        await talk(plenary);
    });
});
