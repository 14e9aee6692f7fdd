import type { LeafIndex } from '../tree/leafIndex.ts';
import type { MessageKey } from './messageKey.ts';
import type { RatchetKind } from './ratchetKind.ts';
import type { RatchetStep } from './ratchetStep.ts';
import type { SecretTreeExpansion } from './secretTreeExpansion.ts';

/** A message key that may still be given back; `SecretTree.take` makes its use final. Owns what nobody has taken. */
export class PreparedKey {
    readonly leaf: LeafIndex;
    readonly kind: RatchetKind;
    readonly step: RatchetStep;
    readonly expansion: SecretTreeExpansion | undefined;

    constructor(leaf: LeafIndex, kind: RatchetKind, step: RatchetStep, expansion: SecretTreeExpansion | undefined) {
        this.leaf = leaf;
        this.kind = kind;
        this.step = step;
        this.expansion = expansion;
    }

    get key(): MessageKey {
        return this.step.key;
    }

    get generation(): number {
        return this.step.generation;
    }

    dispose(): void {
        this.step.dispose();
        this.expansion?.dispose();
    }
}
