import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { built, type Stage } from './stage.ts';

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A copy of the folder that a relay serves, to be changed; the relay reads it when it starts. */
export class ServedFolder {
    readonly path: string;

    constructor(stage: Stage) {
        this.path = stage.in('wwwroot');
        cpSync(built('publish/SecureDialogue.Server/release/wwwroot'), this.path, { recursive: true });
    }

    /** The number of the release that is in the folder, as people compare it. */
    get hash(): string {
        return hashOf(this.#read('/release.json'));
    }

    get files(): Readonly<Record<string, string>> {
        return (JSON.parse(this.#read('/release.json').toString()) as { files: Record<string, string> }).files;
    }

    /** Changes a file and says so nowhere, as somebody on the way would. What is returned takes it back. */
    spoil(path: string): () => void {
        const honest = this.#read(path);
        this.#write(path, Buffer.concat([honest, Buffer.from('\n')]));
        return () => this.#write(path, honest);
    }

    /** Makes another release of it, whole in itself: with another page, and another title in the window. */
    renew(title: string): void {
        const before = this.files['/index.html'] as string;
        this.#write(
            '/index.html',
            Buffer.from(
                this.#read('/index.html')
                    .toString()
                    .replace(/<title>[^<]*/, `<title>${title}`),
            ),
        );
        const after = hashOf(this.#read('/index.html'));
        const worker = hashOf(this.#read('/sw.js'));
        this.#replace('/sw.js', before, after);
        this.#replace('/release.json', before, after);
        this.#replace('/release.json', worker, hashOf(this.#read('/sw.js')));
    }

    #replace(path: string, before: string, after: string): void {
        const text = this.#read(path).toString();
        if (!text.includes(before)) throw new Error(`${path} does not say ${before}`);
        this.#write(path, Buffer.from(text.replaceAll(before, after)));
    }

    #read(path: string): Buffer {
        return readFileSync(join(this.path, path));
    }

    /** The compressed copies would still be those of the file before. */
    #write(path: string, bytes: Buffer): void {
        writeFileSync(join(this.path, path), bytes);
        for (const ending of ['.br', '.gz']) rmSync(join(this.path, path + ending), { force: true });
    }
}
