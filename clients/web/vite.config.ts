import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { messages } from './build/messages.mjs';
import { preload } from './build/preload.mjs';
import { release } from './build/release.mjs';
import { smallest, withoutUnreadWords, withoutUnusedParts } from './build/smaller.mjs';

type Modules = { getModuleInfo(id: string): { readonly importers: readonly string[] } | null };

/** A piece of all that a module needs to start, with or without the module itself. */
function neededBy(root: RegExp, piece: string, withRoot: boolean) {
    const name = (id: string, modules: Modules): string | null => {
        if (!withRoot && root.test(id)) return null;
        const above = new Set([id]);
        for (const one of above) modules.getModuleInfo(one)?.importers.forEach((importer) => above.add(importer));
        return [...above].some((one) => root.test(one)) ? piece : null;
    };
    return { name, debugName: piece };
}

/** What is read by the bundler only is not sent; licences are. */
const comments = { annotation: false, jsdoc: false, legal: true };

export default defineConfig({
    plugins: [messages(), svelte(), smallest(), preload(), release()],
    resolve: { alias: [withoutUnusedParts] },
    base: '/',
    build: {
        target: 'es2022',
        assetsInlineLimit: 0,
        cssCodeSplit: false,
        sourcemap: false,
        modulePreload: { polyfill: false },
        rolldownOptions: {
            output: {
                comments,
                codeSplitting: {
                    groups: [
                        // The choice of the language runs before the rest is here: build/preload.mjs.
                        { name: 'language', priority: 2, test: /src\/app\/i18n\/(catalogs|generated\/first)\.ts$|vite\/preload-helper/ },
                        // Browsers fetch six files at a time: a seventh would cost a slow line a round more.
                        { ...neededBy(/src\/app\/main\.ts$/, 'page', false), priority: 1 },
                        // What comes after the first screen comes as one: many small pieces are larger than one.
                        { name: 'entering', priority: 1, test: /src\/app\/features\/(founding\/|welcome\/(NoLink|Passphrase)).*\.svelte/ },
                        {
                            name: 'screens',
                            test: /src\/app\/(.*Sheet|features\/(about\/|channels\/|channel\/|lock\/|welcome\/Waiting).*)\.svelte/,
                        },
                    ],
                },
            },
        },
    },
    worker: {
        format: 'es',
        plugins: () => [withoutUnreadWords(), smallest()],
        rolldownOptions: {
            output: {
                comments,
                // Pieces of at most 45 KB: on a bad link each arrives, or is asked for again, by itself.
                // Each takes along what it needs and no earlier one has: so no two import each other, and none has to be wrapped for it.
                codeSplitting: {
                    groups: [
                        { ...neededBy(/src\/worker\/entry\.ts$/, 'entry', true), priority: 5 },
                        { name: 'mls', priority: 3, test: /src\/core\/mls\/(?!crypto|mlsException)/ },
                        {
                            name: 'channels',
                            priority: 2,
                            test: /src\/core\/(channels\/(?!channelFailure|policyD|stewardD|channelRebuild)|policy|content\/)/,
                        },
                        { ...neededBy(/src\/worker\/deviceParts\.ts$/, 'device', false), priority: 1 },
                        // Only who signs for others loads it.
                        neededBy(/src\/worker\/desks\.ts$/, 'papers', false),
                    ],
                },
            },
        },
    },
});
