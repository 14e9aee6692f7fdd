import type { Brand } from '../brand.ts';

/** The short name of a party in objects: 1 to 16 of A-Z, a-z, 0-9 and hyphen, case kept. */
export type PartyCode = Brand<string, 'PartyCode'>;

export const maxPartyCodeLength = 16;

/** The code, or undefined when the text is none. */
export function parsePartyCode(text: string): PartyCode | undefined {
    return /^[A-Za-z0-9-]{1,16}$/.test(text) ? (text as PartyCode) : undefined;
}
