import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostileTalk, patience } from './hostileTalk.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';
import { ask, keepWorkers, until } from './workerCalls.ts';

/** The Charter asks for the founder, amal for the coast side, and Leyla, whose browser signs for the hill side. */
const stage = new Stage();
const plenary = 'Everybody';

let talk: HostileTalk;
let noor: WebPerson;

const people = () => talk.scene.ask<readonly string[]>('people', plenary);
const open = async () => (await ask(talk.leyla.page, 'papers', undefined)).filter(({ state }) => state === 'open');
/** About whom papers wait on her device, and who has not signed. */
const waiting = async () => (await open()).map(({ about, missing }) => [about, ...missing.map(({ name }) => name).toSorted()]);

/** Leyla signs the paper about somebody. */
async function sign(about: string): Promise<void> {
    const all = await until(open, (papers) => papers.some((one) => one.about === about));
    await ask(talk.leyla.page, 'sign', { paper: all.find((one) => one.about === about)!.id });
}

/** The relay does to the letters for browsers what it was told to. */
async function acted(atLeast = 1): Promise<void> {
    await expect.poll(() => talk.scene.ask<number>('acts'), patience).toBeGreaterThanOrEqual(atLeast);
    await talk.honest(atLeast);
}

const settled = () => expect.poll(() => talk.scene.ask('settle'), patience).toBe('admitted');

beforeAll(async () => {
    talk = await HostileTalk.start(stage);
    await keepWorkers(talk.leyla.page);
    noor = await WebPerson.open(stage, talk.scene, 'Noor', { shape: 'phone', locale: 'en' });
    await talk.scene.ask('open', plenary);
});

afterAll(async () => {
    await stage.end();
    console.log(`measured: a browser that is an officer: ${talk.attacks} attacks, the relay did ${talk.acts} hostile acts`);
});

describe('An officer at a browser, behind a hostile relay', () => {
    it('is one by the founder’s amendment', async () => {
        await talk.admit();
        await talk.enter(plenary);
        expect(await talk.scene.ask('appoint', plenary, 'Leyla')).toBe(2);
        await talk.alarmed('charter-changed');
        await talk.talk(plenary);
    });

    it('A06: a link for a device that somebody prolonged is refused, and the true one is read', async () => {
        const [, link] = await talk.scene.ask<readonly [string, string]>('links');
        await noor.page.goto(talk.scene.url);
        await noor.button('addDevice.choose').click();
        const field = noor.page.getByLabel(noor.words('addDevice.label'));
        await field.fill(await talk.scene.ask<string>('prolong', link));
        await noor.button('addDevice.open').click();
        await noor.page.getByText(noor.words('problem.bad-link.what')).waitFor();
        talk.attacks++;
        await noor.page.goto(talk.scene.url);
        await noor.button('addDevice.choose').click();
        await field.fill(link);
        await noor.button('addDevice.open').click();
        await noor.sees('sees.title');
        await talk.talk(plenary);
    });

    it('A01 A04 A09 B03 B06: papers that are forged, altered or shown again change nothing, and true ones let somebody in', async () => {
        const { scene } = talk;
        for (const [how, problem] of [
            ['by one without a say', 'paper-no-say'],
            ['of another dialogue', 'paper-another-dialogue'],
            ['under the Charter before', 'paper-older-charter'],
            ['changed after it was signed', 'paper-false-signature'],
        ] as const) {
            expect(await scene.ask('propose', 'Leyla', how), how).toBe(true);
            await talk.alarmed(problem);
        }
        expect(await waiting()).toEqual([]);

        await scene.ask('record letters');
        await scene.ask('use', await scene.ask('invite'), 'hana', 'hana');
        expect(await scene.ask('propose truly', 'founder', 'hana')).toBe(true);
        await expect.poll(waiting, patience).toEqual([['hana', 'Leyla', 'amal']]);
        await scene.ask('alter letters');
        expect(await scene.ask('sign', 'amal')).toBe(1);
        // Read altered, and acknowledged in vain.
        await acted(2);
        expect(await waiting()).toEqual([['hana', 'Leyla', 'amal']]);
        await talk.reconnect();
        await expect.poll(waiting, patience).toEqual([['hana', 'Leyla']]);
        await scene.ask('old letters');
        await talk.reconnect();
        await acted();
        expect(await waiting()).toEqual([['hana', 'Leyla']]);
        expect(await scene.ask('swap signature', 'Leyla')).toBe(true);
        await talk.alarmed('paper-false-signature');
        await sign('hana');
        await settled();
        await talk.talk(plenary);
    });

    it('A09: an admission that lacks signatures, or is under an older Charter, does not let a browser in, and a full one does', async () => {
        const { scene } = talk;
        await noor.arrive(await scene.ask('invite'));
        await noor.ask();
        await expect.poll(() => scene.ask('asks', 'Noor'), patience).toBe(true);
        const digits = await noor.digits();
        for (const [how, problem] of [
            ['under the Charter before', 'admission-unfit'],
            ['with two of three signatures', 'admission-unsigned'],
        ] as const) {
            expect(await scene.ask('grant', 'Noor', how), how).toBe(true);
            await talk.alarmed(problem, noor);
            expect(await noor.digits()).toEqual(digits);
        }
        expect(await scene.ask('propose truly', 'founder', 'Noor')).toBe(true);
        await scene.ask('sign', 'amal');
        await sign('Noor');
        const isIn = async () => (await scene.ask('sync', 'founder')) && noor.page.locator('#dialogue-title').isVisible();
        await expect.poll(isIn, patience).toBe(true);
        await talk.talk(plenary);
    });

    it('A07: what somebody made who was cut off leads nowhere, and a cut of another dialogue or shown again cuts off nobody', async () => {
        const { scene } = talk;
        const [invitation, device] = await scene.ask<readonly [string, string]>('links');
        for (const [how, problem] of [
            ['of another dialogue', 'false-cut'],
            ['of this dialogue', 'somebody-cut-off'],
        ] as const) {
            expect(await scene.ask('tell cut', 'Leyla', how), how).toBe(true);
            await talk.alarmed(problem);
        }
        expect(await people()).toContain('amal');
        await scene.ask('record letters');
        await scene.ask('cut together', 'amal');
        await sign('amal');
        await talk.alarmed('somebody-cut-off');
        await expect.poll(people, patience).not.toContain('amal');
        await talk.honest(0);
        for (const [link, name] of [
            [invitation, 'boris'],
            [device, 'amal'],
        ] as const) {
            await scene.ask('use', link, name, `${name} by one cut off`);
            expect(await scene.ask('propose truly', 'amal', name), name).toBe(true);
            await talk.alarmed('paper-cut-off');
        }
        expect(await waiting()).toEqual([]);

        expect(await scene.ask('return')).toBe(true);
        await sign('amal');
        await settled();
        await expect.poll(people, patience).toContain('amal');
        await scene.ask('old letters');
        await talk.reconnect();
        await acted();
        expect(await scene.ask('say as returned', plenary, 'still here')).toBe(true);
        await expect.poll(() => talk.heard(), patience).toContain('still here');
        expect(await people()).toContain('amal');
        await talk.talk(plenary);
    });

    it('A05: a link for a device that two used admits neither, and a fresh one does', async () => {
        const { scene, leyla } = talk;
        const linked = () => ask(leyla.page, 'linkDevice', { hours: 1 });
        const { link } = await linked();
        await scene.ask('use', link, 'Leyla', 'own');
        await scene.ask('use', link, 'Leyla', 'thief');
        await talk.alarmed('link-in-doubt');
        const requests = () => ask(leyla.page, 'requests', undefined);
        const terms = { windowHours: undefined, until: undefined, note: '', vetting: undefined };
        for (const { id, inDoubt } of await until(requests, (all) => all.length === 2)) {
            expect(inDoubt).toBe(true);
            await expect(ask(leyla.page, 'admit', { request: id, ...terms })).rejects.toThrow('link-in-doubt');
            await ask(leyla.page, 'decline', { request: id, reason: '' });
        }

        const fresh = await until(
            async () => {
                // Passes are sent by the device that mints, when it is online.
                await scene.ask('sync', 'founder');
                return linked().catch(() => ({ link: '' }));
            },
            (made) => made.link !== '',
        );
        await scene.ask('use', fresh.link, 'Leyla', 'fresh');
        const [request] = await until(requests, (all) => all.length === 1);
        await ask(leyla.page, 'admit', { request: request!.id, ...terms });
        await expect.poll(() => scene.ask('sign', 'founder'), patience).toBe(1);
        await settled();
        await talk.talk(plenary);
    });
});
