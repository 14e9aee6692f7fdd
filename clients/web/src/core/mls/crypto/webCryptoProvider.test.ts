import { afterEach, describe, expect, test, vi } from 'vitest';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { concat, fromHex, toHex, utf8 } from '../../bytes.ts';
import { type CipherSuite, cipherSuite, cipherSuites } from './cipherSuite.ts';
import './p256Suite.ts';
import { nobleCurve25519, probeCurve25519 } from './curve25519.ts';
import { nativeEd25519, nobleEd25519 } from './ed25519.ts';
import { hpkeOpen, hpkeSeal } from './hpke.ts';
import { HpkeKeyPair } from './hpkeKeyPair.ts';
import { Secret } from './secret.ts';
import { SignatureKeyPair } from './signatureKeyPair.ts';
import { WebCryptoProvider } from './webCryptoProvider.ts';
import { type EngineKey, subtle } from './webCrypto.ts';
import { nativeX25519, nobleX25519 } from './x25519.ts';

const native = new WebCryptoProvider(() => Promise.resolve({ agreement: nativeX25519, signing: nativeEd25519 }));
const noble = new WebCryptoProvider(() => Promise.resolve(nobleCurve25519));
const [info, aad, text] = [utf8('info'), utf8('aad'), utf8('text')];

afterEach(() => {
    vi.restoreAllMocks();
});

const pairings = cipherSuites.flatMap((suite) => [
    { name: `suite ${suite.id}, native to noble`, one: { ...suite, crypto: native }, other: { ...suite, crypto: noble } },
    { name: `suite ${suite.id}, noble to native`, one: { ...suite, crypto: noble }, other: { ...suite, crypto: native } },
]);

describe.each(pairings)('$name', ({ one, other }) => {
    test('keys derived from the same bytes are the same', async () => {
        const ikm = new Uint8Array(32).fill(5);
        const [first, second] = await Promise.all([HpkeKeyPair.deriveFrom(one, ikm), HpkeKeyPair.deriveFrom(other, ikm)]);

        expect(first.publicKey).toEqual(second.publicKey);
        expect(first.privateKey.bytes).toEqual(second.privateKey.bytes);
    });

    test('what one seals the other opens', async () => {
        const pair = await HpkeKeyPair.generate(other);
        const sealed = await hpkeSeal(one, pair.publicKey, info, aad, text);

        expect(toHex(await hpkeOpen(other, pair, sealed, info, aad))).toBe(toHex(text));
    });

    test('what one signs the other verifies', async () => {
        const key = await SignatureKeyPair.generate(one);
        const signature = await key.sign(text);
        const twin = await SignatureKeyPair.fromPrivateKey(other, key.privateKey.bytes);

        expect(twin.publicKey).toEqual(key.publicKey);
        expect(await other.crypto.verify(other, key.publicKey, text, signature)).toBe(true);
        expect(await other.crypto.verify(other, key.publicKey, info, signature)).toBe(false);
        expect(await other.crypto.verify(other, twin.publicKey, text, await twin.copy().sign(text))).toBe(true);
    });
});

describe.each(pairings.filter((_, i) => i % 2 === 0).flatMap(({ one, other }) => [one, other]))('suite $id', (suite: CipherSuite) => {
    test('a public key of the wrong length or off the curve is refused', async () => {
        const pair = await HpkeKeyPair.generate(suite);
        const short = pair.publicKey.slice(1);
        const bad = suite.nist ? concat(pair.publicKey.subarray(0, 64), Uint8Array.of(pair.publicKey[64]! ^ 1)) : new Uint8Array(32);

        expect(suite.crypto.isKemPublicKey(suite, pair.publicKey)).toBe(true);
        for (const key of [short, bad, new Uint8Array(0)]) {
            expect(suite.crypto.isKemPublicKey(suite, key)).toBe(false);
            await expectRefusal('PublicKeyInvalid', () => suite.crypto.agree(suite, pair, key));
            await expectRefusal('PublicKeyInvalid', () => suite.crypto.agreeEphemeral(suite, key));
        }
    });

    test('a broken key or signature is wrong, not an accident', async () => {
        const key = await SignatureKeyPair.generate(suite);
        const signature = await key.sign(text);

        expect(await suite.crypto.verify(suite, key.publicKey, text, signature)).toBe(true);
        for (const broken of [signature.slice(1), concat(signature, Uint8Array.of(0)), new Uint8Array(0), new Uint8Array(64)]) {
            expect(await suite.crypto.verify(suite, key.publicKey, text, broken)).toBe(false);
        }
        for (const broken of [key.publicKey.slice(1), new Uint8Array(key.publicKey.length), new Uint8Array(key.publicKey.length).fill(2)]) {
            expect(await suite.crypto.verify(suite, broken, text, signature)).toBe(false);
        }
    });

    test('a changed ciphertext, other data and another key do not open', async () => {
        const key = { key: new Uint8Array(suite.aeadKeyBytes).fill(1), nonce: new Uint8Array(suite.aeadNonceBytes) };
        const sealed = await suite.crypto.seal(suite, key, aad, text);
        const other = { ...key, key: new Uint8Array(suite.aeadKeyBytes) };

        expect(toHex(await suite.crypto.open(suite, key, aad, sealed))).toBe(toHex(text));
        const changed = concat(sealed);
        changed[0] = changed[0]! ^ 1;
        await expectRefusal('DecryptionFailed', () => suite.crypto.open(suite, key, aad, changed));
        await expectRefusal('DecryptionFailed', () => suite.crypto.open(suite, key, info, sealed));
        await expectRefusal('DecryptionFailed', () => suite.crypto.open(suite, other, aad, sealed));
        await expectRefusal('DecryptionFailed', () => suite.crypto.open(suite, key, aad, sealed.subarray(0, 15)));
    });

    test('a private key that is none is refused', async () => {
        const wrong = suite.nist ? new Uint8Array(32) : new Uint8Array(31);

        await expect(HpkeKeyPair.fromPrivateKey(suite, wrong)).rejects.toThrow(RangeError);
        await expect(SignatureKeyPair.fromPrivateKey(suite, new Uint8Array(33))).rejects.toThrow(RangeError);
    });

    test('a pair that was disposed of signs nothing more', async () => {
        const key = await SignatureKeyPair.generate(suite);
        const copy = key.copy();
        await key.sign(text);
        key.dispose();

        await expect(key.sign(text)).rejects.toThrow('disposed');
        expect(await suite.crypto.verify(suite, copy.publicKey, text, await copy.sign(text))).toBe(true);
    });
});

test('an engine that tells the public half of a private key is asked for it', async () => {
    const base = Uint8Array.of(9, ...new Uint8Array(31));
    const importPublic = (key: Uint8Array) => subtle.importKey('raw', key, { name: 'X25519' }, true, []);
    const publicOf = vi.fn(async (key: EngineKey) =>
        importPublic(new Uint8Array(await subtle.deriveBits({ name: 'X25519', public: await importPublic(base) }, key, 256))),
    );
    const suite = { ...cipherSuite(3), crypto: native };
    const ikm = new Uint8Array(32).fill(5);
    const without = await HpkeKeyPair.deriveFrom(suite, ikm);
    const engine: { getPublicKey?: (key: EngineKey, uses: readonly []) => Promise<EngineKey> } = subtle as object;
    const before = engine.getPublicKey;
    engine.getPublicKey = publicOf;
    try {
        const pair = await HpkeKeyPair.deriveFrom(suite, ikm);
        const [one, other] = [
            await hpkeSeal(suite, pair.publicKey, info, aad, text),
            await hpkeSeal(suite, pair.publicKey, info, aad, text),
        ];

        expect(pair.publicKey).toEqual(without.publicKey);
        expect(publicOf).toHaveBeenCalledTimes(3);
        expect(toHex(await hpkeOpen(suite, pair, one, info, aad))).toBe(toHex(text));
        expect(one.kemOutput).not.toEqual(other.kemOutput);
    } finally {
        if (before === undefined) delete engine.getPublicKey;
        else engine.getPublicKey = before;
    }
});

test('an Ed25519 key of low order signs nothing', async () => {
    const identity = fromHex(`01${'00'.repeat(31)}`);
    const signature = concat(identity, new Uint8Array(32));

    expect(await nativeEd25519.verify(identity, text, signature)).toBe(false);
    expect(await nobleEd25519.verify(identity, text, signature)).toBe(false);
});

test('the probe takes what the engine has', async () => {
    const found = await probeCurve25519();

    expect(found.agreement).toBe(nativeX25519);
    expect(found.signing).toBe(nativeEd25519);
});

test('the probe falls back to noble where the engine knows neither, and asks once', async () => {
    const known = subtle.importKey.bind(subtle);
    const imported = vi
        .spyOn(subtle, 'importKey')
        .mockImplementation((format, key, algorithm, extractable, uses) =>
            /25519/.test((algorithm as { name: string }).name)
                ? Promise.reject(new Error('NotSupportedError'))
                : known(format, key, algorithm, extractable, uses),
        );
    const probe = vi.fn(probeCurve25519);
    const suite = { ...cipherSuite(3), crypto: new WebCryptoProvider(probe) };
    const pair = await HpkeKeyPair.generate(suite);
    const sealed = await hpkeSeal(suite, pair.publicKey, info, aad, text);

    expect(await probeCurve25519()).toEqual({ agreement: nobleX25519, signing: nobleEd25519 });
    expect(toHex(await hpkeOpen(suite, pair, sealed, info, aad))).toBe(toHex(text));
    expect(probe).toHaveBeenCalledTimes(1);
    expect(imported).toHaveBeenCalled();
});

test('the probe does not trust an engine with wrong results', async () => {
    vi.spyOn(subtle, 'deriveBits').mockResolvedValue(new ArrayBuffer(32));
    vi.spyOn(subtle, 'verify').mockResolvedValue(true);

    expect(await probeCurve25519()).toEqual({ agreement: nobleX25519, signing: nobleEd25519 });
});

test('X25519 keys imported at once do not meet, and none is left where it was wrapped', async () => {
    const keys = Array.from({ length: 9 }, (_, i) => new Uint8Array(32).fill(i));
    const alone = await Promise.all(keys.map((key) => nobleX25519.publicKey(key)));
    const given = vi.spyOn(subtle, 'importKey');
    const pairs = await Promise.all(keys.map((key) => nativeX25519.publicKey(key)));
    const wrapped = given.mock.calls.filter(([format]) => format === 'pkcs8').map(([, key]) => toHex(key));

    expect(pairs).toEqual(alone);
    expect(wrapped).toEqual(keys.map(() => `302e020100300506032b656e04220420${'00'.repeat(32)}`));
});

test('the probe does not trust an engine that copies a key only later', async () => {
    const known = subtle.importKey.bind(subtle);
    vi.spyOn(subtle, 'importKey').mockImplementation(async (...given) => {
        await Promise.resolve();
        return known(...given);
    });

    expect(await probeCurve25519()).toEqual({ agreement: nobleX25519, signing: nativeEd25519 });
});

test('a P-256 private key without its leading zeros is the same key', async () => {
    const suite = cipherSuite(2);
    const [short, full] = [fromHex('0102'), concat(new Uint8Array(30), fromHex('0102'))];
    const [first, second] = await Promise.all([HpkeKeyPair.fromPrivateKey(suite, short), HpkeKeyPair.fromPrivateKey(suite, full)]);

    expect(first.publicKey).toEqual(second.publicKey);
});

test('a secret that was disposed of is zero and says nothing', () => {
    const bytes = fromHex('0102');
    const secret = new Secret(bytes);
    const copy = secret.copy();
    secret.dispose();

    expect(toHex(bytes)).toBe('0000');
    expect(() => secret.bytes).toThrow('disposed');
    expect(toHex(copy.bytes)).toBe('0102');
});
