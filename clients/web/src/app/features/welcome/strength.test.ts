import { expect, test } from 'vitest';
import { isEnough, strengthOf } from './strength.ts';

test.each([
    ['', 'short'],
    ['coffee', 'short'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'short'],
    ['coffee pot', 'weak'],
    ['dog dog dog dog dog dog', 'short'],
    ['coffee window river seven', 'good'],
    ['نافذة نهر قهوة سبعة', 'good'],
    ['coffee window river seven onward tall', 'strong'],
] as const)('%s is %s', (passphrase, strength) => {
    expect(strengthOf(passphrase)).toBe(strength);
    expect(isEnough(passphrase)).toBe(strength === 'good' || strength === 'strong');
});
