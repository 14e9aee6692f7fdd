import type { RoleWord } from '../trust/roleWords.ts';

/** A side as the first founder planned it. */
export type SideView = { readonly code: string; readonly title: string };

/** Somebody who is to sign version 1 of the Charter. */
export type FounderView = {
    /** The answer's id; of this device's person the device key. */
    readonly id: string;
    readonly name: string;
    /** The side's code; undefined for neutral. */
    readonly party: string | undefined;
    readonly roles: readonly RoleWord[];
    /** Whether it is this device's person. */
    readonly isSelf: boolean;
    /** Another device used the same link: nothing can be proposed while this founder stands here. */
    readonly inDoubt: boolean;
};
