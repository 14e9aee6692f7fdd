import { afterAll, describe, expect, test, vi } from 'vitest';
import { refusalFiles } from '../../../../tests/recordedRefusals.ts';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { liveSecrets } from '../../../../tests/secretLedger.ts';

vi.mock('../crypto/secret.ts', async (original) =>
    import('../../../../tests/secretLedger.ts').then(async ({ watched }) => watched(await original())),
);

// What the C# engine refuses, with the bytes it refuses and the right twins of them (tests/vectors/mls/refusals): the same rules here.

const minRefusals = 200;
const minRules = 70;
const counted = { refused: 0, accepted: 0, rules: new Set<string>() };

describe.each(refusalFiles())('recorded $name', ({ cases }) => {
    test.each(cases)('$name', async ({ steps }) => {
        for (const [number, step] of steps.entries()) {
            const before = liveSecrets();
            if (step.refused === undefined) {
                expect(await step.run(), `step ${number}`).toBe(step.gives);
                counted.accepted++;
            } else {
                await expectRefusal(step.refused, () => step.run());
                counted.refused++;
                counted.rules.add(step.refused);
            }
            expect(liveSecrets(), `secrets that outlive step ${number}`).toBe(before);
        }
    });
});

afterAll(() => {
    const { refused, accepted, rules } = counted;
    console.log(`measured: recorded refusals: ${refused} refused by ${rules.size} rules, ${accepted} right twins taken`);
    expect(refused).toBeGreaterThanOrEqual(minRefusals);
    expect(rules.size).toBeGreaterThanOrEqual(minRules);
});
