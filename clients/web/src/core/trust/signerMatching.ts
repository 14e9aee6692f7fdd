import type { DeviceKey } from './deviceKey.ts';
import type { Signer } from './signer.ts';

/** One question of a rule: whether a signer may fill this slot. */
export type Slot = (signer: Signer) => boolean;

/** Whether every slot of a rule can have a signer of its own (bipartite matching by augmenting paths). */
export function fillsAll(slots: readonly Slot[], signers: readonly Signer[]): boolean {
    return slots.length <= signers.length && countFilled(slots, signers) === slots.length;
}

/** How many slots can have a signer at once. */
export function countFilled(slots: readonly Slot[], signers: readonly Signer[]): number {
    const slotOf = new Map<DeviceKey, number>();
    return slots.filter((_, slot) => place(slot, new Set())).length;

    function place(slot: number, tried: Set<DeviceKey>): boolean {
        for (const { key } of signers.filter(slots[slot] as Slot)) {
            if (tried.has(key)) continue;
            tried.add(key);
            const taken = slotOf.get(key);
            if (taken === undefined || place(taken, tried)) {
                slotOf.set(key, slot);
                return true;
            }
        }
        return false;
    }
}
