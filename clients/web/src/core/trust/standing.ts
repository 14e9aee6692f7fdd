/** In what capacity somebody comes; always as a person, never for a government. */
export const Standing = { nonOfficial: 1, formerOfficial: 2, officialInPersonalCapacity: 3 } as const;
export type Standing = (typeof Standing)[keyof typeof Standing];
