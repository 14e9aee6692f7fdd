import { describe, expect, test } from 'vitest';
import { card, facilitator, filled, key, now, opaque, seed, stranger, World } from '../../../tests/world.ts';
import { MalformedObjectException } from '../cbor/malformedObjectException.ts';
import { pad } from '../cbor/sizeClasses.ts';
import { HpkeKeyPair } from '../mls/crypto/hpkeKeyPair.ts';
import { MlsException } from '../mls/mlsException.ts';
import { LetterKind, type Letter } from './letter.ts';
import { letterSuite, openLetter, sealLetter } from './letterSeal.ts';
import { Roles } from './roles.ts';
import { openPackage, sealPackage } from './sealedPackage.ts';

const mailbox = opaque(1, 16);
const keys = await HpkeKeyPair.generate(letterSuite);
const letter: Letter = {
    kind: LetterKind.reply,
    mailbox,
    sender: key(facilitator),
    senderAdmission: undefined,
    body: filled(9, 40),
    hour: now,
};
const seal = (value = letter, by = facilitator) => sealLetter(value, seed(by), keys.publicKey);

describe('a letter', () => {
    test('opens in the mailbox it names, with its sender and body', async () => {
        const bytes = await seal();
        expect(await openLetter(bytes, mailbox, keys)).toEqual(letter);
        expect(bytes).toHaveLength(letterSuite.kemPublicKeyBytes + 256 + 16);
        expect(await seal()).not.toEqual(bytes);
    });

    test('carries the admission of its sender and of nobody else', async () => {
        const world = await World.solo();
        const own = { ...letter, senderAdmission: await world.admit(facilitator, undefined, Roles.facilitator) };
        expect(await openLetter(await seal(own), mailbox, keys)).toEqual(own);
        const others = { ...letter, senderAdmission: await world.admit(stranger, undefined, Roles.participant) };
        await expect(openLetter(await seal(others), mailbox, keys)).rejects.toThrow(MalformedObjectException);
    });

    test('is refused in another mailbox, by another key, changed or cut short', async () => {
        const bytes = await seal();
        const other = await HpkeKeyPair.generate(letterSuite);
        const elsewhere = await seal({ ...letter, mailbox: opaque(2, 16) });
        const changed = bytes.map((byte, at) => (at === 60 ? byte ^ 1 : byte));
        for (const [sealed, of, pair] of [
            [bytes, opaque(2, 16), keys],
            [bytes, mailbox, other],
            [changed, mailbox, keys],
            [bytes.subarray(0, 32), mailbox, keys],
            [new Uint8Array(300), mailbox, keys],
            [elsewhere, mailbox, keys],
        ] as const) {
            await expect(openLetter(sealed, of, pair)).rejects.toThrow(MalformedObjectException);
        }
    });

    test("is signed with its sender's seed, and sealed to a key", async () => {
        await expect(seal(letter, stranger)).rejects.toThrow(RangeError);
        await expect(sealLetter(letter, seed(facilitator), new Uint8Array(32))).rejects.toThrow(MlsException);
    });
});

describe('a sealed package', () => {
    const keyPackage = filled(5, 300);

    test('opens with the card of its mailbox, and is of one size with others', () => {
        const sealed = sealPackage(keyPackage, card(1));
        expect(openPackage(sealed, card(1))).toEqual(keyPackage);
        expect(sealed).toHaveLength(24 + pad(keyPackage).length + 16);
        expect(sealPackage(filled(5, 400), card(1))).toHaveLength(sealed.length);
        expect(sealPackage(keyPackage, card(1))).not.toEqual(sealed);
    });

    test('is refused with another card, changed or cut short', () => {
        const sealed = sealPackage(keyPackage, card(1));
        const changed = sealed.map((byte, at) => (at === 30 ? byte ^ 1 : byte));
        for (const [bytes, of] of [
            [sealed, card(2)],
            [sealed, { ...card(1), packageKey: filled(1, 32) }],
            [changed, card(1)],
            [sealed.subarray(0, 24), card(1)],
        ] as const) {
            expect(() => openPackage(bytes, of)).toThrow(MalformedObjectException);
        }
    });
});
