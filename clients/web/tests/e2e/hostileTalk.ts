import { expect } from 'vitest';
import { HostileScene } from './hostileScene.ts';
import type { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

type Added = { readonly added: boolean; readonly told: readonly string[] };

export const patience = { timeout: 60_000, interval: 300 };

/** Leyla's browser among people at a hostile relay, and what every attack on her ends with: she reads what was refused, and talks on. */
export class HostileTalk {
    readonly scene: HostileScene;
    readonly leyla: WebPerson;
    /** Attacks that she was told of, and hostile acts of the relay. */
    attacks = 0;
    acts = 0;

    private constructor(scene: HostileScene, leyla: WebPerson) {
        this.scene = scene;
        this.leyla = leyla;
    }

    static async start(stage: Stage): Promise<HostileTalk> {
        const scene = await HostileScene.start(stage);
        return new HostileTalk(scene, await WebPerson.open(stage, scene, 'Leyla', { shape: 'desktop', locale: 'en' }));
    }

    /** She asks on an invitation, and is admitted. */
    async admit(): Promise<void> {
        const { scene, leyla } = this;
        await leyla.arrive(await scene.ask('invite'));
        await leyla.ask();
        await expect.poll(() => scene.ask('admit', leyla.name), patience).toBe(true);
        await leyla.page.locator('#dialogue-title').waitFor({ timeout: 60_000 });
    }

    /** Tries to add her to a channel. */
    add(title: string): Promise<Added> {
        return this.scene.ask<Added>('add', title, this.leyla.name);
    }

    /** Brings her into one of the channels, which she opens. */
    async enter(title: string): Promise<void> {
        await expect.poll(async () => (await this.add(title)).added, patience).toBe(true);
        await this.leyla.enter(title);
    }

    /** What somebody has to read before they go on, and reads, in these words alone; other news that waits before it is read as well. */
    async alarmed(problem: string, person = this.leyla): Promise<void> {
        const sheet = person.page.locator('dialog[open].alarm');
        const wanted = ['what', 'safe', 'next'].map((part) => person.words(`problem.${problem}.${part}`));
        let text = '';
        while (!text.includes(wanted[0]!)) {
            await sheet.waitFor({ timeout: 60_000 });
            text = await sheet.innerText();
            await person.button('alarm.read').click();
            await person.page.waitForFunction((read) => document.querySelector('dialog[open].alarm')?.textContent !== read, text);
            await new Promise((next) => setTimeout(next, 200));
        }
        expect(text.split('\n').filter((line) => line !== '')).toEqual([...wanted, person.words('alarm.read')]);
        this.attacks++;
    }

    /** What the open channel itself told her, once it is there. */
    async told(notice: string, count = 1): Promise<void> {
        const line = this.leyla.page.getByRole('log').getByText(this.leyla.words(`notice.${notice}`));
        await expect.poll(() => line.count(), patience).toBe(count);
    }

    /** The relay is honest again, and was not before. */
    async honest(atLeast = 1): Promise<void> {
        const acts = await this.scene.ask<number>('honest');
        expect(acts).toBeGreaterThanOrEqual(atLeast);
        this.acts += acts;
    }

    /** She connects anew: what waits for her comes. */
    async reconnect(): Promise<void> {
        this.leyla.wire.cut();
        this.leyla.wire.mend();
        await this.leyla.hurry();
    }

    /** Founder and browser hear each other in the open channel. */
    async talk(title: string): Promise<void> {
        const { scene, leyla } = this;
        const [hers, theirs] = [`Leyla in ${title} ${this.attacks}`, `founder in ${title} ${this.attacks}`];
        await leyla.say(hers);
        await expect.poll(() => scene.ask('texts', title), patience).toContain(`Leyla: ${hers}`);
        expect(await scene.ask('say', title, theirs)).toBe(true);
        await expect.poll(() => this.heard(), patience).toContain(theirs);
    }

    /** The texts of the open channel, whoever wrote them. */
    async heard(): Promise<readonly string[]> {
        return (await this.leyla.lines()).map(({ text }) => text);
    }
}
