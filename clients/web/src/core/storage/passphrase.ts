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
        const onProgress = inSteps(progress);
        progress(0);
        const parameters = { t: cost.passes, m: cost.memory, p: 1, dkLen: 32, asyncTick: 50, onProgress };
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

/**
 * Measures this device at the floor and takes what costs it about a second. The first time is not counted: an engine is several
 * times slower before it has compiled the code, and what is measured too slow would make the passphrase too cheap.
 */
export async function calibratedCost(now: () => number): Promise<PassphraseCost> {
    await deriveOnce();
    const begun = now();
    await deriveOnce();
    return calibrated(now() - begun, targetMilliseconds);
}

async function deriveOnce(): Promise<void> {
    wipe(await keyFromPassphrase('calibration', new Uint8Array(saltBytes), floorCost, () => undefined));
}

/** Tells each hundredth once. */
function inSteps(progress: Progress): Progress {
    let told = 0;
    return (part) => {
        if (part - told < 0.01) return;
        told = part;
        progress(part);
    };
}
