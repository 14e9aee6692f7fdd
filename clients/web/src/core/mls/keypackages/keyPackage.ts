import type { Bytes } from '../../bytes.ts';
import { decode, encode } from '../codec/tlsEncoding.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { Credential } from '../credentials/credential.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { CipherSuiteId } from '../crypto/cipherSuiteId.ts';
import { Custody } from '../crypto/custody.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import { signWithLabel, verifyWithLabel } from '../crypto/labels.ts';
import { refHash } from '../crypto/refHash.ts';
import type { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { type Extension, readExtensions, writeExtensions } from '../extensions/extension.ts';
import { ProtocolVersion } from '../framing/protocolVersion.ts';
import type { Capabilities } from '../tree/capabilities.ts';
import { leafIndex } from '../tree/leafIndex.ts';
import { type LeafNode, readLeafNode, signLeaf, writeLeafNode } from '../tree/leafNode.ts';
import { LeafNodeSource } from '../tree/leafNodeSource.ts';
import type { Lifetime } from '../tree/lifetime.ts';
import { KeyPackageSecrets } from './keyPackageSecrets.ts';

const signatureLabel = 'KeyPackageTBS';
const none = new Uint8Array(0);

/** A key package without its signature. */
export type KeyPackageContent = {
    readonly version: ProtocolVersion;
    /** The suite; the number may be one this engine does not do. */
    readonly cipherSuite: CipherSuiteId;
    /** The HPKE key a Welcome is sealed to. */
    readonly initKey: Uint8Array;
    /** The leaf that will stand in the tree. */
    readonly leafNode: LeafNode;
    /** Extensions of the package itself. */
    readonly extensions: readonly Extension[];
};

/** What others need to add a client to a group (RFC 9420 §10), signed by the leaf's key. */
export type KeyPackage = KeyPackageContent & { readonly signature: Uint8Array };

/** What a new key package says; the signature key is lent. */
export type KeyPackageRequest = {
    readonly credential: Credential;
    readonly signatureKey: SignatureKeyPair;
    readonly capabilities: Capabilities;
    readonly lifetime: Lifetime;
    readonly leafExtensions: readonly Extension[];
    readonly extensions: readonly Extension[];
};

/** Makes a key package with fresh keys; the secrets belong to the caller. */
export async function createKeyPackage(
    suite: CipherSuite,
    request: KeyPackageRequest,
): Promise<{ keyPackage: KeyPackage; secrets: KeyPackageSecrets }> {
    const { signatureKey } = request;
    const custody = new Custody();
    try {
        const [init, encryption] = await Promise.all([
            custody.holdWhenMade(HpkeKeyPair.generate(suite)),
            custody.holdWhenMade(HpkeKeyPair.generate(suite)),
        ]);
        const leaf = {
            encryptionKey: encryption.publicKey,
            signatureKey: signatureKey.publicKey,
            credential: request.credential,
            capabilities: request.capabilities,
            origin: { source: LeafNodeSource.KeyPackage, lifetime: request.lifetime },
            extensions: request.leafExtensions,
        };
        const content = {
            version: ProtocolVersion.Mls10,
            cipherSuite: suite.id,
            initKey: init.publicKey,
            leafNode: await signLeaf(leaf, signatureKey, none, leafIndex(0)),
            extensions: request.extensions,
        };
        const keyPackage = await signKeyPackage(content, signatureKey);
        return custody.release({ keyPackage, secrets: new KeyPackageSecrets(init, encryption, signatureKey.copy()) });
    } finally {
        custody.dispose();
    }
}

/** Reads exactly one bare key package (not an MLSMessage). */
export function decodeKeyPackage(bytes: Uint8Array): KeyPackage {
    return decode(bytes, readKeyPackage);
}

/** The encoding that `decodeKeyPackage` reads. */
export function encodeKeyPackage(keyPackage: KeyPackage): Bytes {
    return encode(keyPackage, writeKeyPackage);
}

/** MakeKeyPackageRef: the reference by which a Welcome names it (RFC 9420 §5.2). */
export function keyPackageRef(suite: CipherSuite, keyPackage: KeyPackage): Bytes {
    return refHash(suite, 'MLS 1.0 KeyPackage Reference', encodeKeyPackage(keyPackage));
}

export function writeKeyPackage(writer: TlsWriter, value: KeyPackage): void {
    writeContent(writer, value);
    writer.writeOpaque(value.signature);
}

export function readKeyPackage(reader: TlsReader): KeyPackage {
    return {
        version: reader.readUInt16() as ProtocolVersion,
        cipherSuite: reader.readUInt16() as CipherSuiteId,
        initKey: reader.readOpaque(),
        leafNode: readLeafNode(reader),
        extensions: readExtensions(reader),
        signature: reader.readOpaque(),
    };
}

/** The package with its signature. */
export async function signKeyPackage(content: KeyPackageContent, key: SignatureKeyPair): Promise<KeyPackage> {
    return { ...content, signature: await signWithLabel(key, signatureLabel, encode(content, writeContent)) };
}

/** Whether the package is signed by its leaf's key. */
export function hasValidKeyPackageSignature(keyPackage: KeyPackage, suite: CipherSuite): Promise<boolean> {
    const content = encode(keyPackage, writeContent);
    return verifyWithLabel(suite, keyPackage.leafNode.signatureKey, signatureLabel, content, keyPackage.signature);
}

function writeContent(writer: TlsWriter, value: KeyPackageContent): void {
    writer.writeUInt16(value.version);
    writer.writeUInt16(value.cipherSuite);
    writer.writeOpaque(value.initKey);
    writeLeafNode(writer, value.leafNode);
    writeExtensions(writer, value.extensions);
}
