import { requireSame, type VectorCase } from './vectorCase.ts';
import { fromHex, toHex } from '../../src/core/bytes.ts';
import type { CipherSuite } from '../../src/core/mls/crypto/cipherSuite.ts';
import { HpkeKeyPair } from '../../src/core/mls/crypto/hpkeKeyPair.ts';
import {
    decryptWithLabel,
    deriveSecret,
    deriveTreeSecrets,
    encryptWithLabel,
    expandWithLabel,
    signWithLabel,
    verifyWithLabel,
} from '../../src/core/mls/crypto/labels.ts';
import { refHash } from '../../src/core/mls/crypto/refHash.ts';
import { Secret } from '../../src/core/mls/crypto/secret.ts';
import { SignatureKeyPair } from '../../src/core/mls/crypto/signatureKeyPair.ts';

/** Labelled primitives. */
export async function checkCryptoBasics(item: VectorCase, suite: CipherSuite): Promise<void> {
    checkHashes(item, suite);
    await checkSignature(fieldsOf(item, 'sign_with_label'), suite);
    await checkSealing(fieldsOf(item, 'encrypt_with_label'), suite);
}

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
    requireSame(toHex(refHash(suite, ref.text('label'), ref.bytes('value'))), ref.text('out'));

    const expand = fieldsOf(item, 'expand_with_label');
    const secretOf = (fields: Fields): Secret => Secret.copyOf(fields.bytes('secret'));
    const expanded = expandWithLabel(suite, secretOf(expand), expand.text('label'), expand.bytes('context'), expand.number('length'));
    requireSame(toHex(expanded.bytes), expand.text('out'));

    const derive = fieldsOf(item, 'derive_secret');
    requireSame(toHex(deriveSecret(suite, secretOf(derive), derive.text('label')).bytes), derive.text('out'));

    const tree = fieldsOf(item, 'derive_tree_secret');
    const output = { label: tree.text('label'), length: tree.number('length') };
    const [derived] = deriveTreeSecrets(suite, secretOf(tree), tree.number('generation'), [output]) as [Secret];
    requireSame(toHex(derived.bytes), tree.text('out'));
}

async function checkSignature(sign: Fields, suite: CipherSuite): Promise<void> {
    const key = await SignatureKeyPair.fromPrivateKey(suite, sign.bytes('priv'));
    const [label, content] = [sign.text('label'), sign.bytes('content')];
    requireSame(toHex(key.publicKey), sign.text('pub'));
    requireSame(await verifyWithLabel(suite, key.publicKey, label, content, sign.bytes('signature')), true);
    const made = await signWithLabel(key, label, content);
    requireSame(await verifyWithLabel(suite, key.publicKey, label, content, made), true);
}

async function checkSealing(encrypt: Fields, suite: CipherSuite): Promise<void> {
    const pair = await HpkeKeyPair.fromPrivateKey(suite, encrypt.bytes('priv'));
    const [label, context] = [encrypt.text('label'), encrypt.bytes('context')];
    requireSame(toHex(pair.publicKey), encrypt.text('pub'));
    const given = { kemOutput: encrypt.bytes('kem_output'), ciphertext: encrypt.bytes('ciphertext') };
    requireSame(toHex(await decryptWithLabel(suite, pair, label, context, given)), encrypt.text('plaintext'));
    const again = await encryptWithLabel(suite, pair.publicKey, label, context, encrypt.bytes('plaintext'));
    requireSame(toHex(await decryptWithLabel(suite, pair, label, context, again)), encrypt.text('plaintext'));
}
