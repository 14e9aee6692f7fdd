// Puts what was built where the relay serves it, with a copy of each text file in brotli and gzip where that is smaller.
//   node build/publish.js <folder>
// The folder is replaced as a whole.
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const texts = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.txt', '.svg']);
const encodings = [
    ['.br', (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })],
    ['.gz', (bytes) => gzipSync(bytes, { level: 9 })],
];

const target = process.argv[2];
if (target === undefined) {
    throw new Error('usage: node build/publish.js <folder>');
}

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const next = `${target}.next`;
rmSync(next, { recursive: true, force: true });
cpSync(dist, next, { recursive: true });

for (const entry of readdirSync(next, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !texts.has(extname(entry.name))) {
        continue;
    }
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    for (const [ending, compress] of encodings) {
        const compressed = compress(bytes);
        if (compressed.length < bytes.length) {
            writeFileSync(path + ending, compressed);
        }
    }
}

rmSync(target, { recursive: true, force: true });
renameSync(next, target);
