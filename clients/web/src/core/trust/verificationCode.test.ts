import { expect, test } from 'vitest';
import { measured, readGolden } from '../../../tests/golden.ts';
import { channel, filled, opaque } from '../../../tests/world.ts';
import type { DeviceKey } from './deviceKey.ts';
import type { DialogueId } from './dialogueId.ts';
import { charterDigits } from './digits.ts';
import type { ObjectHash } from './objectHash.ts';
import { codeOfChannel, codeOfDevices, isSameCode } from './verificationCode.ts';

type Shown = { readonly digits: readonly string[]; readonly scan: string };

const golden = readGolden<{ person: Shown; channel: Shown }>('trust', 'verification');
const dialogue = opaque<DialogueId>(1, 32);
const one = opaque<DeviceKey>(0x0b, 32);
const other = opaque<DeviceKey>(0x0a, 32);
const admissions = [0x22, 0x21, 0x23].map((value) => opaque<ObjectHash>(value, 32));
const shown = { channel, epoch: 258n, authenticator: filled(0x11, 32), admissions };
const person = codeOfDevices(dialogue, one, other);
const plenary = codeOfChannel(shown);

test('twenty digits follow from two devices, from a channel and its people, and forty from a Charter', () => {
    expect(person).toMatchObject({ digits: golden.person.digits, scan: golden.person.scan });
    expect(plenary).toMatchObject({ digits: golden.channel.digits, scan: golden.channel.scan });
    expect(charterDigits(opaque<ObjectHash>(2, 32))).toEqual(readGolden<string[]>('trust', 'charterDigits'));
    expect(charterDigits(opaque<ObjectHash>(3, 32))).not.toEqual(readGolden<string[]>('trust', 'charterDigits'));
    measured('trust', 'verification.json', 2, 0);
});

test('A04: both ends see the same, and a swapped key gives others', () => {
    expect(codeOfDevices(dialogue, other, one)).toEqual(person);
    expect(codeOfDevices(dialogue, one, opaque<DeviceKey>(0x0c, 32)).digits).not.toEqual(person.digits);
    expect(codeOfDevices(opaque<DialogueId>(2, 32), one, other).digits).not.toEqual(person.digits);
});

test('A01: a ghost member, another epoch or another tree gives a channel other digits', () => {
    expect(codeOfChannel({ ...shown, admissions: [...admissions].reverse() })).toEqual(plenary);
    const others = [
        { ...shown, admissions: [...admissions, opaque<ObjectHash>(0x24, 32)] },
        { ...shown, epoch: 259n },
        { ...shown, authenticator: filled(0x12, 32) },
        { ...shown, channel: opaque(0xc1, 16) },
    ];
    for (const different of others) expect(codeOfChannel(different).digits).not.toEqual(plenary.digits);
});

test('a code is the same whole or not at all', () => {
    expect(isSameCode(person, person.hash)).toBe(true);
    expect(isSameCode(person, plenary.hash)).toBe(false);
    expect(isSameCode(person, person.hash.subarray(1))).toBe(false);
});
