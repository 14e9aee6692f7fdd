import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CliPerson } from './cli.ts';
import { Relay } from './relay.ts';
import { ServedFolder } from './servedFolder.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

const stage = new Stage();
const title = 'Plenary of the xylotheque';
const before = 'written while there was a relay';
const offline = ['first without a relay', 'second without a relay'];

let folder: ServedFolder;
let relay: Relay;
let ingrid: CliPerson;
let leyla: WebPerson;

beforeAll(async () => {
    folder = new ServedFolder(stage);
    relay = await Relay.start(stage, { WebDirectory: folder.path });
    ingrid = new CliPerson(stage, 'Ingrid-Quillfeather');
    leyla = await WebPerson.open(stage, relay, 'Leyla', { shape: 'phone', locale: 'en' }, false);
    await ingrid.found(relay);
    await leyla.join(ingrid, 'hill');
    await ingrid.createChannel(title);
    await leyla.enter(title);
    await leyla.say(before);
});

afterAll(() => stage.end());

type Kept = {
    readonly caches: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly chosen: string;
    readonly workers: number;
};

/** Everything in the caches, by cache and path, with the SHA-256 of each. */
const kept = (page: Page): Promise<Kept> =>
    page.evaluate(async () => {
        const found: Record<string, Record<string, string>> = {};
        for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            const files: [string, string][] = [];
            for (const request of await cache.keys()) {
                const bytes = (await (await cache.match(request))?.arrayBuffer()) ?? new ArrayBuffer(0);
                const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
                const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
                files.push([new URL(request.url).pathname, hash]);
            }
            found[name] = Object.fromEntries(files);
        }
        return {
            caches: found,
            chosen: (await (await caches.match('/chosen', { cacheName: 'chosen' }))?.text()) ?? '',
            workers: (await navigator.serviceWorker.getRegistrations()).length,
        };
    });

/** Waits until the release is kept as a whole, with the words of the language that is read. */
async function whole(page: Page): Promise<void> {
    const isWhole = async (): Promise<boolean> => {
        const all = await kept(page);
        return Object.keys(all.caches[all.chosen] ?? {}).some((path) => /^\/assets\/en-/.test(path));
    };
    await expect.poll(isWhole, { timeout: 30_000 }).toBe(true);
}

const about = async (person: WebPerson): Promise<void> => {
    await person.page
        .getByRole('button', { name: person.words('device'), exact: true })
        .locator('visible=true')
        .first()
        .click();
    await person.button('about.title').click();
    await person.page.getByText(person.words('about.good')).waitFor();
};
const shownHash = async (page: Page, at = 0): Promise<string> =>
    ((await page.locator('dialog[open] h3:has-text("Hash") + p bdi').nth(at).textContent()) ?? '').replaceAll(' ', '');

describe('Once somebody is in', () => {
    it('the device keeps the files of its release and nothing else', async () => {
        await whole(leyla.page);
        const { caches, chosen } = await kept(leyla.page);
        const { [chosen]: files = {}, chosen: pointer, ...others } = caches;
        const languages = Object.keys(folder.files).filter((path) => /^\/assets\/[a-z]{2}(?:\.first)?-[\w-]{8}\.js$/.test(path));
        const expected = Object.entries(folder.files).filter(
            ([path]) => path !== '/sw.js' && (!languages.includes(path) || /^\/assets\/en[.-]/.test(path)),
        );

        expect(files).toEqual({ ...Object.fromEntries(expected), '/release.json': folder.hash });
        expect(languages).toHaveLength(12);
        expect([Object.keys(pointer ?? {}), others]).toEqual([['/chosen'], {}]);
        // What the page had fetched already did not come a second time.
        const asked = [
            ...leyla.wire
                .heard()
                .raw.toString('latin1')
                .matchAll(/GET (\/assets\/\S+) /g),
        ].map(([, path]) => path);
        expect(asked).toHaveLength(new Set(asked).size);
        expect(asked.length).toBe(expected.filter(([path]) => path.startsWith('/assets/')).length);
    });

    it('keeps the words of another language when they are first read', async () => {
        await leyla.page.getByRole('button', { name: leyla.words('talk.back'), exact: true }).click();
        await leyla.page.getByRole('button', { name: leyla.words('device'), exact: true }).click();
        await leyla.page.getByRole('button', { name: 'Français', exact: true }).click();
        await leyla.page.getByRole('heading', { name: 'Langue', exact: true }).waitFor();
        await leyla.page.getByRole('button', { name: 'English', exact: true }).click();
        await leyla.page.getByRole('heading', { name: 'Language', exact: true }).waitFor();
        const { caches, chosen } = await kept(leyla.page);
        const words = Object.entries(caches[chosen] ?? {}).filter(([path]) => /^\/assets\/(fr|ru)-/.test(path));

        expect(words).toEqual(Object.entries(folder.files).filter(([path]) => path.startsWith('/assets/fr-')));
        await leyla.button('close').click();
    });
});

describe('Without any relay', () => {
    it('a restarted browser opens the page, reads and writes; what waits goes by itself, once and in order', async () => {
        await relay.kill();
        await leyla.kill();
        await leyla.reopen();
        await leyla.returnTo(title);
        await leyla.page.getByRole('log').getByText(before, { exact: true }).waitFor();
        for (const text of offline) await leyla.say(text);
        expect(await leyla.waiting()).toBe(offline.length);
        await leyla.page.getByRole('button', { name: leyla.words('talk.back'), exact: true }).click();
        const strip = leyla.page.locator('.strip');
        await strip.getByText(/No connection since .*\d/).waitFor();
        await strip.getByText('2 messages wait here and go by themselves.').waitFor();

        await relay.start();
        await strip.waitFor({ state: 'detached', timeout: 60_000 });
        await leyla.enter(title);
        await expect.poll(() => leyla.waiting(), { timeout: 60_000 }).toBe(0);

        const texts = (await ingrid.read(title)).filter(({ kind }) => kind === 'text').map(({ text }) => text);
        expect(texts).toEqual([before, ...offline]);
    });
});

describe('What the phone says of itself', () => {
    const shown = (): Promise<readonly string[]> =>
        leyla.page.evaluate(async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            return ((await registration?.getNotifications()) ?? []).map((one) =>
                JSON.stringify([one.title, one.body, one.tag, one.data, one.icon]),
            );
        });
    /** What a headless browser never does by itself. */
    const hide = (hidden: boolean): Promise<void> =>
        leyla.page.evaluate((value) => {
            Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
            document.dispatchEvent(new Event('visibilitychange'));
        }, hidden);
    const says = async (text: string): Promise<void> => {
        await ingrid.send(title, text);
    };

    it('D09: is that something came, once somebody asked for it, without name, channel or words', async () => {
        await leyla.browser.context.grantPermissions(['notifications'], { origin: relay.url });
        await leyla.page.getByRole('button', { name: leyla.words('talk.back'), exact: true }).click();
        await leyla.page.getByRole('button', { name: leyla.words('device'), exact: true }).click();
        await leyla.button('notify.on').click();
        await leyla.page.locator('[aria-pressed=true]', { hasText: leyla.words('notify.on') }).waitFor();
        await leyla.button('close').click();
        await leyla.enter(title);
        await hide(true);
        await leyla.say('an own word, of which nobody is told');
        await expect.poll(async () => (await ingrid.read(title)).at(-1)?.text, { timeout: 30_000 }).toContain('own word');
        expect(await shown()).toEqual([]);

        await says('heliotrope barge');
        await expect.poll(shown, { timeout: 30_000 }).toHaveLength(1);
        await says('heliotrope barge again');
        await new Promise((next) => setTimeout(next, 1000));
        expect(await shown()).toEqual([JSON.stringify([leyla.words('notify.new'), '', 'new', null, ''])]);

        await hide(false);
        await expect.poll(shown, { timeout: 30_000 }).toEqual([]);
    });
});

describe('The release that is kept', () => {
    const served = (page: Page): Promise<string> => page.evaluate(() => fetch('/').then((answer) => answer.text()));
    const serve = async (change: () => void): Promise<void> => {
        await relay.stop();
        change();
        await relay.start();
    };
    let first: string;
    let mend: () => void;

    it('E01: stays when a file at the relay is changed and its list is not, and the page says what runs', async () => {
        first = folder.hash;
        await serve(() => (mend = folder.spoil('/index.html')));
        const plain = await (await fetch(relay.url)).text();
        await leyla.page.goto(relay.url);
        await leyla.unlock();
        await about(leyla);

        expect(plain).not.toBe(await served(leyla.page));
        expect(`${await served(leyla.page)}\n`).toBe(plain);
        expect(await shownHash(leyla.page)).toBe(first);
    });

    it('E01: refuses another release with one file that does not fit its list, and says so', async () => {
        await serve(() => {
            mend();
            folder.renew('Another title');
            mend = folder.spoil('/icon-192.png');
        });
        await leyla.button('about.look').click();
        await leyla.page.getByText(leyla.words('about.look.refused'), { exact: true }).waitFor();

        expect(folder.hash).not.toBe(first);
        expect(await leyla.page.getByText(leyla.words('about.new'), { exact: true }).count()).toBe(0);
        expect(await served(leyla.page)).not.toContain('Another title');
    });

    it('E01: takes another release only when a person says so, also after the browser was closed', async () => {
        await serve(() => mend());
        await leyla.button('about.look').click();
        await leyla.page.getByText(leyla.words('about.look.found'), { exact: true }).waitFor();
        expect([await shownHash(leyla.page), await shownHash(leyla.page, 1)]).toEqual([folder.hash, first]);

        // With its last window the old worker ends, and the new one runs: what it serves is still what was chosen.
        await leyla.browser.close();
        await leyla.reopen();
        await leyla.page.goto(relay.url);
        await leyla.sees('unlock.title');
        await leyla.page.getByText(leyla.words('about.new'), { exact: true }).waitFor();
        expect(await served(leyla.page)).not.toContain('Another title');

        const second = await leyla.browser.context.newPage();
        await second.goto(relay.url);
        await second.getByText(leyla.words('about.new'), { exact: true }).waitFor();
        await leyla.button('about.read').click();
        expect(await shownHash(leyla.page)).toBe(folder.hash);
        await Promise.all([leyla.page.waitForEvent('load'), leyla.button('about.use').click()]);
        expect(await served(leyla.page)).toContain('Another title');

        // The other window goes on until somebody opens it anew; then nothing is left of the old one.
        await second.getByText(leyla.words('about.elsewhere'), { exact: true }).waitFor();
        expect(Object.keys((await kept(second)).caches)).toHaveLength(3);
        await leyla.page.close();
        await Promise.all([
            second.waitForEvent('load'),
            second.getByRole('button', { name: leyla.words('about.reopen'), exact: true }).click(),
        ]);
        await second.getByRole('heading', { name: leyla.words('unlock.title') }).waitFor();
        await expect.poll(async () => Object.keys((await kept(second)).caches).length).toBe(2);
        const { caches, chosen } = await kept(second);
        expect(caches[chosen]?.['/release.json']).toBe(folder.hash);
        expect(await second.getByText(leyla.words('about.new'), { exact: true }).count()).toBe(0);
    });
});
