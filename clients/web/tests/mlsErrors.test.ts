import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { refusalFiles } from './recordedRefusals.ts';

// Each rule that the engine refuses by is refused by in some test: by a recorded case, or named in a test beside the code.

const engine = resolve(import.meta.dirname, '../src/core/mls');
const sources = readdirSync(engine, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const textOf = (isTest: boolean): string =>
    sources
        .filter((file) => file.endsWith('.test.ts') === isTest && file !== 'mlsError.ts')
        .map((file) => readFileSync(resolve(engine, file), 'utf8'))
        .join('\n');
const rules = [...readFileSync(resolve(engine, 'mlsError.ts'), 'utf8').matchAll(/\| '(\w+)'/g)].map((match) => match[1]!);

/** Nothing of a GroupInfo by which somebody joins is made or taken here (RFC 9420 §12.4.3.2). */
const notThrown = ['ExternalPubMissing'];

test('the rules are those of the C# engine', () => {
    const theirs = readFileSync(resolve(import.meta.dirname, '../../../src/SecureDialogue.Mls/MlsError.cs'), 'utf8');
    expect([...rules].sort()).toEqual([...theirs.matchAll(/^ {4}(\w+),$/gm)].map((match) => match[1]!).sort());
});

test('every rule that is refused by is asserted in a test', () => {
    const product = textOf(false);
    const thrown = rules.filter((rule) => product.includes(`'${rule}'`));
    expect(rules.filter((rule) => !thrown.includes(rule))).toEqual(notThrown);

    const recorded = new Set(
        refusalFiles().flatMap(({ cases }) => cases.flatMap(({ steps }) => steps.map(({ refused }) => refused as string))),
    );
    const tests = textOf(true);
    const asserted = thrown.filter((rule) => recorded.has(rule) || tests.includes(`'${rule}'`));
    expect(thrown.filter((rule) => !asserted.includes(rule))).toEqual([]);
    console.log(`measured: rules of the browser's engine: ${thrown.length} refused by, ${recorded.size - 1} of them in recorded cases`);
});
