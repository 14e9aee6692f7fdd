import type { Bytes } from '../../bytes.ts';
import { type LeafIndex, leafIndex, nodeOf } from './leafIndex.ts';
import type { LeafNode } from './leafNode.ts';
import { isLeaf, type NodeIndex } from './nodeIndex.ts';
import type { ParentNode } from './parentNode.ts';
import * as treeMath from './treeMath.ts';

/** What stands at a place of the tree: a leaf at the even ones, a parent at the odd, or nothing. */
export type TreeNode = LeafNode | ParentNode | undefined;

/**
 * The group's public tree (RFC 9420 §4, §7.7): always a full tree of a power of two leaves, in which nodes may be blank.
 * An epoch's tree is not changed any more; a commit works on a `copy`. Tree hashes are kept until a node below changes.
 */
export class RatchetTree {
    readonly #nodes: TreeNode[];
    readonly #hashes: (Bytes | undefined)[];

    private constructor(nodes: TreeNode[], hashes: (Bytes | undefined)[]) {
        this.#nodes = nodes;
        this.#hashes = hashes;
    }

    static ofLeaf(only: LeafNode): RatchetTree {
        return RatchetTree.ofNodes([only]);
    }

    /** A full tree from its nodes, leaves at even places; the array is taken. */
    static ofNodes(nodes: TreeNode[]): RatchetTree {
        return new RatchetTree(nodes, new Array<Bytes | undefined>(nodes.length).fill(undefined));
    }

    /** Leaves of the tree, blank ones included; a power of two. */
    get leafCount(): number {
        return (this.#nodes.length + 1) / 2;
    }

    get nodeCount(): number {
        return this.#nodes.length;
    }

    get root(): NodeIndex {
        return treeMath.root(this.leafCount);
    }

    /** The leaf at a place; `undefined` if it is blank or outside the tree. */
    leaf(index: LeafIndex): LeafNode | undefined {
        return this.#nodes[nodeOf(index)] as LeafNode | undefined;
    }

    /** The node at the place of a parent; `undefined` if it is blank. */
    parent(node: NodeIndex): ParentNode | undefined {
        return this.#nodes[node] as ParentNode | undefined;
    }

    node(node: NodeIndex): TreeNode {
        return this.#nodes[node];
    }

    isBlank(node: NodeIndex): boolean {
        return this.#nodes[node] === undefined;
    }

    /** The key of a node that is not blank. */
    encryptionKey(node: NodeIndex): Uint8Array {
        const value = this.#nodes[node];
        if (value === undefined) throw new Error('a blank node has no key');
        return value.encryptionKey;
    }

    occupiedLeaves(): LeafIndex[] {
        const occupied: LeafIndex[] = [];
        for (let i = 0; i < this.leafCount; i++) if (this.#nodes[i * 2] !== undefined) occupied.push(leafIndex(i));
        return occupied;
    }

    copy(): RatchetTree {
        return new RatchetTree(this.#nodes.slice(), this.#hashes.slice());
    }

    cachedHash(node: NodeIndex): Bytes | undefined {
        return this.#hashes[node];
    }

    cacheHash(node: NodeIndex, hash: Bytes): void {
        this.#hashes[node] = hash;
    }

    /** The nodes that stand for a node: itself and its unmerged leaves, or its children's (RFC 9420 §4.1.1). */
    resolution(node: NodeIndex): NodeIndex[] {
        const nodes: NodeIndex[] = [];
        this.#addResolution(node, nodes);
        return nodes;
    }

    /** The direct path without nodes whose copath child has an empty resolution (RFC 9420 §4.1.2). */
    filteredDirectPath(leaf: LeafIndex): NodeIndex[] {
        return treeMath.directPath(leaf, this.leafCount).filter((node) => this.#hasResolution(treeMath.childAwayFrom(node, leaf)));
    }

    /** Adds a leaf at the leftmost blank place (RFC 9420 §12.1.1). */
    addLeaf(leaf: LeafNode): LeafIndex {
        let place = 0;
        while (place < this.leafCount && this.#nodes[place * 2] !== undefined) place++;
        if (place === this.leafCount) this.#resize(this.leafCount * 2);
        const index = leafIndex(place);
        this.set(nodeOf(index), leaf);
        for (const node of treeMath.directPath(index, this.leafCount)) {
            const parent = this.parent(node);
            if (parent !== undefined) {
                this.set(node, { ...parent, unmergedLeaves: [...parent.unmergedLeaves, index].sort((a, b) => a - b) });
            }
        }
        return index;
    }

    /** Replaces a leaf and blanks its direct path (RFC 9420 §12.1.2). */
    updateLeaf(index: LeafIndex, leaf: LeafNode): void {
        this.set(nodeOf(index), leaf);
        this.blankDirectPath(index);
    }

    /** Blanks a leaf and its direct path and cuts the tree while its right half is blank (RFC 9420 §12.1.3). */
    removeLeaf(index: LeafIndex): void {
        this.set(nodeOf(index), undefined);
        this.blankDirectPath(index);
        while (this.leafCount > 1 && !this.#hasResolution(treeMath.right(this.root))) this.#resize(this.leafCount / 2);
    }

    /** Puts a node at a place inside the tree, a leaf at an even one. */
    set(node: NodeIndex, value: TreeNode): void {
        this.#nodes[node] = value;
        this.#hashes[node] = undefined;
        for (const ancestor of treeMath.ancestors(node, this.leafCount)) this.#hashes[ancestor] = undefined;
    }

    blankDirectPath(index: LeafIndex): void {
        for (const node of treeMath.directPath(index, this.leafCount)) this.set(node, undefined);
    }

    #hasResolution(node: NodeIndex): boolean {
        if (!this.isBlank(node)) return true;
        return !isLeaf(node) && (this.#hasResolution(treeMath.left(node)) || this.#hasResolution(treeMath.right(node)));
    }

    #addResolution(node: NodeIndex, nodes: NodeIndex[]): void {
        if (this.#nodes[node] !== undefined) {
            nodes.push(node);
            if (!isLeaf(node)) for (const leaf of this.parent(node)?.unmergedLeaves ?? []) nodes.push(nodeOf(leaf));
        } else if (!isLeaf(node)) {
            this.#addResolution(treeMath.left(node), nodes);
            this.#addResolution(treeMath.right(node), nodes);
        }
    }

    #resize(leafCount: number): void {
        const length = treeMath.nodeCount(leafCount);
        while (this.#nodes.length < length) {
            this.#nodes.push(undefined);
            this.#hashes.push(undefined);
        }
        this.#nodes.length = length;
        this.#hashes.length = length;
    }
}
