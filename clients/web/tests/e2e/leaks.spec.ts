import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CliPerson } from './cli.ts';
import { domOf, heapOf, stored } from './holdings.ts';
import { decoded, filesIn, Needles } from './needles.ts';
import { namesIn as peopleIn } from './papers.ts';
import { Relay } from './relay.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

const stage = new Stage();
const title = 'Xylotheque of the estuary';
const dialogue = 'Quagmire parley';
const texts = ['The heliotrope barge leaves at dusk', 'قارب البنفسج يغادر عند الغسق', 'marginalia-7f3c'];
const draft = 'an unsent chrysoprase thought';
/** Planted where it may be found, so that not finding is known to mean something. */
const control = 'control-of-the-search-c41b';

let relay: Relay;
let ingrid: CliPerson;
let leyla: WebPerson;
let invitation: string;
let words: Needles;
let shown: Needles;
const controls = new Needles([control]);

beforeAll(async () => {
    relay = await Relay.start(stage);
    ingrid = new CliPerson(stage, 'Ingrid-Quillfeather');
    leyla = await WebPerson.open(stage, relay, 'Leyla Zephyrine', { shape: 'phone', locale: 'en' });
    // What the page shows, and what it must not even show.
    shown = new Needles([title, ingrid.name, ...texts]);
    words = new Needles([title, dialogue, ingrid.name, leyla.name, leyla.passphrase, draft, 'Hill Institute', 'Coast Forum', ...texts]);
});

afterAll(async () => {
    await stage.end();
    const millions = (words.searched / 2 ** 20).toFixed(0);
    console.log(`measured: ${words.count} forms of planted words searched in ${millions} MB of disk, network, messages and console`);
    expect(words.count).toBeGreaterThanOrEqual(100);
    expect(words.searched).toBeGreaterThanOrEqual(5 * 2 ** 20);
});

describe('While somebody talks in a browser', () => {
    it('the probe finds in the page what it looks for everywhere', async () => {
        await ingrid.found(relay, dialogue);
        invitation = await leyla.join(ingrid, 'hill');
        await ingrid.createChannel(title);
        await leyla.enter(title);
        await leyla.say(texts[0] as string);
        await leyla.say(texts[1] as string);
        await ingrid.send(title, texts[2] as string);
        await leyla.page
            .getByRole('log')
            .getByText(texts[2] as string, { exact: true })
            .waitFor();
        await leyla.page.locator('textarea').fill(draft);
        // The worker keeps it, so that every probe below meets it.
        const asked = () => leyla.overheard.some(({ message }) => (message as { call?: string }).call === 'keepDraft');
        await expect.poll(asked).toBe(true);

        const heard = { name: 'messages', bytes: Buffer.from(JSON.stringify(leyla.overheard)) };
        for (const hay of [await domOf(leyla.page), heard]) {
            const found = shown.findIn(hay);
            for (const word of [title, ingrid.name, ...texts]) {
                expect(found, hay.name).toContain(`${word} as UTF-8 in ${hay.name}`);
            }
        }
    });

    it('no key and nothing but the fields of the interface crosses from the worker to the page', () => {
        const fromWorker = leyla.overheard.filter(({ from }) => from === 'worker');
        const odd: string[] = [];
        const look = (value: unknown, path: string): void => {
            if (typeof value === 'object' && value !== null) {
                for (const [name, one] of Object.entries(value)) {
                    look(one, Array.isArray(value) ? path : `${path}.${name}`);
                }
            } else if (typeof value === 'string') {
                // Ids have 16 bytes. Digests are 32, and the one that is shown is that of the authenticator.
                const isLong = (value.match(/[0-9a-fA-F]{33,}|[A-Za-z0-9+/_-]{40,}/g) ?? []).length > 0;
                if ((isLong && !path.endsWith('.authenticator')) || value.startsWith('[object')) {
                    odd.push(`${path} ${value.length}`);
                }
            }
        };
        fromWorker.forEach(({ message }) => look(message, ''));

        expect(fromWorker.length).toBeGreaterThanOrEqual(20);
        expect(odd).toEqual([]);
        // It would be found.
        look({ news: 'x', seed: 'ab'.repeat(32), raw: { type: '[object Uint8Array]' } }, '');
        expect(odd).toHaveLength(2);
        const names = new Set(fromWorker.flatMap(({ message }) => namesIn(message)));
        expect([...names].filter((name) => !known.has(name))).toEqual([]);
        // What the page says is small, and the passphrase is in the two calls that need it.
        const secret = leyla.overheard.filter(({ message }) => JSON.stringify(message).includes(leyla.passphrase));
        expect(secret.map(({ from, message }) => [from, (message as { call: string }).call])).toEqual([['page', 'join']]);
    });

    it('the network carries none of it', async () => {
        await leyla.page.evaluate((word) => fetch(`/health/live?${word}`).then((answer) => answer.text()), control);
        const { raw, spoken, frames } = leyla.wire.heard();
        const hays = [
            { name: 'the network', bytes: raw },
            { name: 'web sockets', bytes: spoken },
        ];

        console.log(`measured: ${frames} frames of web sockets, ${(raw.length / 2 ** 10).toFixed(0)} KB on the line`);
        expect(frames).toBeGreaterThanOrEqual(20);
        expect(spoken.toString('latin1')).toContain('"Hello"');
        expect(controls.findIn(...hays)).not.toEqual([]);
        expect(words.findIn(...hays, ...hays.map(decoded))).toEqual([]);
    });

    it('the console and the relay hold none of it', () => {
        expect(words.findIn({ name: 'console', bytes: Buffer.from(leyla.console.join('\n')) })).toEqual([]);
        const files = filesIn(relay.data);
        expect(files.length).toBeGreaterThanOrEqual(1);
        expect(words.findIn(...files, ...files.map(decoded))).toEqual([]);
    });
});

describe('What a browser leaves', () => {
    it('in its stores is sealed, while it is unlocked', async () => {
        await leyla.page.evaluate((word) => localStorage.setItem('control', word), control);
        const hays = await stored(leyla.page);

        expect(controls.findIn(...hays)).not.toEqual([]);
        expect(hays[0]?.bytes.toString()).toContain('extractable: false');
        expect(hays[0]?.bytes.length).toBeGreaterThan(10_000);
        expect(words.findIn(...hays)).toEqual([]);
        await leyla.page.evaluate(() => localStorage.removeItem('control'));
    });

    it('in the page after locking is nothing, in its memory too', async () => {
        const { page } = leyla;
        const says = (text: string) => page.waitForFunction((one) => document.body.innerText.includes(one), text, { timeout: 60_000 });
        const press = (selector: string) => page.evaluate((one) => document.querySelector<HTMLElement>(one)?.click(), selector);
        await page.reload();
        // By keys and scripts that keep nothing: what a tool found in the page by name, it holds, and the heap with it.
        await says(leyla.words('unlock.title'));
        await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
        await page.keyboard.type(leyla.passphrase);
        await page.keyboard.press('Enter');
        await says(title);
        await press('[data-channel]');
        await says(texts[2] as string);
        // What was being written before the page went is there again.
        await page.waitForFunction((one) => document.querySelector('textarea')?.value === one, draft);
        const session = await leyla.browser.context.newCDPSession(page);
        const before = words.findIn(await heapOf(session));
        await press(`button[aria-label="${leyla.words('lock')}"]`);
        await says(leyla.words('unlock.title'));
        const after = words.findIn(await heapOf(session));
        await session.detach();

        console.log(`measured: words in the heap of the page: ${before.length} unlocked, ${after.length} locked`);
        expect(before.length).toBeGreaterThanOrEqual(8);
        expect(words.findIn(await domOf(page))).toEqual([]);
        expect(after).toEqual([]);
    });

    it('on its disk after a clean end is sealed', async () => {
        await leyla.unlock();
        await leyla.enter(title);
        await expect.poll(() => leyla.page.locator('textarea').inputValue()).toBe(draft);
        await leyla.page.evaluate(plant, control);
        await leyla.browser.close();
        const files = filesIn(leyla.browser.profile);
        const links = new Needles([invitation.slice(invitation.indexOf('#') + 1)]).findIn(...files);

        console.log(
            `measured: places on the disk that keep the invitation, which is used up: ${links.map((one) => one.split(' in ')[1]).join(', ') || 'none'}`,
        );
        expect(controls.findIn(...files)).not.toEqual([]);
        expect(words.findIn(...files)).toEqual([]);
    });

    it('on its disk after being killed in the middle of a talk is sealed', async () => {
        await leyla.reopen();
        await leyla.page.goto(relay.url);
        await leyla.unlock();
        await leyla.enter(title);
        await leyla.page.evaluate(plant, `${control} once more`);
        await leyla.say(texts[0] as string);
        await leyla.page.locator('textarea').fill(draft);
        await leyla.kill();
        const files = filesIn(leyla.browser.profile);

        console.log(`measured: ${files.length} files in the profile of a killed browser`);
        expect(files.length).toBeGreaterThanOrEqual(100);
        expect(files.some(({ name }) => name.includes('IndexedDB'))).toBe(true);
        expect(new Needles([`${control} once more`]).findIn(...files)).not.toEqual([]);
        expect(words.findIn(...files)).toEqual([]);
    });
});

describe('What travel mode leaves', () => {
    it('is nothing in the stores, in the page, in its memory and on the disk, and everybody sees the device go', async () => {
        await leyla.reopen();
        const { page } = leyla;
        const says = (text: string) => page.waitForFunction((one) => document.body.innerText.includes(one), text, { timeout: 60_000 });
        const press = (text: string) =>
            page.evaluate((one) => {
                const named = (button: HTMLElement) => (button.ariaLabel ?? button.innerText).trim() === one && button.checkVisibility();
                [...document.querySelectorAll<HTMLElement>('button')].findLast(named)?.click();
            }, text);
        await page.goto(relay.url);
        await says(leyla.words('unlock.title'));
        await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
        await page.keyboard.type(leyla.passphrase);
        await page.keyboard.press('Enter');
        await says(title);
        await page.evaluate(plant, control);
        const session = await leyla.browser.context.newCDPSession(page);
        await expect.poll(() => page.evaluate(keptHere), { timeout: 30_000 }).toEqual([2, 1]);
        const held = { inMemory: words.findIn(await heapOf(session)).length, inStores: (await stored(page))[0]?.bytes.length ?? 0 };
        expect(await peopleIn(ingrid, title)).toContain(leyla.name);

        await press(leyla.words('device'));
        await says(leyla.words('device.relayTruth'));
        await press(leyla.words('travel.title'));
        await says(leyla.words('travel.do'));
        await page.evaluate(() => document.querySelector<HTMLElement>('dialog[open] input')?.focus());
        await page.keyboard.type(leyla.words('travel.word'));
        await page.keyboard.press('Enter');
        await says(leyla.words('travel.done'));
        const left = await stored(page);
        expect(await page.evaluate(keptHere)).toEqual([0, 0]);
        const inMemory = words.findIn(await heapOf(session));
        await session.detach();

        console.log(
            `measured: before travel ${held.inMemory} words in memory and ${held.inStores} bytes in the stores, after it ${inMemory.length} and ${left[0]?.bytes.length}`,
        );
        expect(held.inMemory).toBeGreaterThanOrEqual(3);
        expect(held.inStores).toBeGreaterThan(10_000);
        expect(inMemory).toEqual([]);
        expect(words.findIn(await domOf(page), ...left)).toEqual([]);
        // The word that the test put there is all there is.
        expect(left[0]?.bytes.toString()).toBe(`control/word: ["${control}"]`);
        await leyla.browser.close();
        const files = filesIn(leyla.browser.profile);
        expect(controls.findIn(...files)).not.toEqual([]);
        expect(words.findIn(...files)).toEqual([]);
        await ingrid.run('sync');
        expect(await peopleIn(ingrid, title)).toEqual([ingrid.name]);
    });
});

/** Puts a word into a database, as the page would if it were careless. */
function plant(word: string): Promise<void> {
    return new Promise((done, failed) => {
        const request = indexedDB.open('control', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('word');
        request.onerror = () => failed(request.error ?? new Error('not opened'));
        request.onsuccess = () => {
            const writing = request.result.transaction('word', 'readwrite', { durability: 'strict' });
            writing.objectStore('word').put(word, 0);
            writing.oncomplete = () => done();
        };
    });
}

/** How many caches and service workers show that the page was used here. */
async function keptHere(): Promise<readonly number[]> {
    return [(await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length];
}

/** The names of fields in a message; those of the ground rules are tags of languages. */
function namesIn(message: unknown): readonly string[] {
    if (typeof message !== 'object' || message === null) {
        return [];
    }
    const inner = Object.entries(message).filter(([name]) => name !== 'groundRules');
    return [...(Array.isArray(message) ? [] : Object.keys(message)), ...inner.flatMap(([, value]) => namesIn(value))];
}

const known = new Set(
    [
        'number ok value problem news of part device channels talk link channel lines earlier lostAt state',
        'stage name dialogue party roles relay digits groundRules declinedBecause isOpener code title mark',
        'expiresAt usable id kind readers count people authenticator unread waiting last from text at own content type notice by',
        'unverified vouchers version device verification members scan until told notTold stewardSigns isSteward slowModeSeconds pause',
        'answers seenTo draft regime',
    ].flatMap((line) => line.split(' ')),
);
