import { execFile } from 'node:child_process';
import { built, type Stage } from './stage.ts';
import type { Relay } from './relay.ts';

export type Outcome = { readonly code: number; readonly out: string; readonly error: string };

/** An element of `dialogue requests --json`; see docs/cli.md. */
export type Request = { readonly id: string; readonly name: string; readonly party: string; readonly inDoubt: boolean };

/** An element of `dialogue read --json`. */
export type Message = {
    readonly number: number;
    readonly from: string;
    readonly kind: string;
    readonly text: string;
    readonly replyTo: { readonly number: number; readonly from: string } | null;
};

/** An element of `dialogue channels --json`. */
export type Channel = {
    readonly id: string;
    readonly title: string;
    readonly members: number;
    readonly epoch: number;
    readonly authenticator: string;
    readonly state: string;
    readonly waiting: number;
    readonly stewardSigns: boolean;
};

/** Somebody at the command line, with a home of their own. */
export class CliPerson {
    readonly name: string;
    readonly home: string;
    readonly passphrase: string;

    constructor(stage: Stage, name: string, home = `home-${name}`, passphrase = 'nine herons over the reed bank') {
        this.name = name;
        this.home = stage.in(home);
        this.passphrase = passphrase;
    }

    /** Runs a command to its end, whatever comes of it. */
    attempt(...words: readonly string[]): Promise<Outcome> {
        const env = {
            ...process.env,
            DIALOGUE_PASSPHRASE: this.passphrase,
            DIALOGUE_TRACE: '1',
            DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '0',
        };
        return new Promise((done) => {
            execFile(built('dialogue'), ['--home', this.home, ...words], { env, timeout: 60_000 }, (failure, out, error) => {
                done({ code: failure === null ? 0 : typeof failure.code === 'number' ? failure.code : -1, out, error });
            });
        });
    }

    /** Runs a command that succeeds, and gives what it wrote. */
    async run(...words: readonly string[]): Promise<string> {
        const outcome = await this.attempt(...words);
        if (outcome.code !== 0) {
            throw new Error(`${this.name}: dialogue ${words[0] ?? ''} ended with ${outcome.code}: ${outcome.error}`);
        }
        return outcome.out;
    }

    /** The same with `--json`, read as what docs/cli.md says of the command. */
    async json<Answer>(...words: readonly string[]): Promise<Answer> {
        return JSON.parse(await this.run(...words, '--json')) as Answer;
    }

    /** Opens the dialogue of a fresh relay, with the parties hill and coast; this person is its organizer. */
    async found(relay: Relay, title = 'River talks'): Promise<void> {
        const parties = ['--party', 'hill:Hill Institute', '--party', 'coast:Coast Forum'];
        await this.run('create', relay.beginLink, '--title', title, ...parties, '--name', this.name);
    }

    async invite(party = 'hill', role = 'participant'): Promise<string> {
        return (await this.run('invite', '--role', role, '--party', party)).trim();
    }

    async join(link: string): Promise<void> {
        await this.run('join', link, '--name', this.name);
    }

    /** The request of that name, once it has come. */
    async request(name: string): Promise<Request> {
        for (let attempts = 0; attempts < 60; attempts++) {
            const request = (await this.json<readonly Request[]>('requests')).find((one) => one.name === name);
            if (request !== undefined) {
                return request;
            }
            await new Promise((next) => setTimeout(next, 500));
        }
        throw new Error(`no request of ${name} came`);
    }

    /** The twenty digits as this person sees them: of their own request, or of one that they may admit. */
    async digits(request?: Request): Promise<string> {
        return (await this.json<{ readonly digits: string }>('digits', ...(request === undefined ? [] : [request.id]))).digits;
    }

    /** Admits whoever asked under that name; who compared the digits is the test. */
    async admit(name: string): Promise<void> {
        await this.run('admit', (await this.request(name)).id, '--compared');
    }

    /** Brings somebody into a channel, once their device has made that possible. */
    async add(channel: string, name: string): Promise<void> {
        for (let attempts = 0; attempts < 60; attempts++) {
            const { added } = await this.json<{ readonly added: readonly string[] }>('channel', 'add', channel, name);
            if (added.includes(name)) {
                return;
            }
            await new Promise((next) => setTimeout(next, 500));
        }
        throw new Error(`${name} could not be added`);
    }

    async remove(channel: string, name: string): Promise<void> {
        await this.run('remove', channel, name);
    }

    async channel(title: string): Promise<Channel> {
        const channel = (await this.json<readonly Channel[]>('channels')).find((one) => one.title === title);
        if (channel === undefined) {
            throw new Error(`${this.name} has no ${title}`);
        }
        return channel;
    }

    /** Opens a channel with all; those whose devices were not ready yet are brought in as soon as they are. */
    async createChannel(title: string, kind = 'plenary'): Promise<void> {
        const { waiting } = await this.json<{ readonly waiting: readonly string[] }>('channel', 'create', title, '--kind', kind, '--all');
        for (const name of waiting) {
            await this.add(title, name);
        }
    }

    async send(channel: string, text: string): Promise<void> {
        await this.run('send', channel, '--', text);
    }

    async read(channel: string): Promise<readonly Message[]> {
        return this.json<readonly Message[]>('read', channel);
    }
}
