import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { expect, test, vi } from 'vitest';
import { concat, copyOf, fromHex, toHex, utf8 } from '../bytes.ts';

// RFC 8032 §7.1, TEST 2.
const seed = fromHex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
const publicKey = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
const signature =
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';
const message = fromHex('72');
const order = ed25519.Point.Fn.ORDER;

/** The module as it loads where WebCrypto knows the algorithm, and where it does not. */
async function load(native: boolean) {
    vi.resetModules();
    if (!native) vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new Error('NotSupportedError'));
    const module = await import('./ed25519.ts');
    return { ...module, restore: () => vi.restoreAllMocks() };
}

function littleEndian(value: bigint): Uint8Array {
    return fromHex(value.toString(16).padStart(64, '0')).reverse();
}

function scalarOf(bytes: Uint8Array): bigint {
    return BigInt(`0x${toHex(copyOf(bytes).reverse())}`) % order;
}

/** Signs with a key that has a part of small order: right with the cofactor, wrong without. */
function signMixed(text: Uint8Array): { key: Uint8Array; signature: Uint8Array } {
    const torsion = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
    const [secret, nonce] = [12345n, 67890n];
    const key = ed25519.Point.BASE.multiply(secret).add(torsion).toBytes();
    const r = ed25519.Point.BASE.multiply(nonce).toBytes();
    const s = (nonce + scalarOf(sha512(concat(r, key, text))) * secret) % order;
    return { key, signature: concat(r, littleEndian(s)) };
}

test.each([true, false])('with native code %s: signs as RFC 8032 and refuses every other signature, key and message', async (native) => {
    const { ed25519PublicKey, signEd25519, verifyEd25519, restore } = await load(native);
    expect(toHex(await ed25519PublicKey(seed))).toBe(publicKey);
    expect(toHex(await signEd25519(seed, message))).toBe(signature);
    const verify = (key: string, text: Uint8Array, signed: string) => verifyEd25519(fromHex(key), text, fromHex(signed));
    expect(await verify(publicKey, message, signature)).toBe(true);
    expect(await verify(publicKey, utf8('s'), signature)).toBe(false);
    expect(await verify(toHex(await ed25519PublicKey(new Uint8Array(32))), message, signature)).toBe(false);
    for (let at = 0; at < 64; at += 9) {
        const changed = fromHex(signature);
        changed[at]! ^= 1;
        expect(await verifyEd25519(fromHex(publicKey), message, changed)).toBe(false);
    }
    expect(await verify(publicKey.slice(2), message, signature)).toBe(false);
    expect(await verify(publicKey, message, signature + '00')).toBe(false);
    await expect(signEd25519(seed.subarray(1), message)).rejects.toThrow(RangeError);
    restore();
});

test.each([true, false])('with native code %s: S from L on, points of small order and long forms are refused', async (native) => {
    const { verifyEd25519, restore } = await load(native);
    const right = fromHex(signature);
    expect(await verifyEd25519(fromHex(publicKey), message, right)).toBe(true);
    const s = BigInt(`0x${toHex(right.slice(32).reverse())}`);
    const long = concat(right.subarray(0, 32), littleEndian(s + order));
    expect(await verifyEd25519(fromHex(publicKey), message, long)).toBe(false);

    const identity = concat(Uint8Array.of(1), new Uint8Array(31));
    const small = ['01', '00', 'ec'].map((first) => (first === 'ec' ? `ec${'ff'.repeat(30)}7f` : first + '00'.repeat(31)));
    for (const key of [...small, `ee${'ff'.repeat(30)}7f`, `ed${'ff'.repeat(30)}7f`, `01${'00'.repeat(30)}80`]) {
        // With a key of small order, R = identity and S = 0 would hold for messages that anybody can find.
        for (let i = 0; i < 8; i++)
            expect(await verifyEd25519(fromHex(key), Uint8Array.of(i), concat(identity, new Uint8Array(32)))).toBe(false);
    }
    expect(await verifyEd25519(fromHex(publicKey), message, concat(identity, right.subarray(32)))).toBe(false);
    expect(await verifyEd25519(new Uint8Array(32).fill(0x02), message, right)).toBe(false);
    restore();
});

test.each([true, false])(
    'with native code %s: a signature that holds only with the cofactor is refused, as by libsodium',
    async (native) => {
        const { verifyEd25519, restore } = await load(native);
        let heldByNoble = 0;
        for (let i = 0; i < 8; i++) {
            const text = Uint8Array.of(i);
            const mixed = signMixed(text);
            const hash = scalarOf(sha512(concat(mixed.signature.subarray(0, 32), mixed.key, text)));
            expect(await verifyEd25519(mixed.key, text, mixed.signature)).toBe(hash % 8n === 0n);
            if (ed25519.verify(mixed.signature, text, mixed.key, { zip215: false })) heldByNoble++;
        }
        expect(heldByNoble).toBe(8);
        restore();
    },
);

test('both ways give one answer for mixed keys, whatever it is', async () => {
    let held = 0;
    for (let i = 0; i < 64; i++) {
        const text = Uint8Array.of(i, 7);
        const mixed = signMixed(text);
        const native = await load(true);
        const answer = await native.verifyEd25519(mixed.key, text, mixed.signature);
        const portable = await load(false);
        expect(await portable.verifyEd25519(mixed.key, text, mixed.signature)).toBe(answer);
        portable.restore();
        if (answer) held++;
    }
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(32);
});
