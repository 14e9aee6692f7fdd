import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concat, utf8, wipe, type Bytes } from '../bytes.ts';
import { keyFromPassphrase, saltBytes, type Progress } from './passphrase.ts';
import { isBounded, type PassphraseCost } from './passphraseCost.ts';
import { StoreFailure } from './storeFailure.ts';
import { StoreKeys, storeKeyBytes } from './storeKeys.ts';

const currentVersion = 1;
const nonceBytes = 24;

/** A key that never leaves the browser's own storage; undefined when what is opened was not sealed by it. */
export interface DeviceSeal {
    seal(plaintext: Bytes, authenticated: Bytes): Promise<Bytes>;
    open(sealed: Bytes, authenticated: Bytes): Promise<Bytes | undefined>;
}

/**
 * The store key, wrapped twice: `device seal(nonce || XChaCha20-Poly1305(Argon2id(passphrase, salt, cost), nonce, aad, store key))`,
 * both with `aad = label || version u32 || memory u32 || passes u32 || salt`. Nobody opens it without the passphrase, nor without
 * the device's key; and the outer layer tells damage from a wrong passphrase before any work is done.
 */
type KeyFile = {
    readonly version: number;
    readonly cost: PassphraseCost;
    readonly salt: Bytes;
    readonly wrapped: Bytes;
};

/** Draws a store key and wraps it. */
export async function makeKeyFile(
    passphrase: string,
    cost: PassphraseCost,
    device: DeviceSeal,
    progress: Progress,
): Promise<{ readonly file: KeyFile; readonly keys: StoreKeys }> {
    const salt = crypto.getRandomValues(new Uint8Array(saltBytes));
    const wrapping = await keyFromPassphrase(passphrase, salt, cost, progress);
    const storeKey = crypto.getRandomValues(new Uint8Array(storeKeyBytes));
    try {
        const authenticated = aad(currentVersion, cost, salt);
        const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
        const inner = concat(nonce, xchacha20poly1305(wrapping, nonce, authenticated).encrypt(storeKey));
        const file = { version: currentVersion, cost, salt, wrapped: await device.seal(inner, authenticated) };
        return { file, keys: new StoreKeys(storeKey) };
    } finally {
        wipe(wrapping, storeKey);
    }
}

/** Checks what was found in the place of a key file. */
export function readKeyFile(found: unknown): KeyFile {
    const { version, cost, salt, wrapped } = (found ?? {}) as Partial<KeyFile>;
    if (typeof version === 'number' && version > currentVersion) throw new StoreFailure('newer-version');
    if (version !== currentVersion || !cost || !isBounded(cost)) throw new StoreFailure('damaged');
    if (!(salt instanceof Uint8Array) || salt.length !== saltBytes || !(wrapped instanceof Uint8Array)) throw new StoreFailure('damaged');
    return { version, cost: { memory: cost.memory, passes: cost.passes }, salt, wrapped };
}

/** Opens the store key with a passphrase. */
export async function openKeyFile(file: KeyFile, passphrase: string, device: DeviceSeal, progress: Progress): Promise<StoreKeys> {
    const authenticated = aad(file.version, file.cost, file.salt);
    const inner = await device.open(file.wrapped, authenticated);
    if (!inner) throw new StoreFailure('damaged');
    const wrapping = await keyFromPassphrase(passphrase, file.salt, file.cost, progress);
    try {
        const storeKey = unwrapped(wrapping, inner, authenticated);
        const keys = new StoreKeys(storeKey);
        wipe(storeKey);
        return keys;
    } finally {
        wipe(wrapping);
    }
}

function unwrapped(wrapping: Bytes, inner: Bytes, authenticated: Bytes): Uint8Array {
    try {
        return xchacha20poly1305(wrapping, inner.subarray(0, nonceBytes), authenticated).decrypt(inner.subarray(nonceBytes));
    } catch (cause) {
        throw new StoreFailure('wrong-passphrase', cause);
    }
}

function aad(version: number, cost: PassphraseCost, salt: Bytes): Bytes {
    const numbers = new DataView(new ArrayBuffer(12));
    numbers.setUint32(0, version);
    numbers.setUint32(4, cost.memory);
    numbers.setUint32(8, cost.passes);
    return concat(utf8('SecureDialogue store key'), new Uint8Array(1), new Uint8Array(numbers.buffer), salt);
}
