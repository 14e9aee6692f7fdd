import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { built, type Running, type Stage } from './stage.ts';

/**
 * A hostile relay with the people around it: tests/SecureDialogue.Adversary.Tests as a program (Scene/HostileScene.cs says which words it
 * knows). Its founder is at the real client, its other members are modified ones.
 */
export class HostileScene implements Running {
    readonly #process: ChildProcess;
    readonly #lines: Interface;
    #errors = '';
    #url = '';

    private constructor(process: ChildProcess) {
        this.#process = process;
        this.#lines = createInterface(process.stdout!);
        process.stderr?.on('data', (bytes: Buffer) => (this.#errors += bytes.toString()));
    }

    static async start(stage: Stage): Promise<HostileScene> {
        const program = built('bin/SecureDialogue.Adversary.Tests/debug/SecureDialogue.Adversary.Tests.dll');
        const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '0' };
        const pages = built('publish/SecureDialogue.Server/release/wwwroot');
        const scene = stage.add(new HostileScene(spawn('dotnet', ['exec', program, pages], { env, stdio: 'pipe' })));
        scene.#url = await scene.#line();
        return scene;
    }

    /** Where browsers find their relay. */
    get url(): string {
        return this.#url;
    }

    /** Has it do something; its answer. One at a time. */
    async ask<Answer>(...words: readonly string[]): Promise<Answer> {
        const answer = this.#line();
        this.#process.stdin?.write(`${JSON.stringify(words)}\n`);
        return JSON.parse(await answer) as Answer;
    }

    async end(): Promise<readonly string[]> {
        if (this.#isRunning()) {
            const ended = once(this.#process, 'exit');
            this.#process.stdin?.end();
            await ended;
        }
        return this.#errors === '' ? [] : [`the scene wrote: ${this.#errors}`];
    }

    /** A program that was aborted has a signal and no code. */
    #isRunning(): boolean {
        return this.#process.exitCode === null && this.#process.signalCode === null;
    }

    #line(): Promise<string> {
        return new Promise((done, failed) => {
            const ended = (): void => failed(new Error(`the scene ended: ${this.#errors}`));
            if (!this.#isRunning()) return ended();
            this.#process.once('exit', ended);
            this.#lines.once('line', (line) => {
                this.#process.off('exit', ended);
                done(line);
            });
        });
    }
}
