import { readFileSync, readdirSync } from 'node:fs';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Running, Stage } from './stage.ts';

const shapes = {
    phone: { viewport: { width: 390, height: 760 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
    desktop: { viewport: { width: 1280, height: 800 } },
} as const;

export type Setting = { readonly shape: keyof typeof shapes; readonly locale: 'en' | 'ar' };

const flags = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
];

/** The browser's own process that uses this profile; its helpers say `--type=`. */
function processOf(profile: string): number {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
        try {
            const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
            if (words.includes(`--user-data-dir=${profile}`) && !words.some((word) => word.startsWith('--type='))) {
                return Number(pid);
            }
        } catch {
            // It ended while we looked.
        }
    }
    throw new Error('the browser is not running');
}

/**
 * Somebody with a browser and a profile of their own, which a killed browser leaves as a seized or restarted device would. Whatever
 * the page complains about (console errors, exceptions, content policy, failed requests) is a fault unless a test announced it.
 */
export class BrowserPerson implements Running {
    readonly name: string;
    readonly #profile: string;
    readonly #setting: Setting;
    readonly #flags: readonly string[];
    readonly #faults: string[] = [];
    readonly #announced: RegExp[] = [];
    #context: BrowserContext | undefined;
    #page: Page | undefined;

    private constructor(stage: Stage, name: string, setting: Setting, extra: readonly string[]) {
        this.name = name;
        this.#profile = stage.in(`profile-${name}`);
        this.#setting = setting;
        this.#flags = [...flags, ...extra];
    }

    /** `extra` are flags of Chromium. */
    static async open(stage: Stage, name: string, setting: Setting, extra: readonly string[] = []): Promise<BrowserPerson> {
        const person = stage.add(new BrowserPerson(stage, name, setting, extra));
        await person.open();
        return person;
    }

    /** Where the browser keeps everything. */
    get profile(): string {
        return this.#profile;
    }

    get page(): Page {
        return this.#running(this.#page);
    }

    get context(): BrowserContext {
        return this.#running(this.#context);
    }

    /** Everything found so far that was not announced. */
    get faults(): readonly string[] {
        return this.#faults.filter((fault) => !this.#announced.some((pattern) => pattern.test(fault)));
    }

    /** Says that complaints like this one belong to the test. */
    announce(pattern: RegExp): void {
        this.#announced.push(pattern);
    }

    /** Starts the browser on the same profile; also the first time. */
    async open(): Promise<void> {
        const context = await chromium.launchPersistentContext(this.#profile, {
            executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
            headless: true,
            args: [...this.#flags],
            locale: this.#setting.locale,
            ...shapes[this.#setting.shape],
        });
        this.#context = context;
        context.on('weberror', (error) => this.#fault(`exception: ${error.error().message}`));
        context.on('console', (message) => {
            if (message.type() === 'error') {
                this.#fault(`console: ${message.text()} (${message.location().url})`);
            }
        });
        context.on('requestfailed', (request) => this.#fault(`request: ${request.url()} ${request.failure()?.errorText ?? ''}`));
        context.on('response', (response) => {
            if (response.status() >= 400) {
                this.#fault(`answer: ${response.url()} ${response.status()}`);
            }
        });
        this.#page = context.pages()[0] ?? (await context.newPage());
        await this.#watchPolicy(this.#page);
    }

    /** SIGKILL to the whole browser, as when the battery is taken out. */
    async kill(): Promise<void> {
        const closed = new Promise((done) => this.context.once('close', done));
        process.kill(processOf(this.#profile), 'SIGKILL');
        await closed;
        this.#context = undefined;
        this.#page = undefined;
    }

    /** Closes the browser, as a person does. */
    async close(): Promise<void> {
        await this.#context?.close();
        this.#context = undefined;
        this.#page = undefined;
    }

    /** Closes the browser and opens it again. */
    async reopen(): Promise<void> {
        await this.close();
        await this.open();
    }

    async end(): Promise<readonly string[]> {
        await this.close();
        return this.faults.map((fault) => `${this.name}: ${fault}`);
    }

    /** Chromium's own list of issues names violations of the content policy that reach no console. */
    async #watchPolicy(page: Page): Promise<void> {
        const session = await this.context.newCDPSession(page);
        session.on('Audits.issueAdded', ({ issue }) => {
            const details = issue.details.contentSecurityPolicyIssueDetails;
            if (details !== undefined) {
                this.#fault(`policy: ${details.violatedDirective} ${details.blockedURL ?? ''}`);
            }
        });
        await session.send('Audits.enable');
        // It says nothing of workers, which have a policy of their own: these are asked to tell.
        page.on('worker', (worker) => {
            const tell = () =>
                addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
                    console.error(`policy of the worker: ${violatedDirective} ${blockedURI}`),
                );
            // A worker that ended already has nothing to tell.
            worker.evaluate(tell).catch(() => undefined);
        });
    }

    #fault(text: string): void {
        this.#faults.push(text);
    }

    #running<One>(one: One | undefined): One {
        if (one === undefined) {
            throw new Error(`the browser of ${this.name} is closed`);
        }
        return one;
    }
}
