import { expect } from 'vitest';
import { suiteVectors, type VectorCase } from '../../../../tests/mlsVectors.ts';
import { fromHex, toHex } from '../../bytes.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { nobleCurve25519 } from '../crypto/curve25519.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import {
    decryptWithLabel,
    deriveSecret,
    deriveTreeSecret,
    encryptWithLabel,
    expandWithLabel,
    signWithLabel,
    verifyWithLabel,
} from '../crypto/labels.ts';
import { refHash } from '../crypto/refHash.ts';
import { Secret } from '../crypto/secret.ts';
import { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { WebCryptoProvider } from '../crypto/webCryptoProvider.ts';

const noble = new WebCryptoProvider(() => Promise.resolve(nobleCurve25519));

suiteVectors('crypto-basics', async (item, suite) => {
    for (const each of [suite, { ...suite, crypto: noble }]) {
        checkHashes(item, each);
        await checkSignature(fieldsOf(item, 'sign_with_label'), each);
        await checkSealing(fieldsOf(item, 'encrypt_with_label'), each);
    }
});

type Fields = {
    readonly text: (name: string) => string;
    readonly bytes: (name: string) => Uint8Array;
    readonly number: (name: string) => number;
};

function fieldsOf(item: VectorCase, name: string): Fields {
    const fields = item[name] as VectorCase;
    return {
        text: (field) => fields[field] as string,
        bytes: (field) => fromHex(fields[field] as string),
        number: (field) => fields[field] as number,
    };
}

function checkHashes(item: VectorCase, suite: CipherSuite): void {
    const ref = fieldsOf(item, 'ref_hash');
    expect(toHex(refHash(suite, ref.text('label'), ref.bytes('value')))).toBe(ref.text('out'));

    const expand = fieldsOf(item, 'expand_with_label');
    const secretOf = (fields: Fields): Secret => Secret.copyOf(fields.bytes('secret'));
    const expanded = expandWithLabel(suite, secretOf(expand), expand.text('label'), expand.bytes('context'), expand.number('length'));
    expect(toHex(expanded.bytes)).toBe(expand.text('out'));

    const derive = fieldsOf(item, 'derive_secret');
    expect(toHex(deriveSecret(suite, secretOf(derive), derive.text('label')).bytes)).toBe(derive.text('out'));

    const tree = fieldsOf(item, 'derive_tree_secret');
    const derived = deriveTreeSecret(suite, secretOf(tree), tree.text('label'), tree.number('generation'), tree.number('length'));
    expect(toHex(derived.bytes)).toBe(tree.text('out'));
}

async function checkSignature(sign: Fields, suite: CipherSuite): Promise<void> {
    const key = await SignatureKeyPair.fromPrivateKey(suite, sign.bytes('priv'));
    const [label, content] = [sign.text('label'), sign.bytes('content')];
    expect(toHex(key.publicKey)).toBe(sign.text('pub'));
    expect(await verifyWithLabel(suite, key.publicKey, label, content, sign.bytes('signature'))).toBe(true);
    const made = await signWithLabel(key, label, content);
    expect(await verifyWithLabel(suite, key.publicKey, label, content, made)).toBe(true);
}

async function checkSealing(encrypt: Fields, suite: CipherSuite): Promise<void> {
    const pair = await HpkeKeyPair.fromPrivateKey(suite, encrypt.bytes('priv'));
    const [label, context] = [encrypt.text('label'), encrypt.bytes('context')];
    expect(toHex(pair.publicKey)).toBe(encrypt.text('pub'));
    const given = { kemOutput: encrypt.bytes('kem_output'), ciphertext: encrypt.bytes('ciphertext') };
    expect(toHex(await decryptWithLabel(suite, pair, label, context, given))).toBe(encrypt.text('plaintext'));
    const again = await encryptWithLabel(suite, pair.publicKey, label, context, encrypt.bytes('plaintext'));
    expect(toHex(await decryptWithLabel(suite, pair, label, context, again))).toBe(encrypt.text('plaintext'));
}
