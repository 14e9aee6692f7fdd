import type { Bytes } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import type { TlsReader } from '../codec/tlsReader.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import { type Credential, readCredential, writeCredential } from '../credentials/credential.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { signWithLabel, verifyWithLabel } from '../crypto/labels.ts';
import type { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { type Extension, readExtensions, writeExtensions } from '../extensions/extension.ts';
import { MlsException } from '../mlsException.ts';
import { type Capabilities, readCapabilities, writeCapabilities } from './capabilities.ts';
import type { LeafIndex } from './leafIndex.ts';
import { LeafNodeSource } from './leafNodeSource.ts';
import { type Lifetime, readLifetime, writeLifetime } from './lifetime.ts';

const signatureLabel = 'LeafNodeTBS';

/** How a leaf came to be, and what it has for that reason. */
export type LeafOrigin =
    | { readonly source: typeof LeafNodeSource.KeyPackage; readonly lifetime: Lifetime }
    | { readonly source: typeof LeafNodeSource.Update }
    | { readonly source: typeof LeafNodeSource.Commit; readonly parentHash: Uint8Array };

/** A member's leaf without its signature. */
export type LeafContent = {
    /** The HPKE key messages to this member's place are sealed to. */
    readonly encryptionKey: Uint8Array;
    /** The key the member signs with. */
    readonly signatureKey: Uint8Array;
    readonly credential: Credential;
    readonly capabilities: Capabilities;
    readonly origin: LeafOrigin;
    readonly extensions: readonly Extension[];
};

/** A member's leaf (RFC 9420 §7.2). */
export type LeafNode = LeafContent & { readonly signature: Uint8Array };

/** The leaf as it stands in the tree, byte for byte. */
export function encodeLeafNode(leaf: LeafNode): Bytes {
    return encode(leaf, writeLeafNode);
}

export function writeLeafNode(writer: TlsWriter, value: LeafNode): void {
    writer.writeFixed(contentOf(value));
    writer.writeOpaque(value.signature);
}

export function readLeafNode(reader: TlsReader): LeafNode {
    const { value, bytes } = reader.readWithBytes(readFields);
    const leaf = { ...value, signature: reader.readOpaque() };
    written.set(leaf, bytes); // There is one encoding only.
    return leaf;
}

/** The leaf with its signature; group and index count unless it is for a key package. */
export async function signLeaf(content: LeafContent, key: SignatureKeyPair, groupId: Uint8Array, index: LeafIndex): Promise<LeafNode> {
    const signature = await signWithLabel(key, signatureLabel, signedContent(content, groupId, index));
    return { ...content, signature };
}

/** Whether the leaf is signed by its own key; group and index count unless it is of a key package. */
export function hasValidLeafSignature(leaf: LeafNode, suite: CipherSuite, groupId: Uint8Array, index: LeafIndex): Promise<boolean> {
    return verifyWithLabel(suite, leaf.signatureKey, signatureLabel, signedContent(leaf, groupId, index), leaf.signature);
}

function signedContent(leaf: LeafContent, groupId: Uint8Array, index: LeafIndex): Bytes {
    const content = contentOf(leaf);
    if (leaf.origin.source === LeafNodeSource.KeyPackage) return content;
    const writer = new TlsWriter(content.length + groupId.length + 8);
    writer.writeFixed(content);
    writer.writeOpaque(groupId);
    writer.writeUInt32(index);
    return writer.written;
}

// A leaf is written again and again, into hashes, signatures, trees and snapshots, and never changes.
const written = new WeakMap<LeafContent, Bytes>();

function contentOf(value: LeafContent): Bytes {
    let bytes = written.get(value);
    if (bytes === undefined) {
        bytes = encode(value, writeFields);
        written.set(value, bytes);
    }
    return bytes;
}

function writeFields(writer: TlsWriter, value: LeafContent): void {
    writer.writeOpaque(value.encryptionKey);
    writer.writeOpaque(value.signatureKey);
    writeCredential(writer, value.credential);
    writeCapabilities(writer, value.capabilities);
    writer.writeUInt8(value.origin.source);
    if (value.origin.source === LeafNodeSource.KeyPackage) writeLifetime(writer, value.origin.lifetime);
    else if (value.origin.source === LeafNodeSource.Commit) writer.writeOpaque(value.origin.parentHash);
    writeExtensions(writer, value.extensions);
}

function readFields(reader: TlsReader): LeafContent {
    return {
        encryptionKey: reader.readOpaque(),
        signatureKey: reader.readOpaque(),
        credential: readCredential(reader),
        capabilities: readCapabilities(reader),
        origin: readOrigin(reader),
        extensions: readExtensions(reader),
    };
}

function readOrigin(reader: TlsReader): LeafOrigin {
    const source = reader.readUInt8();
    switch (source) {
        case LeafNodeSource.KeyPackage:
            return { source, lifetime: readLifetime(reader) };
        case LeafNodeSource.Update:
            return { source };
        case LeafNodeSource.Commit:
            return { source, parentHash: reader.readOpaque() };
        default:
            throw new MlsException('ValueUnknown');
    }
}
