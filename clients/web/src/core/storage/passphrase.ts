import { argon2idAsync } from '@noble/hashes/argon2.js';
import { utf8, wipe, type Bytes } from '../bytes.ts';
import { calibrated, floorCost, type PassphraseCost } from './passphraseCost.ts';
import { StoreFailure } from './storeFailure.ts';

const maxChars = 4096;
const targetMilliseconds = 1000;

export const saltBytes = 16;

/** Told how far the work is, from 0 to 1. */
export type Progress = (part: number) => void;

/** key = Argon2id(UTF-8(NFC(passphrase)), salt, cost), 32 bytes: keyboards differ in how they compose one and the same letter. */
export async function keyFromPassphrase(passphrase: string, salt: Bytes, cost: PassphraseCost, progress: Progress): Promise<Bytes> {
    if (passphrase.length === 0 || passphrase.length > maxChars) throw new StoreFailure('wrong-passphrase');
    const bytes = utf8(passphrase.normalize('NFC'));
    try {
        const parameters = { t: cost.passes, m: cost.memory, p: 1, dkLen: 32, asyncTick: 50, onProgress: progress };
        const key = new Uint8Array(await argon2idAsync(bytes, salt, parameters));
        progress(1);
        return key;
    } catch (cause) {
        // Parameters were checked before, so what fails is the memory.
        throw new StoreFailure('unavailable', cause);
    } finally {
        wipe(bytes);
    }
}

/** Measures this device once at the floor and takes what costs it about a second. */
export async function calibratedCost(now: () => number): Promise<PassphraseCost> {
    const begun = now();
    wipe(await keyFromPassphrase('calibration', new Uint8Array(saltBytes), floorCost, () => undefined));
    return calibrated(now() - begun, targetMilliseconds);
}
