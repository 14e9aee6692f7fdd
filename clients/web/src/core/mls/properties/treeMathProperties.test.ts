import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLong } from '../../../../tests/seededRandom.ts';
import { leafIndex, nodeOf } from '../tree/leafIndex.ts';
import { isLeaf, nodeIndex, type NodeIndex } from '../tree/nodeIndex.ts';
import * as treeMath from '../tree/treeMath.ts';

// Where nodes are, in trees of up to 2^30 leaves.

const cases = isLong ? 20_000 : 500;

type Place = { readonly leaves: number; readonly node: NodeIndex };

const places: fc.Arbitrary<Place> = fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 2 ** 31 - 2 }))
    .map(([level, place]) => ({ leaves: 2 ** level, node: nodeIndex(place % treeMath.nodeCount(2 ** level)) }));

function holds(name: string, property: (place: Place) => void): void {
    test(name, () => {
        fc.assert(fc.property(places, property), { numRuns: cases });
        console.log(`measured: ${name}: ${cases} cases`);
    });
}

holds('a parent is the parent of its children', ({ node }) => {
    if (isLeaf(node)) return;
    const [left, right] = [treeMath.left(node), treeMath.right(node)];
    expect([treeMath.parent(left), treeMath.parent(right)]).toEqual([node, node]);
    expect(left < node && node < right).toBe(true);
});

holds('siblings are one another’s and have one parent', ({ leaves, node }) => {
    if (node === treeMath.root(leaves)) return;
    const sibling = treeMath.sibling(node);
    expect(sibling).not.toBe(node);
    expect(treeMath.sibling(sibling)).toBe(node);
    expect(treeMath.parent(sibling)).toBe(treeMath.parent(node));
});

holds('ancestors climb level by level to the root', ({ leaves, node }) => {
    const ancestors = treeMath.ancestors(node, leaves);
    expect(ancestors.map(treeMath.level)).toEqual(ancestors.map((_, i) => treeMath.level(node) + 1 + i));
    expect(ancestors.at(-1) ?? node).toBe(treeMath.root(leaves));
    for (const ancestor of ancestors) expect(treeMath.isBelow(node, ancestor)).toBe(true);
});

holds('a leaf is below exactly one child of each ancestor', ({ leaves, node }) => {
    const leaf = leafIndex(Math.floor(node / 2));
    for (const ancestor of treeMath.directPath(leaf, Math.max(leaves, 2))) {
        const [towards, away] = [treeMath.childTowards(ancestor, leaf), treeMath.childAwayFrom(ancestor, leaf)];
        const below = (child: NodeIndex): boolean => child === nodeOf(leaf) || treeMath.isBelow(nodeOf(leaf), child);
        expect([below(towards), below(away)]).toEqual([true, false]);
        expect(new Set([towards, away])).toEqual(new Set([treeMath.left(ancestor), treeMath.right(ancestor)]));
    }
});
