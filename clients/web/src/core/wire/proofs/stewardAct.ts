import { concat, copyOf, isZero, type Bytes } from '../../bytes.ts';
import { Limits } from '../limits.ts';
import type { ChannelId } from '../opaqueId.ts';
import { ProofLabel } from './proofLabel.ts';
import { fixed, idField, key, layOut, number } from './proofWriter.ts';

/** What a steward's act does. */
export const StewardVerb = {
    /** Voids a commit and everything after it; the epoch before is current again. */
    supersede: 1,
    /** Puts a wrong access key of the current epoch right. */
    setKey: 2,
} as const;
export type StewardVerb = (typeof StewardVerb)[keyof typeof StewardVerb];

/**
 * A steward's act, as it stands in the log. It carries no nonce, because members verify it later; it names the exact item it is about,
 * so it cannot be used twice to another effect: `verb u8 | epoch u64 | sequence u64 | hash 32 | hour u64 | key 32 (zero for supersede) |
 * steward key 32 | signature 64`.
 */
export type StewardAct = {
    readonly verb: StewardVerb;
    /** Supersede: the epoch that becomes current again. Set key: the current epoch. */
    readonly epoch: bigint;
    /** The commit it is about: the one superseded, or the one that handed in the wrong key. */
    readonly sequence: bigint;
    /** SHA-256 of that commit's bytes. */
    readonly hash: Bytes;
    /** Hours since 1970, UTC. */
    readonly hour: bigint;
    /** Set key: the right access key. Supersede: 32 zero bytes. */
    readonly key: Bytes;
    /** Ed25519. */
    readonly stewardKey: Bytes;
    /** Over `stewardSignedBytes`. */
    readonly signature: Bytes;
};

const bodyBytes = 1 + 3 * 8 + 2 * Limits.keyBytes;

/** Bytes of an encoded act. */
const stewardActBytes = bodyBytes + Limits.keyBytes + Limits.signatureBytes;

/** What the steward signs: `label || 0x00 || channel || verb … key`. */
export function stewardSignedBytes(channel: ChannelId, act: Omit<StewardAct, 'stewardKey' | 'signature'>): Bytes {
    return layOut(ProofLabel.steward, idField(channel), bodyOf(act));
}

/** @throws RangeError when a field has a wrong length. */
export function encodeStewardAct(act: StewardAct): Bytes {
    return concat(bodyOf(act), key(act.stewardKey), fixed(act.signature, Limits.signatureBytes));
}

/** Reads an act, its signature not verified; undefined when the bytes are none. */
export function decodeStewardAct(bytes: Uint8Array): StewardAct | undefined {
    const verb = Object.values(StewardVerb).find((value) => value === bytes[0]);
    if (bytes.length !== stewardActBytes || verb === undefined) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const act = {
        verb,
        epoch: view.getBigUint64(1),
        sequence: view.getBigUint64(9),
        hash: copyOf(bytes.subarray(17, 49)),
        hour: view.getBigUint64(49),
        key: copyOf(bytes.subarray(57, bodyBytes)),
        stewardKey: copyOf(bytes.subarray(bodyBytes, bodyBytes + Limits.keyBytes)),
        signature: copyOf(bytes.subarray(bodyBytes + Limits.keyBytes)),
    };
    return isPossible(act) ? act : undefined;
}

/** The relay counts in signed numbers, and a supersede sets no key. */
function isPossible(act: StewardAct): boolean {
    return act.sequence < 1n << 63n && (act.verb === StewardVerb.setKey || isZero(act.key));
}

function bodyOf(act: Omit<StewardAct, 'stewardKey' | 'signature'>): Bytes {
    return concat(Uint8Array.of(act.verb), number(act.epoch), number(act.sequence), key(act.hash), number(act.hour), key(act.key));
}
