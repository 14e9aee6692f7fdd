import type { Locator, Page } from 'playwright-core';
import type { ChannelView } from '../../src/worker/api.ts';
import { BrowserPerson, type Setting } from './browser.ts';
import type { CliPerson } from './cli.ts';
import type { Relay } from './relay.ts';
import { digitsOnScreen, linesOf, type Shown, wordsIn } from './screen.ts';
import type { Stage } from './stage.ts';
import { tap, type Overheard } from './tap.ts';
import { Wire } from './wire.ts';

const patience = 60_000;

/** Somebody who takes part in a dialogue with the page alone, by what is written on it. */
export class WebPerson {
    readonly name: string;
    readonly passphrase: string;
    readonly browser: BrowserPerson;
    readonly wire: Wire;
    readonly setting: Setting;
    /** What page and worker said to each other. */
    readonly overheard: Overheard[] = [];
    /** Everything that was written to the console. */
    readonly console: string[] = [];
    readonly #relay: Pick<Relay, 'url'>;
    readonly #isTapped: boolean;

    private constructor(
        relay: Pick<Relay, 'url'>,
        name: string,
        setting: Setting,
        parts: { browser: BrowserPerson; wire: Wire; isTapped: boolean },
    ) {
        this.name = name;
        this.passphrase = `${name} keeps nine herons over the reed bank`;
        this.#relay = relay;
        this.setting = setting;
        this.browser = parts.browser;
        this.wire = parts.wire;
        this.#isTapped = parts.isTapped;
        // A relay or a line that is down shows in the console; whether all is well then is seen in the talk.
        this.browser.announce(/WebSocket connection to|ERR_(CONNECTION|EMPTY_RESPONSE|SOCKET|INTERNET)/);
    }

    static async open(
        stage: Stage,
        relay: Pick<Relay, 'url'>,
        name: string,
        setting: Setting,
        isTapped = true,
        flags: readonly string[] = [],
    ): Promise<WebPerson> {
        const wire = await Wire.lay(stage, relay);
        const browser = await BrowserPerson.open(stage, name.replace(/\W/g, '-'), setting, [wire.flag, ...flags]);
        const person = new WebPerson(relay, name, setting, { browser, wire, isTapped });
        await person.#listen();
        return person;
    }

    get page(): Page {
        return this.browser.page;
    }

    /** The page's words in the language that it shows. */
    get words(): (key: string) => string {
        return wordsIn(this.setting.locale);
    }

    button(key: string): Locator {
        return this.page.getByRole('button', { name: this.words(key), exact: true });
    }

    /** Waits until this is what the screen is about. */
    async sees(...keys: readonly string[]): Promise<void> {
        const texts = keys.map((key) => this.words(key));
        await this.page.waitForFunction((all) => all.includes(document.querySelector('h1')?.textContent ?? ''), texts, {
            timeout: patience,
        });
    }

    /** Opens an invitation. */
    async arrive(link: string): Promise<void> {
        await this.page.goto(link);
        await this.sees('sees.title');
        await this.page.locator('.card').waitFor({ timeout: patience });
    }

    /** Gives a name and a passphrase; then the request is on its way. */
    async ask(): Promise<void> {
        await this.page.getByLabel(this.words('invitation.name')).fill(this.name);
        await this.button('invitation.read').click();
        await this.sees('passphrase.title');
        await this.page.getByLabel(this.words('passphrase.label'), { exact: true }).fill(this.passphrase);
        await this.page.getByLabel(this.words('passphrase.again'), { exact: true }).fill(this.passphrase);
        await this.button('passphrase.ask').click();
        await this.sees('wait.asking', 'wait.asked', 'wait.digits', 'wait.gathering', 'wait.inDoubt');
    }

    /** The digits as they are seen, once they are there. */
    async digits(): Promise<readonly string[]> {
        await this.sees('wait.digits');
        return digitsOnScreen(this.page);
    }

    /** The digits of the Charter that is to be signed, once it has come. */
    async charterDigits(): Promise<readonly string[]> {
        await this.button('charter.read').click();
        await this.page.getByLabel(this.words('charter.digits')).waitFor({ timeout: patience });
        return digitsOnScreen(this.page);
    }

    /** From the link, which is returned, to the list of channels; who compares the digits is the officer at the command line. */
    async join(officer: CliPerson, party: string): Promise<string> {
        const link = await officer.invite(party);
        await this.arrive(link);
        await this.ask();
        await officer.request(this.name);
        await this.digits();
        await officer.admit(this.name);
        await this.page.locator('#dialogue-title').waitFor({ timeout: patience });
        return link;
    }

    /** Opens a channel once it is in the list. */
    async enter(title: string): Promise<void> {
        await this.page.locator('[data-channel]', { hasText: title }).click({ timeout: patience });
        await this.page.getByRole('log').waitFor({ timeout: patience });
    }

    /** Writes in the open channel; when the page asks whether the place is right, it is. */
    async say(text: string): Promise<void> {
        const field = this.page.locator('textarea');
        await field.fill(text);
        await (this.setting.shape === 'desktop' ? field.press('Enter') : this.page.locator('form button[type=submit]').click());
        const question = this.page.locator('dialog[open] .pair button').last();
        await this.page.waitForFunction(() => document.querySelector('textarea')?.value === '' || document.querySelector('dialog[open]'));
        if (await question.isVisible()) {
            await question.click();
        }
        await this.page.waitForFunction(() => document.querySelector('textarea')?.value === '');
    }

    /**
     * Writes as fast as the page takes it, until all is kept or the page is gone; `kept` is told of each text that the page let go of.
     */
    async flood(texts: readonly string[], kept: (text: string) => void): Promise<void> {
        await this.page.exposeFunction('kept', kept).catch(() => undefined);
        await this.page.evaluate(async (all) => {
            const field = document.querySelector('textarea') as HTMLTextAreaElement;
            for (const text of all) {
                field.value = text;
                field.dispatchEvent(new Event('input', { bubbles: true }));
                field.form?.requestSubmit();
                while (field.value !== '') {
                    await new Promise((next) => setTimeout(next, 1));
                }
                (globalThis as unknown as { kept(text: string): void }).kept(text);
            }
        }, texts);
    }

    /** All texts of the open channel, from its beginning. */
    async lines(): Promise<readonly Shown[]> {
        const earlier = this.button('talk.earlier');
        while (await earlier.isVisible()) {
            const before = (await linesOf(this.page, this.name)).length;
            await earlier.click();
            await this.page.waitForFunction((count) => document.querySelectorAll('[role=log] .msg').length > count, before);
        }
        return linesOf(this.page, this.name);
    }

    /** How many own texts are kept here and not in the channel's log. */
    async waiting(): Promise<number> {
        return this.page.locator('[role=log] .wait').count();
    }

    /** The newest that the worker told of a channel. */
    channel(title: string): ChannelView | undefined {
        return this.overheard
            .flatMap(({ from, message }) => (from === 'worker' ? channelsIn(message) : []))
            .findLast((one) => one.title === title);
    }

    /** Does not wait for the next attempt to reach the relay. */
    async hurry(): Promise<void> {
        const button = this.button('offline.hurry');
        if (await button.isVisible()) {
            await button.click().catch(() => undefined);
        }
    }

    async lock(): Promise<void> {
        await this.button('lock').locator('visible=true').first().click();
        await this.sees('unlock.title');
    }

    async unlock(): Promise<void> {
        await this.sees('unlock.title');
        await this.page.getByLabel(this.words('passphrase.label'), { exact: true }).fill(this.passphrase);
        await this.button('unlock.open').click();
        await this.page.locator('#dialogue-title').waitFor({ timeout: patience });
    }

    /** Comes back to the page with the passphrase, as after a restart of the browser. */
    async returnTo(title: string): Promise<void> {
        await this.page.goto(this.#relay.url);
        await this.unlock();
        await this.enter(title);
    }

    /** SIGKILL to the browser, and a new one on the same profile. */
    async kill(): Promise<void> {
        await this.browser.kill();
    }

    async reopen(): Promise<void> {
        await this.browser.open();
        await this.#listen();
    }

    async #listen(): Promise<void> {
        this.browser.context.on('console', (message) => this.console.push(message.text()));
        if (this.#isTapped) {
            await tap(this.page, (one) => this.overheard.push(one));
        }
    }
}

/** The channels that a message of the worker describes. */
function channelsIn(message: unknown): readonly ChannelView[] {
    const { channels, talk, value } = message as { channels?: ChannelView[]; talk?: { channel: ChannelView }; value?: unknown };
    const answer = value as ChannelView[] | { channel?: ChannelView } | undefined;
    const answered = Array.isArray(answer) ? answer : answer?.channel === undefined ? [] : [answer.channel];
    return [...(channels ?? []), ...(talk === undefined ? [] : [talk.channel]), ...answered];
}
