import { concat, copyOf, type Bytes } from '../bytes.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import { decodeObject, encodeObject, hashOf, type ObjectCodec } from '../cbor/objectCodec.ts';
import { ObjectLimits } from '../cbor/objectLimits.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { Opaque } from '../cbor/opaque.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { readHash } from '../trust/trustFields.ts';
import { welcomeBundleCodec, type WelcomeBundle } from './welcomeBundle.ts';

/** One of at most 16 letters that together hold a `WelcomeBundle`. */
export type WelcomePart = Extensible & {
    readonly channel: Opaque;
    /** The epoch the Welcome leads into. */
    readonly epoch: bigint;
    /** SHA-256 of the whole bundle. */
    readonly bundle: ObjectHash;
    /** 1 to `parts`. */
    readonly part: number;
    /** 1 to 16. */
    readonly parts: number;
    /** This part's bytes. */
    readonly bytes: Bytes;
};

const maxParts = 16;

/** The most bytes of a part: its letter still fits the 64 KiB size class. */
const maxPartBytes = 60 * 1024;

export const welcomePartCodec: ObjectCodec<WelcomePart> = {
    maxBytes: maxPartBytes + 512,
    read: (fields) => {
        const parts = fields.number(5, 1, maxParts);
        return {
            channel: fields.opaque(1, 16, 64),
            epoch: fields.big(2, 0n, ObjectLimits.maxLong),
            bundle: readHash(fields, 3),
            part: fields.number(4, 1, parts),
            parts,
            bytes: fields.bytes(6, 1, maxPartBytes),
            ...fields.finish(),
        };
    },
    write: (fields, value) => {
        fields.opaque(1, value.channel);
        fields.number(2, value.epoch);
        fields.opaque(3, value.bundle);
        fields.number(4, value.part);
        fields.number(5, value.parts);
        fields.bytes(6, value.bytes);
    },
};

/** Cuts a bundle into parts. @throws RangeError when it needs more than 16. */
export function splitBundle(channel: Opaque, epoch: bigint, bundle: WelcomeBundle): readonly WelcomePart[] {
    const bytes = encodeObject(welcomeBundleCodec, bundle);
    const parts = Math.ceil(bytes.length / maxPartBytes);
    if (parts > maxParts) throw new RangeError('a bundle has at most 16 parts');
    return Array.from({ length: parts }, (_, i) => ({
        channel,
        epoch,
        bundle: hashOf(bytes),
        part: i + 1,
        parts,
        bytes: copyOf(bytes.subarray(i * maxPartBytes, (i + 1) * maxPartBytes)),
    }));
}

/**
 * Puts a bundle together once all its parts are there, in whatever order they came; undefined while one is missing.
 * @throws MalformedObjectException when the parts are not of one bundle, or their hash is not the one they name.
 */
export function joinBundle(parts: readonly WelcomePart[]): WelcomeBundle | undefined {
    const distinct = [...new Map(parts.toReversed().map((part) => [part.part, part])).values()].sort((a, b) => a.part - b.part);
    const [first] = distinct;
    if (first === undefined) return undefined;
    requireRule(
        distinct.every((part) => isOfSameBundle(part, first)),
        'parts of different bundles',
    );
    if (distinct.length < first.parts) return undefined;
    const bytes = concat(...distinct.map((part) => part.bytes));
    requireRule(hashOf(bytes) === first.bundle, "a bundle's hash is not its own");
    return decodeObject(welcomeBundleCodec, bytes);
}

function isOfSameBundle(a: WelcomePart, b: WelcomePart): boolean {
    return a.channel === b.channel && a.epoch === b.epoch && a.bundle === b.bundle && a.parts === b.parts;
}
