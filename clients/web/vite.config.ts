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
                        // Only who signs for others loads it; what the channels know of papers and people is left out.
                        {
                            name: 'papers',
                            test: /src\/(core\/(papers\/(?!paper(Failure|Object)?\.ts|storedPaper)|admissions\/(?!deskFailure|isReturn|admissionNotices|peopleDirectory|storedPerson)|amendments\/(?!charterAdoption|charterFailure)|founding\/(?!cofounder|foundingAnswer)|revocations\/(cutDesk|revocationEffect))|worker\/desks)/,
                        },
                        { name: 'channels', test: /src\/core\/(channels\/(?!channelFailure)|policy|content\/)/ },
                    ],
                },
            },
        },
    },
});
