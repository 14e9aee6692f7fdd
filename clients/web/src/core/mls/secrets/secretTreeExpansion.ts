import type { Secret } from '../crypto/secret.ts';
import type { NodeIndex } from '../tree/nodeIndex.ts';
import type { LeafRatchets } from './leafRatchets.ts';

/** What stands where a node's secret stood. */
type ExpandedNodes = { readonly nodes: readonly (readonly [NodeIndex, Secret])[]; readonly ratchets: LeafRatchets };

/** What replaces a node's secret when a leaf below it is first needed. Owns what nobody has taken. */
export class SecretTreeExpansion {
    /** The node whose secret is replaced. */
    readonly source: NodeIndex;
    /** The ratchets of the leaf, to prepare a key with. */
    readonly ratchets: LeafRatchets;
    #expanded: ExpandedNodes | undefined;

    constructor(source: NodeIndex, expanded: ExpandedNodes) {
        this.source = source;
        this.ratchets = expanded.ratchets;
        this.#expanded = expanded;
    }

    /** What was derived, from now on the caller's; undefined if somebody has it already. */
    take(): ExpandedNodes | undefined {
        const taken = this.#expanded;
        this.#expanded = undefined;
        return taken;
    }

    dispose(): void {
        const expanded = this.take();
        expanded?.ratchets.dispose();
        for (const [, secret] of expanded?.nodes ?? []) secret.dispose();
    }
}
