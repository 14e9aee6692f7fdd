import { afterAll, expect, test } from 'vitest';
import { expectRefusal } from '../../../tests/refusal.ts';
import { letter, pack, signedAdmission } from '../../../tests/samples.ts';
import { card, channel, filled, opaque, seed, stranger, World } from '../../../tests/world.ts';
import { concat } from '../bytes.ts';
import { bytesOf, type Opaque } from '../cbor/opaque.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { encodeSigned, signObject } from '../cbor/signedCodec.ts';
import { MalformedObjectException } from '../cbor/malformedObjectException.ts';
import { pad, sizeClassOf } from '../cbor/sizeClasses.ts';
import { splitBundle, welcomePartCodec } from '../content/welcomePart.ts';
import { hpkeSeal } from '../mls/crypto/hpke.ts';
import { HpkeKeyPair } from '../mls/crypto/hpkeKeyPair.ts';
import { letterCodec, type Letter } from './letter.ts';
import { letterSuite, openLetter, sealLetter } from './letterSeal.ts';
import { Roles } from './roles.ts';
import { openPackage, sealPackage } from './sealedPackage.ts';
import { frame, SigningLabels } from './signingLabels.ts';

const keys = await HpkeKeyPair.deriveFrom(letterSuite, seed(0x68));
const seal = (changed: Partial<Letter> = {}) => sealLetter({ ...letter, ...changed }, seed(3), keys.publicKey);
const refused = (bytes: Uint8Array, mailbox: Opaque = letter.mailbox, by = keys) =>
    expect(openLetter(bytes, mailbox, by)).rejects.toThrow(MalformedObjectException);
const elsewhere = opaque(0x55, 16);

afterAll(() => {
    keys.dispose();
});

async function sealRaw(person: number, mailbox: Opaque): Promise<Uint8Array> {
    const signed = encodeSigned(letterCodec, await signObject(letterCodec, letter, seed(person)));
    const info = frame(SigningLabels.letter, bytesOf(mailbox));
    const { kemOutput, ciphertext } = await hpkeSeal(letterSuite, keys.publicKey, info, new Uint8Array(0), pad(signed));
    return concat(kemOutput, ciphertext);
}

test('a letter opens in the mailbox it is for and in no other', async () => {
    const bytes = await seal();
    const others = await HpkeKeyPair.deriveFrom(letterSuite, seed(0x69));
    expect(await openLetter(bytes, letter.mailbox, keys)).toStrictEqual(letter);
    await refused(bytes, elsewhere);
    await refused(bytes, letter.mailbox, others);
    others.dispose();
});

test('A16: a recipient cannot send a letter on to another mailbox', async () => {
    await refused(await sealRaw(3, elsewhere), elsewhere);
    expect(await openLetter(await sealRaw(3, letter.mailbox), letter.mailbox, keys)).toStrictEqual(letter);
});

test('a letter with a false signature or somebody else’s admission is refused', async () => {
    const own = await (await World.solo()).admit(3, undefined, Roles.facilitator);
    await refused(await sealRaw(stranger, letter.mailbox));
    await refused(await seal({ senderAdmission: signedAdmission }));
    expect((await openLetter(await seal({ senderAdmission: own }), letter.mailbox, keys)).senderAdmission).toStrictEqual(own);
    await expect(sealLetter(letter, seed(stranger), keys.publicKey)).rejects.toThrow(RangeError);
});

test('any changed byte of a letter and any cut is refused', async () => {
    const bytes = await seal();
    for (let at = 0; at < bytes.length; at += 7) {
        const changed = Uint8Array.from(bytes, (byte, i) => (i === at ? byte ^ 1 : byte));
        await refused(changed);
        await refused(bytes.subarray(0, at));
    }
    expect(await openLetter(bytes, letter.mailbox, keys)).toStrictEqual(letter);
});

test('E05: letters of like length have one size, and a part’s letter fits the 64 KiB class', async () => {
    const lengths = await Promise.all([10, 40].map(async (length) => (await seal({ body: filled(1, length) })).length));
    expect(lengths).toEqual([32 + 256 + 16, 32 + 256 + 16]);
    const [part] = splitBundle(channel, 7n, { welcome: filled(0x71, 150_000), pack });
    const full = { ...letter, senderAdmission: signedAdmission, body: encodeObject(welcomePartCodec, part!) };
    expect(sizeClassOf(encodeSigned(letterCodec, await signObject(letterCodec, full, seed(3))).length)).toBe(64 * 1024);
});

test('a card whose key is no key is the sender’s to refuse', async () => {
    await expectRefusal('PublicKeyInvalid', () => sealLetter(letter, seed(3), new Uint8Array(32)));
});

test('a sealed package opens under its own card only', () => {
    const own = card(1);
    const bytes = sealPackage(Uint8Array.of(1, 2, 3), own);
    expect(openPackage(bytes, own)).toEqual(Uint8Array.of(1, 2, 3));
    expect(bytes).toHaveLength(24 + 256 + 16);
    for (const wrong of [card(2), { ...own, packageKey: filled(1, 32) }])
        expect(() => openPackage(bytes, wrong)).toThrow(MalformedObjectException);
    for (const cut of [bytes.subarray(0, 24), bytes.subarray(0, -1)]) expect(() => openPackage(cut, own)).toThrow(MalformedObjectException);
});
