import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { Aes128Gcm, CipherSuite as ForeignSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { describe, expect, test } from 'vitest';
import { expectRefusal } from '../../../../tests/refusal.ts';
import { type Bytes, concat, toHex, utf8 } from '../../bytes.ts';
import { type CipherSuite, cipherSuites } from './cipherSuite.ts';
import './p256Suite.ts';
import { hpkeOpen, hpkeReceiveExport, hpkeSeal, hpkeSendExport } from './hpke.ts';
import { HpkeKeyPair } from './hpkeKeyPair.ts';

const [info, aad, text] = [utf8('info'), utf8('aad'), utf8('text')];

// An implementation by others.
function foreign(suite: CipherSuite): ForeignSuite {
    return new ForeignSuite({
        kem: suite.nist ? new DhkemP256HkdfSha256() : new DhkemX25519HkdfSha256(),
        kdf: new HkdfSha256(),
        aead: suite.aeadId === 3 ? new Chacha20Poly1305() : new Aes128Gcm(),
    });
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => (bytes.slice() as Bytes).buffer;

describe.each(cipherSuites)('suite $id', (suite) => {
    test('another implementation opens what is sealed', async () => {
        const other = foreign(suite);
        const keys = await other.kem.deriveKeyPair(bufferOf(new Uint8Array(32).fill(9)));
        const pair = await HpkeKeyPair.deriveFrom(suite, new Uint8Array(32).fill(9));
        const sealed = await hpkeSeal(suite, pair.publicKey, info, aad, text);

        expect(toHex(new Uint8Array(await other.kem.serializePublicKey(keys.publicKey)))).toBe(toHex(pair.publicKey));
        const enc = bufferOf(sealed.kemOutput);
        const recipient = await other.createRecipientContext({ recipientKey: keys, enc, info: bufferOf(info) });
        expect(toHex(new Uint8Array(await recipient.open(bufferOf(sealed.ciphertext), bufferOf(aad))))).toBe(toHex(text));
    });

    test('what another implementation seals and exports is opened and received', async () => {
        const other = foreign(suite);
        const pair = await HpkeKeyPair.generate(suite);
        const recipientPublicKey = await other.kem.deserializePublicKey(bufferOf(pair.publicKey));
        const sender = await other.createSenderContext({ recipientPublicKey, info: bufferOf(info) });
        const ciphertext = new Uint8Array(await sender.seal(bufferOf(text), bufferOf(aad)));
        const exporter = await other.createSenderContext({ recipientPublicKey });

        const opened = await hpkeOpen(suite, pair, { kemOutput: new Uint8Array(sender.enc), ciphertext }, info, aad);
        const received = await hpkeReceiveExport(suite, pair, new Uint8Array(exporter.enc), info);
        expect(toHex(opened)).toBe(toHex(text));
        expect(toHex(received.bytes)).toBe(toHex(new Uint8Array(await exporter.export(bufferOf(info), 32))));
    });

    test('both sides export the same, and only to the same context', async () => {
        const pair = await HpkeKeyPair.generate(suite);
        const { kemOutput, exported } = await hpkeSendExport(suite, pair.publicKey, info);

        expect((await hpkeReceiveExport(suite, pair, kemOutput, info)).bytes).toEqual(exported.bytes);
        expect((await hpkeReceiveExport(suite, pair, kemOutput, aad)).bytes).not.toEqual(exported.bytes);
    });

    test('another info, other data, another key and changed bytes do not open', async () => {
        const [pair, stranger] = await Promise.all([HpkeKeyPair.generate(suite), HpkeKeyPair.generate(suite)]);
        const sealed = await hpkeSeal(suite, pair.publicKey, info, aad, text);
        const swapped = { ...sealed, kemOutput: stranger.publicKey };
        const short = { ...sealed, kemOutput: sealed.kemOutput.slice(1) };
        const zero = { ...sealed, kemOutput: new Uint8Array(sealed.kemOutput.length) };
        const longer = { ...sealed, ciphertext: concat(sealed.ciphertext, Uint8Array.of(0)) };

        expect(toHex(await hpkeOpen(suite, pair, sealed, info, aad))).toBe(toHex(text));
        await expectRefusal('DecryptionFailed', () => hpkeOpen(suite, pair, sealed, aad, aad));
        await expectRefusal('DecryptionFailed', () => hpkeOpen(suite, pair, sealed, info, info));
        await expectRefusal('DecryptionFailed', () => hpkeOpen(suite, stranger, sealed, info, aad));
        await expectRefusal('DecryptionFailed', () => hpkeOpen(suite, pair, swapped, info, aad));
        await expectRefusal('DecryptionFailed', () => hpkeOpen(suite, pair, longer, info, aad));
        await expectRefusal('PublicKeyInvalid', () => hpkeOpen(suite, pair, short, info, aad));
        await expectRefusal('PublicKeyInvalid', () => hpkeOpen(suite, pair, zero, info, aad));
    });

    test('no two sealings are alike', async () => {
        const pair = await HpkeKeyPair.generate(suite);
        const [one, other] = await Promise.all([
            hpkeSeal(suite, pair.publicKey, info, aad, text),
            hpkeSeal(suite, pair.publicKey, info, aad, text),
        ]);

        expect(one.kemOutput).not.toEqual(other.kemOutput);
        expect(one.ciphertext).not.toEqual(other.ciphertext);
    });
});
