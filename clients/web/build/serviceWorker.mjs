// Builds the service worker, with the list of the other files of the release in it. It is one plain script, which browsers that know
// no modules in service workers run too.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The text of sw.js for a release. */
export async function serviceWorkerOf(release) {
    const root = fileURLToPath(new URL('..', import.meta.url));
    const [{ output }] = await build({
        configFile: false,
        root,
        logLevel: 'warn',
        publicDir: false,
        define: { __RELEASE__: JSON.stringify(release) },
        build: {
            target: 'es2022',
            write: false,
            lib: { entry: `${root}/src/serviceWorker/entry.ts`, formats: ['iife'], name: 'serviceWorker' },
        },
    });
    return output[0].code;
}
