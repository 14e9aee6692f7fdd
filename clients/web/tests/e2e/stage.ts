import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The tree that is tested. */
const root = join(import.meta.dirname, '..', '..', '..', '..');

/** What `bash infra/run.sh --build-only` made. */
export function built(path: string): string {
    const file = join(root, 'artifacts', path);
    if (!existsSync(file)) {
        throw new Error(`${file} is missing: run bash infra/run.sh --build-only`);
    }
    return file;
}

/** Something that a test started and that ends with it. */
export interface Running {
    /** What went wrong and was not foreseen; empty when all is well. */
    end(): Promise<readonly string[]>;
}

/**
 * One test file's directory and everything running in it: `afterAll(() => stage.end())` ends it, in the opposite order of starting,
 * and fails when a page or a program complained about something that no test had announced.
 */
export class Stage {
    readonly directory = mkdtempSync(join(tmpdir(), 'sd-web-'));
    readonly #running: Running[] = [];

    add<One extends Running>(running: One): One {
        this.#running.push(running);
        return running;
    }

    in(...names: readonly string[]): string {
        return join(this.directory, ...names);
    }

    async end(): Promise<void> {
        const faults: string[] = [];
        for (const running of this.#running.splice(0).reverse()) {
            faults.push(...(await running.end()));
        }
        rmSync(this.directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
        if (faults.length > 0) {
            throw new Error(`not announced:\n${faults.join('\n')}`);
        }
    }
}
