/** Bounds that hold for every object. */
export const ObjectLimits = {
    /** Maps and arrays inside one another, the object itself included. */
    maxDepth: 8,
    /** The first key that a decoder keeps without knowing it. */
    firstUnknownKey: 64,
    /** The key of the signature or signatures of a signed object. */
    signatureKey: 63,
    /** The longest object of any type, in bytes. */
    maxObjectBytes: 1 << 20,
    /** The greatest number that the other client keeps in a signed 64-bit field. */
    maxLong: (1n << 63n) - 1n,
    maxUint32: 0xffff_ffff,
} as const;
