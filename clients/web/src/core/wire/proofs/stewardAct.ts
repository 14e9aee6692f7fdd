import { concat, copyOf, isZero, type Bytes } from '../../bytes.ts';
import { Limits } from '../limits.ts';
import type { ChannelId } from '../opaqueId.ts';
import { ProofLabel } from './proofLabel.ts';
import { fixed, idField, key, layOut, number } from './proofWriter.ts';

/**
 * What a steward's act does. The first two are about one commit; all others set something for the channel and stand whatever commit
 * is superseded.
 */
export const StewardVerb = {
    /** Voids a commit and everything after it; the epoch before is current again. */
    supersede: 1,
    /** Puts a wrong access key of the current epoch right. */
    setKey: 2,
    /** From here on a commit needs a steward's signature beside the current access key's. */
    demand: 3,
    /** Takes `demand` back. */
    release: 4,
    /** From here on no talk and no lasting item is taken; commits are. */
    closePosts: 5,
    /** Takes `closePosts` back. */
    openPosts: 6,
    /** The relay keeps talk for fewer days. */
    shorten: 7,
    /** Nothing is taken any more, for good; what is in the log stays as long as it would. */
    close: 8,
    /** Another key is a steward's, too. */
    addSteward: 9,
} as const;
export type StewardVerb = (typeof StewardVerb)[keyof typeof StewardVerb];

/**
 * A steward's act, as it stands in the log. It carries no nonce, because members verify it later. Supersede and set key name the
 * exact commit they are about; any other act names the end of the log as its steward knew it and is refused after a later lasting or
 * steward item, so after itself: no act can be used twice.
 *
 *     verb u8 | epoch u64 | sequence u64 | hash 32 | hour u64 | key 32 | steward key 32 | signature 64
 */
export type StewardAct = {
    readonly verb: StewardVerb;
    /** Supersede: the epoch that becomes current again. Set key: the current epoch. Others: 0. */
    readonly epoch: bigint;
    /**
     * Supersede: the commit that becomes void. Set key: the commit that handed in the wrong key. Others: a sequence not before the last
     * lasting or steward item, and before the act's own.
     */
    readonly sequence: bigint;
    /** Supersede and set key: SHA-256 of that commit's bytes. Others: zero. */
    readonly hash: Bytes;
    /** Hours since 1970, UTC. */
    readonly hour: bigint;
    /** Set key: the right access key. Shorten: the days, as a number. Add steward: the key that becomes a steward's. Others: zero. */
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

/** Whether an act is about one commit, not about the channel. */
export function isAboutCommit({ verb }: Pick<StewardAct, 'verb'>): boolean {
    return verb === StewardVerb.supersede || verb === StewardVerb.setKey;
}

/** What `shorten` carries in place of a key. */
export function keyOfDays(days: number): Bytes {
    const key = new Uint8Array(Limits.keyBytes);
    key[key.length - 1] = days;
    return key;
}

/** What `shorten` sets. */
export function daysOf(act: Pick<StewardAct, 'key'>): number {
    return act.key[act.key.length - 1] as number;
}

/** The relay counts in signed numbers; a field that a verb does not use is zero: nothing is signed that means nothing. */
function isPossible(act: StewardAct): boolean {
    const isPlaced = act.sequence < 1n << 63n && (isAboutCommit(act) || (act.epoch === 0n && isZero(act.hash)));
    return isPlaced && isPossibleKey(act);
}

function isPossibleKey({ verb, key }: StewardAct): boolean {
    switch (verb) {
        case StewardVerb.setKey:
        case StewardVerb.addSteward:
            return true;
        case StewardVerb.shorten:
            return isZero(key.subarray(0, -1)) && daysOf({ key }) >= 1 && daysOf({ key }) <= Limits.talkDays;
        default:
            return isZero(key);
    }
}

function bodyOf(act: Omit<StewardAct, 'stewardKey' | 'signature'>): Bytes {
    return concat(Uint8Array.of(act.verb), number(act.epoch), number(act.sequence), key(act.hash), number(act.hour), key(act.key));
}
