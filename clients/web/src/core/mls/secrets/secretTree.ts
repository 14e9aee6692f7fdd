import { utf8 } from '../../bytes.ts';
import { TlsReader } from '../codec/tlsReader.ts';
import type { TlsWriter } from '../codec/tlsWriter.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Custody } from '../crypto/custody.ts';
import { expandEachWithLabel } from '../crypto/labels.ts';
import { Secret } from '../crypto/secret.ts';
import { MlsException } from '../mlsException.ts';
import { leafIndex, nodeOf, type LeafIndex } from '../tree/leafIndex.ts';
import { isLeaf, nodeIndex, type NodeIndex } from '../tree/nodeIndex.ts';
import * as treeMath from '../tree/treeMath.ts';
import { LeafRatchets } from './leafRatchets.ts';
import { PreparedKey } from './preparedKey.ts';
import type { RatchetKind } from './ratchetKind.ts';
import { SecretTreeExpansion } from './secretTreeExpansion.ts';

const leftLabel = utf8('left');
const rightLabel = utf8('right');

/**
 * All message keys of an epoch (RFC 9420 §9). The only part of an epoch that changes: a node's secret is erased when its children
 * are derived, a key when it is used. Owns its secrets.
 */
export class SecretTree {
    readonly #suite: CipherSuite;
    readonly #leafCount: number;
    readonly #nodes = new Map<NodeIndex, Secret>();
    readonly #leaves = new Map<LeafIndex, LeafRatchets>();

    private constructor(suite: CipherSuite, leafCount: number) {
        this.#suite = suite;
        this.#leafCount = leafCount;
    }

    /** Takes ownership of the encryption secret. */
    static of(suite: CipherSuite, leafCount: number, encryptionSecret: Secret): SecretTree {
        const tree = new SecretTree(suite, leafCount);
        tree.#nodes.set(treeMath.root(leafCount), encryptionSecret);
        return tree;
    }

    /** The generation the next message of a leaf is sealed with. */
    nextGeneration(leaf: LeafIndex, kind: RatchetKind): number {
        return this.#leaves.get(leaf)?.ratchet(kind).nextGeneration ?? 0;
    }

    /** Derives a key without changing anything; refused if it was used or is too far ahead. */
    prepare(leaf: LeafIndex, kind: RatchetKind, generation: number): PreparedKey {
        const known = this.#leaves.get(leaf);
        if (known !== undefined) return new PreparedKey(leaf, kind, known.ratchet(kind).prepare(generation), undefined);
        const expansion = this.#expand(leaf);
        try {
            return new PreparedKey(leaf, kind, expansion.ratchets.ratchet(kind).prepare(generation), expansion);
        } catch (refusal) {
            expansion.dispose();
            throw refusal;
        }
    }

    /** Makes a prepared key final: afterwards it cannot be prepared again. */
    take(prepared: PreparedKey): void {
        const ratchets = this.#leaves.get(prepared.leaf) ?? this.#enter(prepared);
        ratchets.ratchet(prepared.kind).take(prepared.step);
    }

    save(writer: TlsWriter): void {
        writer.writeVector(inOrder(this.#nodes), (inner, [node, secret]) => {
            inner.writeUInt32(node);
            inner.writeOpaque(secret.bytes);
        });
        writer.writeVector(inOrder(this.#leaves), (inner, [leaf, ratchets]) => {
            inner.writeUInt32(leaf);
            ratchets.save(inner);
        });
    }

    /** The custody owns the tree and its ratchets until it releases them. */
    static load(suite: CipherSuite, leafCount: number, reader: TlsReader, custody: Custody): SecretTree {
        const tree = custody.hold(new SecretTree(suite, leafCount));
        const nodes = new TlsReader(reader.readOpaqueSpan());
        while (!nodes.isAtEnd) {
            const node = nodeIndex(nodes.readUInt32());
            requireNew(!tree.#nodes.has(node));
            tree.#nodes.set(node, Secret.copyOf(nodes.readOpaqueSpan()));
        }
        const leaves = new TlsReader(reader.readOpaqueSpan());
        while (!leaves.isAtEnd) {
            const leaf = leafIndex(leaves.readUInt32());
            requireNew(!tree.#leaves.has(leaf));
            tree.#leaves.set(leaf, LeafRatchets.load(suite, leaves, custody));
        }
        return tree;
    }

    dispose(): void {
        for (const secret of this.#nodes.values()) secret.dispose();
        for (const ratchets of this.#leaves.values()) ratchets.dispose();
    }

    #enter(prepared: PreparedKey): LeafRatchets {
        const expanded = prepared.expansion?.take();
        if (prepared.expansion === undefined || expanded === undefined) throw new Error('the key was prepared in another tree');
        this.#nodes.get(prepared.expansion.source)?.dispose();
        this.#nodes.delete(prepared.expansion.source);
        for (const [node, secret] of expanded.nodes) this.#nodes.set(node, secret);
        this.#leaves.set(prepared.leaf, expanded.ratchets);
        return expanded.ratchets;
    }

    /** tree_node_secret of each child = ExpandWithLabel(tree_node_secret, "tree", "left" or "right", KDF.Nh). */
    #expand(leaf: LeafIndex): SecretTreeExpansion {
        const source = this.#sourceOf(leaf);
        const nodes: (readonly [NodeIndex, Secret])[] = [];
        let secret = (this.#nodes.get(source) as Secret).copy();
        for (let node = source; !isLeaf(node);) {
            const [left, right] = expandEachWithLabel(this.#suite, secret, [
                { label: 'tree', context: leftLabel, length: this.#suite.hashBytes },
                { label: 'tree', context: rightLabel, length: this.#suite.hashBytes },
            ]) as [Secret, Secret];
            const towards = treeMath.childTowards(node, leaf);
            const isLeft = towards === treeMath.left(node);
            nodes.push([treeMath.childAwayFrom(node, leaf), isLeft ? right : left]);
            secret.dispose();
            secret = isLeft ? left : right;
            node = towards;
        }
        try {
            return new SecretTreeExpansion(source, { nodes, ratchets: LeafRatchets.of(this.#suite, secret) });
        } finally {
            secret.dispose();
        }
    }

    #sourceOf(leaf: LeafIndex): NodeIndex {
        let source = nodeOf(leaf);
        while (!this.#nodes.has(source)) {
            if (source === treeMath.root(this.#leafCount)) throw new Error('every leaf has a ratchet or a secret above it');
            source = treeMath.parent(source);
        }
        return source;
    }
}

function requireNew(isNew: boolean): void {
    if (!isNew) throw new MlsException('ValueUnknown');
}

function inOrder<Key extends number, Value>(map: ReadonlyMap<Key, Value>): [Key, Value][] {
    return [...map].sort(([one], [other]) => one - other);
}
