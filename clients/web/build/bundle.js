// Bundles one module and all it imports into one file, for tests that run the engine outside vitest.
//   node build/bundle.js <entry> <file> [node]
// With `node` the modules of Node.js stay imports; else the file is for a browser.
import { dirname, basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const [entry, file, platform] = process.argv.slice(2);
if (entry === undefined || file === undefined) {
    throw new Error('usage: node build/bundle.js <entry> <file> [node]');
}

await build({
    configFile: false,
    root: resolve(dirname(fileURLToPath(import.meta.url)), '..'),
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
        target: 'es2022',
        ssr: platform === 'node',
        minify: platform !== 'node',
        emptyOutDir: false,
        outDir: resolve(dirname(file)),
        lib: { entry: resolve(entry), formats: ['es'], fileName: () => basename(file) },
        rollupOptions: { output: { entryFileNames: basename(file) } },
    },
});
