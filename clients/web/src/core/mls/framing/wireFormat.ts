/** What an MLSMessage holds (RFC 9420 §6). */
export const WireFormat = { PublicMessage: 1, PrivateMessage: 2, Welcome: 3, GroupInfo: 4, KeyPackage: 5 } as const;
export type WireFormat = (typeof WireFormat)[keyof typeof WireFormat];
