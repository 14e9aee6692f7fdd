/** What an MLSMessage holds (RFC 9420 §6). */
export const WireFormat = { publicMessage: 1, privateMessage: 2, welcome: 3, groupInfo: 4, keyPackage: 5 } as const;
export type WireFormat = (typeof WireFormat)[keyof typeof WireFormat];
