import { count, record, text, type Of } from '../wire/jsonRecord.ts';

/** By which link this device came to the founding, until all founders have signed. */
export type FoundingAnswer = Of<typeof foundingAnswer>;

export const foundingAnswer = record({
    /** The founding link. */
    link: text,
    /** When it was answered, hours since 1970. */
    hour: count,
});
