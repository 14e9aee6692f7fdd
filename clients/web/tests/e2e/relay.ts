import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { built, type Running, type Stage } from './stage.ts';

const server = built('publish/SecureDialogue.Server/release/SecureDialogue.Server.dll');

async function freePort(): Promise<number> {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const address = probe.address();
    probe.close();
    if (address === null || typeof address === 'string') {
        throw new Error('no port');
    }
    return address.port;
}

/** The published relay with the built page, on a loopback port of its own that stays the same over restarts. */
export class Relay implements Running {
    readonly url: string;
    readonly data: string;
    readonly #port: number;
    readonly #settings: Readonly<Record<string, string>>;
    #process: ChildProcess | undefined;
    #errors = '';
    #begin = '';

    private constructor(port: number, data: string, settings: Readonly<Record<string, string>>) {
        this.#port = port;
        this.data = data;
        this.#settings = settings;
        this.url = `http://127.0.0.1:${port}`;
    }

    /** `settings` are named as in appsettings.json, without their section. */
    static async start(stage: Stage, settings: Readonly<Record<string, string>> = {}): Promise<Relay> {
        const relay = stage.add(new Relay(await freePort(), stage.in('relay'), settings));
        await relay.start();
        return relay;
    }

    /** The link that the first start printed. */
    get beginLink(): string {
        return this.#begin;
    }

    get pid(): number {
        const pid = this.#process?.pid;
        if (pid === undefined) {
            throw new Error('the relay is down');
        }
        return pid;
    }

    /** Starts it again with the same data; also the first time. */
    async start(): Promise<void> {
        const settings = { Port: `${this.#port}`, DataDirectory: this.data, ...this.#settings };
        const child = spawn('dotnet', [server, ...Object.entries(settings).map(([name, value]) => `--Relay:${name}=${value}`)], {
            stdio: ['ignore', 'pipe', 'pipe'],
        });
        this.#process = child;
        child.stderr.on('data', (bytes: Buffer) => (this.#errors += bytes.toString()));
        const line = await new Promise<string>((done, failed) => {
            createInterface(child.stdout).once('line', done);
            child.once('exit', () => failed(new Error(`the relay did not start: ${this.#errors}`)));
        });
        if (line.startsWith('Begin: ')) {
            this.#begin = line.slice('Begin: '.length).trim();
        }
    }

    /** SIGKILL: what it acknowledged is on its disk. */
    async kill(): Promise<void> {
        await this.#stop('SIGKILL');
    }

    /** SIGTERM, and waits. */
    async stop(): Promise<void> {
        await this.#stop('SIGTERM');
    }

    /** `relay close` on its data, as its operator types it; the relay is down meanwhile. */
    async close(key: string): Promise<{ readonly code: number; readonly text: string }> {
        const child = spawn('dotnet', [server, 'close', `--Relay:DataDirectory=${this.data}`], { stdio: ['pipe', 'pipe', 'pipe'] });
        let text = '';
        child.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()));
        child.stderr.on('data', (bytes: Buffer) => (text += bytes.toString()));
        child.stdin.end(`${key}\nERASE\n`);
        await once(child, 'close');
        return { code: child.exitCode ?? -1, text };
    }

    async end(): Promise<readonly string[]> {
        if (this.#process !== undefined) {
            await this.stop();
        }
        return this.#errors === '' ? [] : [`the relay wrote: ${this.#errors}`];
    }

    async #stop(signal: NodeJS.Signals): Promise<void> {
        const child = this.#process;
        this.#process = undefined;
        if (child !== undefined && child.exitCode === null && child.signalCode === null) {
            const ended = once(child, 'exit');
            child.kill(signal);
            await ended;
        }
    }
}
