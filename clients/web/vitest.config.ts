import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { messages } from './build/messages.mjs';

export default defineConfig({
    test: {
        projects: [
            {
                test: {
                    name: 'node',
                    environment: 'node',
                    // A busy machine; hangs are ended by the suite's share.
                    testTimeout: 60_000,
                    include: ['src/core/**/*.test.ts', 'src/worker/**/*.test.ts', 'src/serviceWorker/**/*.test.ts', 'tests/*.test.ts'],
                },
            },
            {
                plugins: [messages(), svelte(), svelteTesting()],
                test: { name: 'app', environment: 'happy-dom', testTimeout: 60_000, include: ['src/app/**/*.test.ts'] },
            },
            {
                test: {
                    name: 'chromium',
                    environment: 'node',
                    include: ['tests/e2e/**/*.spec.ts'],
                    testTimeout: 120_000,
                    hookTimeout: 120_000,
                    fileParallelism: false,
                },
            },
        ],
    },
});
