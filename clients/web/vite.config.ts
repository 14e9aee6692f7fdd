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
                        // What every member's device needs of people and papers, to bring further devices in.
                        {
                            name: 'channels',
                            test: /src\/core\/(channels\/(?!channelFailure)|policy|content\/|admissions\/(admissionNotices|isReturn|peopleDirectory|storedPerson)|papers\/(paper|paperObject|storedPaper)\.ts|devices\/passStock)/,
                        },
                        // Only who signs for others loads it.
                        {
                            name: 'papers',
                            test: /src\/(core\/(papers\/(?!paperFailure)|admissions\/(?!deskFailure)|amendments\/(?!charterAdoption|charterFailure)|founding\/(?!cofounder|foundingAnswer)|devices\/(deviceLinkDesk|passDesk|storedPassAsk)|revocations\/(cutDesk|revocationEffect))|worker\/desks)/,
                        },
                    ],
                },
            },
        },
    },
});
