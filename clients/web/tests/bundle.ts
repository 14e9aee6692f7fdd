import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const web = join(import.meta.dirname, '..');

/** `npm run build` of a copy of the client in `folder`, so that nothing in the tree changes under the other tests. */
export function buildIn(folder: string, environment: Readonly<Record<string, string>> = {}): Bundle {
    cpSync(web, folder, { recursive: true, filter: (path) => !['node_modules', 'dist'].includes(basename(path)) });
    symlinkSync(join(web, 'node_modules'), join(folder, 'node_modules'));
    execFileSync('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn'], {
        cwd: folder,
        // A build for users, whatever runs the tests.
        env: { ...process.env, NODE_ENV: 'production', ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Bundle(join(folder, 'dist'));
}

/** What a build made: files by their path at the relay. */
export class Bundle {
    readonly files: ReadonlyMap<string, Buffer>;

    constructor(folder: string) {
        this.files = new Map(
            readdirSync(folder, { recursive: true, withFileTypes: true })
                .filter((entry) => entry.isFile())
                .map((entry) => join(entry.parentPath, entry.name))
                .sort()
                .map((path) => [`/${relative(folder, path)}`, readFileSync(path)]),
        );
    }

    /** The files with that ending, as text. */
    texts(...endings: readonly string[]): readonly { readonly path: string; readonly text: string }[] {
        return [...this.files]
            .filter(([path]) => endings.includes(extname(path)))
            .map(([path, bytes]) => ({ path, text: bytes.toString() }));
    }

    brotli(path: string): number {
        return brotliCompressSync(this.#bytes(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
    }

    gzip(path: string): number {
        return gzipSync(this.#bytes(path), { level: 9 }).length;
    }

    /**
     * What a phone loads before the button of an invitation works: the page, what it names, everything imported without condition, the
     * texts of the first language, the first screen, and the worker, which the page names by its address, with its own imports.
     */
    get first(): readonly string[] {
        const needed = new Set(['/index.html']);
        for (const path of needed) {
            const text = this.#bytes(path).toString();
            const named = path.endsWith('.html')
                ? [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((one) => one[1])
                : script(path, text);
            for (const name of named.filter((one) => one !== undefined && this.files.has(one))) {
                needed.add(name as string);
            }
        }
        return [...needed];
    }

    /** A piece, and everything that it imports without condition. */
    importsOf(path: string): readonly string[] {
        const needed = new Set([path]);
        for (const one of needed) for (const name of importedBy(one, this.#bytes(one).toString())) needed.add(name);
        return [...needed];
    }

    #bytes(path: string): Buffer {
        const bytes = this.files.get(path);
        if (bytes === undefined) {
            throw new Error(`${path} was not built`);
        }
        return bytes;
    }
}

function script(path: string, text: string): readonly string[] {
    if (!path.endsWith('.js')) {
        return [];
    }
    const loaded = [...text.matchAll(/import\(\s*["'`](\.\/[^"'`]+)["'`]/g)]
        .map((one) => one[1] as string)
        .filter((name) => /\/en(\.first)?-/.test(name));
    const workers = [...text.matchAll(/["'`](\/assets\/[^"'`]+\.js)["'`]/g)].map((one) => one[1] as string);
    return [...importedBy(path, text), ...loaded.map((name) => new URL(name, `file://${path}`).pathname), ...workers];
}

/** What a piece imports without condition. */
function importedBy(path: string, text: string): readonly string[] {
    const imports = text.matchAll(/\b(?:import|export)\s*(?:[\w*${}\s,]+?from\s*)?["'`](\.\.?\/[^"'`]+)["'`]/g);
    return [...imports].map((one) => new URL(one[1] as string, `file://${path}`).pathname);
}
