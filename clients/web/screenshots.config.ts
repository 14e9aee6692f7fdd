import { defineConfig } from 'vitest/config';

export default defineConfig({
    test: { include: ['tests/gallery/screenshots.ts'], testTimeout: 1_800_000 },
});
