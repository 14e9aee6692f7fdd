import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { VectorCase } from '../../../../tests/vectors/vectorCase.ts';
import { followCase } from '../../../../tests/vectors/passiveClient.ts';
import { findCipherSuite } from '../crypto/cipherSuite.ts';

// The cases in tests/vectors/mls, which every clone has: those of the C# core and those of npm ts-mls 1.6.4, recorded once.
const folder = resolve(import.meta.dirname, '../../../../../../tests/vectors/mls');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

test('there are two voices', () => {
    expect(files.length).toBeGreaterThanOrEqual(2);
});

test.each(files)('every recorded case of %s is followed', { timeout: 120_000 }, async (file) => {
    const cases = JSON.parse(readFileSync(join(folder, file), 'utf8')) as VectorCase[];
    const ran = new Map<number, number>();
    for (const [number, item] of cases.entries()) {
        const suite = findCipherSuite(item['cipher_suite'] as number);
        if (suite === undefined) continue;
        ran.set(suite.id, (ran.get(suite.id) ?? 0) + 1);
        await followCase(item, suite).catch((cause: unknown) => {
            throw new Error(`${file}, case ${number}: ${String(cause)}`, { cause });
        });
    }
    expect(ran.get(1)).toBeGreaterThanOrEqual(9);
    expect(ran.get(3)).toBeGreaterThanOrEqual(9);
    console.log(`measured: ${file}: ${[...ran].map(([suite, count]) => `suite ${suite}: ${count}`).join(', ')}`);
});

test('a wrong authenticator is noticed', async () => {
    const cases = JSON.parse(readFileSync(join(folder, files[0]!), 'utf8')) as VectorCase[];
    const item = cases.find((each) => each['cipher_suite'] === 3)!;
    const wrong = { ...item, initial_epoch_authenticator: (item['initial_epoch_authenticator'] as string).replace(/.$/, 'x') };
    await expect(followCase(item, findCipherSuite(3)!)).resolves.toBeUndefined();
    await expect(followCase(wrong, findCipherSuite(3)!)).rejects.toThrow('the first authenticator');
});
