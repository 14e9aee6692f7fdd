/** The version of the protocol between client and relay. */
export const ProtocolVersion = {
    /** The version this code speaks; a relay answers `wrongVersion` to any other. */
    current: 1,
    /** Path of the hub below the relay's address. */
    hubPath: '/relay',
} as const;
