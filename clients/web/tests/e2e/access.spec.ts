import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from './axe.ts';
import { CliPerson } from './cli.ts';
import { Relay } from './relay.ts';
import { digitsOnScreen, type Language, wordsIn } from './screen.ts';
import { built, Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

const stage = new Stage();
const title = 'Plenary';
const sizes = { phone: { width: 390, height: 760 }, desktop: { width: 1280, height: 800 } } as const;
/** 320 px, and 1280 x 800 at 200 %. */
const tight = [
    { width: 320, height: 568 },
    { width: 640, height: 400 },
] as const;
const counted = { screens: 0, passes: 0, stops: 0 };

let relay: Relay;
let ingrid: CliPerson;

beforeAll(async () => {
    relay = await Relay.start(stage);
    ingrid = new CliPerson(stage, 'Ingrid');
    await ingrid.found(relay);
});

afterAll(async () => {
    await stage.end();
    console.log(
        `measured: axe on ${counted.screens} views of real screens, ${counted.passes} rules kept; ${counted.stops} stops of the keyboard with a visible focus`,
    );
    expect(counted.screens).toBeGreaterThanOrEqual(28);
    expect(counted.passes).toBeGreaterThanOrEqual(20 * counted.screens);
    expect(counted.stops).toBeGreaterThanOrEqual(15);
});

const scrollsSideways = (page: Page): Promise<boolean> =>
    page.evaluate(() => [document.documentElement, document.body].some((one) => one.scrollWidth > document.documentElement.clientWidth));

/** Turns the page to a language by the list that every plain screen has, or that is in the sheet of the device. */
async function turn(page: Page, to: Language): Promise<void> {
    if ((await page.locator('html').getAttribute('lang')) === to) {
        return;
    }
    const choice = page.locator('select');
    const other = wordsIn(to === 'ar' ? 'en' : 'ar');
    if (await choice.first().isVisible()) {
        await choice.first().selectOption(to);
    } else {
        await page
            .getByRole('button', { name: other('device'), exact: true })
            .locator('visible=true')
            .first()
            .click();
        await page.locator('dialog[open]').locator(`button[lang=${to}]`).click();
        await page.keyboard.press('Escape');
        await page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
    await page.waitForFunction((lang) => document.documentElement.lang === lang, to);
}

/** Looks at a screen in both languages and both sizes, and whether it fits where there is little room. */
async function look(name: string, page: Page): Promise<void> {
    const faults: string[] = [];
    for (const language of ['en', 'ar'] as const) {
        // On a phone a talk has no button of the device: it is in the list behind.
        await page.setViewportSize(sizes.desktop);
        await turn(page, language);
        for (const [size, viewport] of Object.entries(sizes)) {
            await page.setViewportSize(viewport);
            const found = await judge(page);
            faults.push(...found.faults.map((fault) => `${name}, ${language}, ${size}: ${fault}`));
            counted.screens++;
            counted.passes += found.passes;
        }
        for (const viewport of tight) {
            await page.setViewportSize(viewport);
            if (await scrollsSideways(page)) {
                faults.push(`${name}, ${language}: scrolls sideways at ${viewport.width} px`);
            }
        }
    }
    await page.setViewportSize(sizes.desktop);
    await turn(page, 'en');
    await page.setViewportSize(sizes.phone);
    expect(faults).toEqual([]);
}

describe('Each real screen, in both languages and sizes', () => {
    let leyla: WebPerson;

    beforeAll(async () => {
        leyla = await WebPerson.open(stage, relay, 'Leyla', { shape: 'phone', locale: 'en' }, false);
    });

    it('is without a fault: the invitation', async () => {
        await leyla.arrive(await ingrid.invite('hill'));
        await look('invitation', leyla.page);
    });

    it('and faults would be found', async () => {
        const { page } = leyla;
        await page.evaluate(() => {
            const heading = document.querySelector('h1') as HTMLElement;
            heading.style.color = '#eeeeee';
            document.querySelector('main')?.append(document.createElement('button'));
        });
        const { faults } = await judge(page);
        expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual(['button-name', 'color-contrast']);

        expect(await scrollsSideways(page)).toBe(false);
        await page.evaluate(() => {
            document.querySelector('h1')?.removeAttribute('style');
            const last = document.querySelector<HTMLElement>('main > button:last-child');
            last?.style.setProperty('width', '4000px');
        });
        expect(await scrollsSideways(page)).toBe(true);
        await page.evaluate(() => document.querySelector('main > button:last-child')?.remove());
        expect((await judge(page)).faults).toEqual([]);
    });

    it('is without a fault: the passphrase', async () => {
        await leyla.page.getByLabel(leyla.words('invitation.name')).fill(leyla.name);
        await leyla.button('invitation.read').click();
        await leyla.sees('passphrase.title');
        await look('passphrase', leyla.page);
    });

    it('is without a fault: waiting, and the digits, which never reorder', async () => {
        await leyla.page.getByLabel(leyla.words('passphrase.label'), { exact: true }).fill(leyla.passphrase);
        await leyla.page.getByLabel(leyla.words('passphrase.again'), { exact: true }).fill(leyla.passphrase);
        await leyla.button('passphrase.ask').click();
        await leyla.sees('wait.asking', 'wait.asked');
        await look('waiting', leyla.page);
        const digits = (await ingrid.digits(await ingrid.request(leyla.name))).match(/\d{4}/g);
        await leyla.sees('wait.digits');

        const shots = join(built('publish'), '..', 'tests');
        mkdirSync(shots, { recursive: true });
        for (const language of ['ar', 'en'] as const) {
            await turn(leyla.page, language);
            for (const [size, viewport] of Object.entries(sizes)) {
                await leyla.page.setViewportSize(viewport);
                expect(await digitsOnScreen(leyla.page), `${language}, ${size}`).toEqual(digits);
                await leyla.page.screenshot({ path: join(shots, `digits.${language}.${size}.png`) });
            }
        }
        await look('digits', leyla.page);
    });

    it('a mixed-up order of digits would be seen', async () => {
        await turn(leyla.page, 'ar');
        const before = await digitsOnScreen(leyla.page);
        await leyla.page.evaluate(() => {
            const group = document.querySelector('ol bdi') as HTMLElement;
            group.dir = 'rtl';
            group.style.unicodeBidi = 'bidi-override';
        });
        const after = await digitsOnScreen(leyla.page);

        expect(after[0]).toBe([...(before[0] as string)].reverse().join(''));
        expect(after.slice(1)).toEqual(before.slice(1));
        await turn(leyla.page, 'en');
    });

    it('is without a fault: the list of channels', async () => {
        await ingrid.admit(leyla.name);
        await leyla.page.locator('#dialogue-title').waitFor({ timeout: 60_000 });
        await look('empty list', leyla.page);
        await ingrid.createChannel(title);
        await leyla.page.locator('[data-channel]', { hasText: title }).waitFor({ timeout: 60_000 });
        await look('list', leyla.page);
    });

    it('is without a fault: a conversation', async () => {
        await leyla.enter(title);
        await leyla.say('Good morning');
        await ingrid.send(title, 'صباح الخير، نص طويل بعض الشيء كي يملأ أكثر من سطر واحد على الهاتف');
        await ingrid.send(title, 'https://example.org/a-very-long-word-that-has-no-place-to-break-and-goes-on-and-on-and-on-and-on');
        await expect.poll(async () => (await leyla.lines()).length, { timeout: 60_000 }).toBe(3);
        await look('conversation', leyla.page);
    });

    it('is without a fault: the Charter, read by a member', async () => {
        const back = leyla.button('talk.back').locator('visible=true');
        if ((await back.count()) > 0) {
            await back.click();
        }
        await leyla.button('charter.title').click();
        await leyla.page.getByLabel(leyla.words('charter.digits')).waitFor();
        const { faults } = await judge(leyla.page);
        expect(faults).toEqual([]);
        await leyla.page.keyboard.press('Escape');
    });

    it('is without a fault: the sheet of the device, and the lock', async () => {
        await leyla.button('device').locator('visible=true').first().click();
        await leyla.page.locator('dialog[open]').waitFor();
        const { faults } = await judge(leyla.page);
        expect(faults).toEqual([]);
        await leyla.page.keyboard.press('Escape');
        await leyla.lock();
        await look('lock', leyla.page);
    });
});

describe('The keyboard alone', () => {
    it('leads from the link to a sent message, and the focus is always seen', async () => {
        const noor = await WebPerson.open(stage, relay, 'Noor', { shape: 'desktop', locale: 'en' }, false);
        const { page } = noor;
        const word = noor.words;
        await page.goto(await ingrid.invite('coast'));
        await noor.sees('sees.title');
        await page.locator('.card').waitFor();

        await tabTo(page, word('invitation.name'));
        await page.keyboard.type(noor.name);
        await tabTo(page, word('invitation.read'));
        await page.keyboard.press('Enter');
        await noor.sees('passphrase.title');
        await tabTo(page, word('passphrase.label'));
        await page.keyboard.type(noor.passphrase);
        await tabTo(page, word('passphrase.again'));
        await page.keyboard.type(noor.passphrase);
        await tabTo(page, word('passphrase.ask'));
        await page.keyboard.press('Enter');
        await noor.sees('wait.asking', 'wait.asked', 'wait.digits');
        await ingrid.request(noor.name);
        await noor.sees('wait.digits');
        await tabTo(page, word('wait.same'));
        await page.keyboard.press('Space');
        await page.getByText(word('wait.isSame'), { exact: true }).waitFor();
        await ingrid.admit(noor.name);
        await page.locator('#dialogue-title').waitFor({ timeout: 60_000 });
        await ingrid.add(title, noor.name);
        await page.locator('[data-channel]').waitFor({ timeout: 60_000 });
        await tabTo(page, title);
        await page.keyboard.press('Enter');
        await page.getByRole('log').waitFor();
        await tabTo(page, word('write.label'));
        await page.keyboard.type('By keyboard alone');
        await page.keyboard.press('Enter');
        // Nobody else of this side is here, so the page asks once.
        await page.locator('dialog[open]').waitFor();
        await tabTo(page, word('check.send').replace('{channel}', title));
        await page.keyboard.press('Enter');
        await page.getByRole('log').getByText('By keyboard alone', { exact: true }).waitFor();

        await expect
            .poll(async () => (await ingrid.read(title)).map(({ text }) => text), { timeout: 60_000 })
            .toContain('By keyboard alone');
    });
});

/** Presses Tab until the focus is on something named so; on the way every stop must be seen. */
async function tabTo(page: Page, name: string): Promise<void> {
    const at = () =>
        page.evaluate(() => {
            const { activeElement: element } = document;
            if (!(element instanceof HTMLElement) || element === document.body) {
                return { label: '', isSeen: true };
            }
            const label = (element as HTMLInputElement).labels?.[0]?.textContent ?? element.ariaLabel ?? element.textContent;
            const style = getComputedStyle(element);
            const isRinged = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
            const box = element.getBoundingClientRect();
            const isInside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
            return {
                label: label
                    .replace(/[\u2066-\u2069]/g, '')
                    .replace(/\s+/g, ' ')
                    .trim(),
                isSeen: isRinged && isInside,
            };
        });
    const stops: string[] = [];
    for (let step = 0; step < 40; step++) {
        const { label, isSeen } = await at();
        stops.push(label);
        if (label.startsWith(name)) {
            expect(isSeen, label).toBe(true);
            return;
        }
        await page.keyboard.press('Tab');
        const next = await at();
        expect(next.isSeen, `after ${label}: ${next.label}`).toBe(true);
        counted.stops++;
    }
    throw new Error(`no way to ${name}, only to ${stops.join(' | ')}`);
}
