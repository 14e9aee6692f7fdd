import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { messages } from './build/messages.mjs';
import { preload } from './build/preload.mjs';
import { release } from './build/release.mjs';

export default defineConfig({
    plugins: [messages(), svelte(), preload(), release()],
    base: '/',
    build: {
        target: 'es2022',
        assetsInlineLimit: 0,
        cssCodeSplit: false,
        sourcemap: false,
        modulePreload: { polyfill: false },
        rolldownOptions: {
            // The choice of the language runs before the rest is here: build/preload.mjs.
            output: { codeSplitting: { groups: [{ name: 'language', test: /src\/app\/i18n\/catalogs\.ts|vite\/preload-helper/ }] } },
        },
    },
    worker: {
        format: 'es',
        rolldownOptions: {
            output: {
                // Pieces of at most 45 KB: on a bad link each arrives, or is asked for again, by itself.
                // Pieces that import each other run in the order of their sources only so.
                strictExecutionOrder: true,
                codeSplitting: {
                    includeDependenciesRecursively: false,
                    groups: [
                        { name: 'mls', test: /src\/core\/mls\/(?!crypto|mlsException)/ },
                        { name: 'channels', test: /src\/core\/(channels\/(?!channelFailure)|policy|content\/)/ },
                    ],
                },
            },
        },
    },
});
