import { defineConfig } from 'vitest/config';

// eslint-disable-next-line no-restricted-syntax -- what vitest asks of its configuration
export default defineConfig({
    test: {
        root: `${import.meta.dirname}/../..`,
        include: ['tests/bench/bench.spec.ts'],
        testTimeout: 3_600_000,
        hookTimeout: 120_000,
        reporters: ['default'],
    },
});
