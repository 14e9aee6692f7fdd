import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CliPerson } from './cli.ts';
import { Relay } from './relay.ts';
import { type Running, Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

/** infra/demo.sh under way. */
class Demo implements Running {
    out = '';
    error = '';
    readonly ended: Promise<number | null>;
    readonly #script;

    constructor(...words: readonly string[]) {
        const script = join(import.meta.dirname, '../../../../infra/demo.sh');
        this.#script = spawn('bash', [script, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
        this.#script.stdout.on('data', (bytes: Buffer) => (this.out += bytes.toString()));
        this.#script.stderr.on('data', (bytes: Buffer) => (this.error += bytes.toString()));
        this.ended = once(this.#script, 'close').then(([code]) => code as number | null);
    }

    /** Ctrl-C. */
    interrupt(): void {
        this.#script.kill('SIGINT');
    }

    async end(): Promise<readonly string[]> {
        if (this.#script.exitCode === null) {
            this.interrupt();
            await this.ended;
        }
        return [];
    }
}

const stage = new Stage();
let relay: Relay;

beforeAll(async () => {
    relay = await Relay.start(stage);
});

afterAll(() => stage.end());

it(
    'the demonstration fills a relay, a guest who opens its link is let in and spoken to, and Ctrl-C ends it',
    { timeout: 400_000 },
    async () => {
        const homes = stage.in('homes');
        const demo = stage.add(new Demo('--people', '2', '--homes', homes, relay.beginLink));

        await expect.poll(() => demo.out, { timeout: 240_000, message: demo.error }).toContain('of Coast: ');
        expect(demo.out).toContain('THIS IS A DEMONSTRATION');
        const sana = new CliPerson(stage, 'Sana', 'homes/h1', /passphrase\n +(.+)\n/.exec(demo.out)?.[1]);
        const texts = async () => (await sana.read('Plenary')).map(({ text }) => text);
        expect(await texts()).toEqual(
            expect.arrayContaining(['Welcome home, all of you. How was re-entry?', expect.stringMatching(/^حاجة الساحل/)]),
        );
        expect((await sana.json<readonly { readonly title: string }[]>('channels')).map(({ title }) => title).toSorted()).toEqual([
            'Hill caucus',
            'Plenary',
            'Sana',
        ]);

        const again = stage.add(new Demo('--homes', homes, relay.beginLink));
        expect([await again.ended, again.error]).toEqual([1, expect.stringContaining(`${homes} exists already`)]);

        const guest = await WebPerson.open(stage, relay, 'Guest of the lake', { shape: 'phone', locale: 'ar' });
        await guest.arrive(/of Coast: (\S+)/.exec(demo.out)?.[1] ?? '');
        await guest.ask();
        await guest.enter('Plenary');
        await guest.page.getByRole('log').getByText('أهلاً بك على ضفة البحيرة.').waitFor({ timeout: 60_000 });
        expect(await texts()).toContain('أهلاً بك على ضفة البحيرة.');

        demo.interrupt();
        expect(await demo.ended).toBe(130);
        expect(existsSync(homes)).toBe(true);
    },
);

it('a demonstration that cannot be finished, or is interrupted, leaves nothing behind', async () => {
    const homes = stage.in('unfinished');
    const used = stage.add(new Demo('--no-play', '--homes', homes, relay.beginLink));
    expect([await used.ended, used.error]).toEqual([1, expect.stringContaining('not finished')]);

    const interrupted = stage.add(new Demo('--homes', homes, relay.beginLink));
    await expect.poll(() => existsSync(homes)).toBe(true);
    interrupted.interrupt();
    expect(await interrupted.ended).toBe(130);

    expect(existsSync(homes)).toBe(false);
});
