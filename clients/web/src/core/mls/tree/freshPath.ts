import type { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import type { Secret } from '../crypto/secret.ts';
import { type LeafIndex, nodeOf } from './leafIndex.ts';
import type { LeafNode } from './leafNode.ts';
import type { NodeIndex } from './nodeIndex.ts';
import type { PathSecrets } from './pathSecrets.ts';
import type { PrivateTree } from './privateTree.ts';
import * as treeMath from './treeMath.ts';

/** One node of a fresh path and its pair. */
export type FreshNode = { readonly node: NodeIndex; readonly pair: HpkeKeyPair };

/** What a fresh path is put together from; all secrets in it are given away. */
export type FreshPathParts = {
    readonly leaf: LeafIndex;
    readonly leafNode: LeafNode;
    readonly leafPair: HpkeKeyPair;
    /** The filtered direct path. */
    readonly nodes: readonly FreshNode[];
    /** One for each of the nodes. */
    readonly secrets: PathSecrets;
};

/** A path of ours that stands in the tree but is not sealed to the others yet. Owns its secrets. */
export class FreshPath {
    readonly leaf: LeafIndex;
    readonly leafNode: LeafNode;
    readonly leafPair: HpkeKeyPair;
    readonly nodes: readonly FreshNode[];
    readonly secrets: PathSecrets;

    constructor(parts: FreshPathParts) {
        this.leaf = parts.leaf;
        this.leafNode = parts.leafNode;
        this.leafPair = parts.leafPair;
        this.nodes = parts.nodes;
        this.secrets = parts.secrets;
    }

    /** Puts copies of the new pairs into the member's private tree. */
    storeIn(privateTree: PrivateTree): void {
        privateTree.set(nodeOf(this.leaf), this.leafPair.copy());
        for (const { node, pair } of this.nodes) privateTree.set(node, pair.copy());
    }

    /** The path secret a joiner at a leaf gets: that of the lowest node above both (RFC 9420 §12.4.3.1). Lent. */
    secretFor(joiner: LeafIndex): Secret | undefined {
        const place = this.nodes.findIndex(({ node }) => treeMath.isBelow(nodeOf(joiner), node));
        return place < 0 ? undefined : this.secrets.at(place);
    }

    dispose(): void {
        this.leafPair.dispose();
        this.secrets.dispose();
        for (const { pair } of this.nodes) pair.dispose();
    }
}
