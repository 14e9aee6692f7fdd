import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { messages } from './build/messages.mjs';

export default defineConfig({
    plugins: [messages(), svelte()],
    base: '/',
    build: {
        target: 'es2022',
        assetsInlineLimit: 0,
        cssCodeSplit: false,
        sourcemap: false,
        modulePreload: { polyfill: false },
    },
    worker: { format: 'es' },
});
