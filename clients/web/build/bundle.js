// Bundles one module and all it imports into one file, and chunks beside it, for tests that run the engine outside vitest.
//   node build/bundle.js <entry> <file> [node]
// With `node` the modules of Node.js stay imports; else the file is for a browser.
import { dirname, basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const [entry, file, platform] = process.argv.slice(2);
if (entry === undefined || file === undefined) {
    throw new Error('usage: node build/bundle.js <entry> <file> [node]');
}

// What ts-mls loads for suites that nobody here uses, and can be without.
const optional = ['@hpke/dhkem-x448', '@hpke/ml-kem', '@noble/post-quantum/ml-dsa.js'];

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
        rollupOptions: { external: optional, output: { entryFileNames: basename(file), chunkFileNames: '[name].js' } },
    },
});
