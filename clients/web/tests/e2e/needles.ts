import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of any origin, under a name. */
export type Hay = { readonly name: string; readonly bytes: Buffer };

type Needle = { readonly word: string; readonly form: string; readonly bytes: Buffer };

/** A word as whatever kept it may have written it. */
function formsOf(word: string): readonly Needle[] {
    const utf8 = Buffer.from(word, 'utf8');
    const forms: [string, Buffer][] = [
        ['UTF-8', utf8],
        ['UTF-16', Buffer.from(word, 'utf16le')],
        ['hex', Buffer.from(utf8.toString('hex'))],
        ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
        ['percent', Buffer.from(encodeURIComponent(word))],
        ['JSON', Buffer.from(JSON.stringify(word).slice(1, -1))],
        ['JSON, escaped', Buffer.from(word.replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`))],
    ];
    for (const [text, bytes] of [
        ['UTF-8', utf8],
        ['UTF-16', Buffer.from(word, 'utf16le')],
    ] as const) {
        // Where a word begins in a group of three decides how it looks; only whole characters of base64 are looked for.
        for (const shift of [0, 1, 2]) {
            const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
            const known = encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
            forms.push([`base64 of ${text}`, Buffer.from(known)]);
            forms.push([`base64url of ${text}`, Buffer.from(known.replaceAll('+', '-').replaceAll('/', '_'))]);
        }
    }
    return forms.map(([form, bytes]) => ({ word, form, bytes }));
}

/** Words to be found in bytes, in every form that hides them from a reader but not from a finder. */
export class Needles {
    readonly #needles: readonly Needle[];
    /** How many bytes were searched so far. */
    searched = 0;

    constructor(words: readonly string[]) {
        const all = words.flatMap((word) => formsOf(word));
        this.#needles = all.filter(({ bytes }, index) => all.findIndex((one) => one.bytes.equals(bytes)) === index);
    }

    get count(): number {
        return this.#needles.length;
    }

    /** Which words stand where, and in which form. */
    findIn(...hays: readonly Hay[]): readonly string[] {
        return hays.flatMap(({ name, bytes }) => {
            this.searched += bytes.length;
            return this.#needles.filter((needle) => bytes.includes(needle.bytes)).map(({ word, form }) => `${word} as ${form} in ${name}`);
        });
    }
}

/** All files in a folder; one that goes away while they are read, as a browser's helpers end, is left out. */
export function filesIn(folder: string): readonly Hay[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .flatMap((path) => {
            try {
                return [{ name: path.slice(folder.length), bytes: readFileSync(path) }];
            } catch (failure) {
                if ((failure as NodeJS.ErrnoException).code === 'ENOENT') {
                    return [];
                }
                throw failure;
            }
        });
}

/** What base64 in it stands for. */
export function decoded({ name, bytes }: Hay): Hay {
    const found = bytes.toString('latin1').match(/[A-Za-z0-9+/_-]{12,}={0,2}/g) ?? [];
    return { name: `${name}, decoded`, bytes: Buffer.concat(found.map((text) => Buffer.from(text, 'base64'))) };
}
