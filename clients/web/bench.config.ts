import { defineConfig } from 'vitest/config';

export default defineConfig({
    test: { include: ['tests/bench/bench.spec.ts'], testTimeout: 3_600_000, hookTimeout: 120_000 },
});
