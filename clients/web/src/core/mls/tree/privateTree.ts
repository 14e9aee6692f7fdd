import { equalBytes } from '../../bytes.ts';
import type { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import type { NodeIndex } from './nodeIndex.ts';
import type { RatchetTree } from './ratchetTree.ts';

/** The private keys one member has of its leaf and of nodes above it (RFC 9420 §4.2). Owns them. */
export class PrivateTree {
    readonly #pairs = new Map<NodeIndex, HpkeKeyPair>();

    /** Nodes and pairs, from the left. */
    get pairs(): readonly (readonly [NodeIndex, HpkeKeyPair])[] {
        return [...this.#pairs].sort(([one], [other]) => one - other);
    }

    has(node: NodeIndex): boolean {
        return this.#pairs.has(node);
    }

    /** The pair of a node that has one. */
    get(node: NodeIndex): HpkeKeyPair {
        const pair = this.#pairs.get(node);
        if (pair === undefined) throw new Error('the member has no key of this node');
        return pair;
    }

    /** Sets a node's pair; takes ownership. */
    set(node: NodeIndex, pair: HpkeKeyPair): void {
        this.#pairs.get(node)?.dispose();
        this.#pairs.set(node, pair);
    }

    /** A copy with the pairs whose public key stands in a tree; owns its own. */
    copyFor(tree: RatchetTree): PrivateTree {
        const copy = new PrivateTree();
        for (const [node, pair] of this.#pairs) {
            if (!tree.isBlank(node) && equalBytes(tree.encryptionKey(node), pair.publicKey)) copy.set(node, pair.copy());
        }
        return copy;
    }

    dispose(): void {
        for (const pair of this.#pairs.values()) pair.dispose();
    }
}
