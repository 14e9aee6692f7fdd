/** What one guess at a passphrase costs: Argon2id's parameters, memory in KiB. */
export type PassphraseCost = { readonly memory: number; readonly passes: number };

const mebibyte = 1024;

/** The least that a new store is made with (OWASP's floor for Argon2id): 19 MiB and two passes. */
export const floorCost: PassphraseCost = { memory: 19 * mebibyte, passes: 2 };

const mostMemory = 64 * mebibyte;
const mostPasses = 8;

/** A store may ask for no more than 256 MiB and 16 passes, so that opening a strange one does not stop the device. */
export function isBounded({ memory, passes }: PassphraseCost): boolean {
    return within(memory, 8, 256 * mebibyte) && within(passes, 1, 16);
}

/**
 * The cost that takes about `target` on a device that took `measured` (both in milliseconds) for the floor: memory first, up to
 * 64 MiB, then passes; never less than the floor.
 */
export function calibrated(measured: number, target: number): PassphraseCost {
    const affordable = Math.max(1, target / Math.max(measured, 1));
    const memory = Math.min(mostMemory, Math.floor((floorCost.memory * affordable) / mebibyte) * mebibyte);
    const passes = Math.floor((floorCost.memory * floorCost.passes * affordable) / memory);
    return { memory, passes: Math.min(mostPasses, Math.max(floorCost.passes, passes)) };
}

function within(value: number, least: number, most: number): boolean {
    return Number.isSafeInteger(value) && value >= least && value <= most;
}
