import { optional } from '../sync/localRecord.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { count, list, record, text, type Json, type Of } from '../wire/jsonRecord.ts';

/** What the first founder decided, until all founders have signed the Charter that says it. */
export type FoundingPlan = Of<typeof foundingPlan>;

/** Codes were judged before they were stored. */
const code = text as unknown as Json<PartyCode>;

export const foundingPlan = record({
    title: text,
    /** Code and title of each party. */
    parties: list(record({ code, title: text })),
    /** The word of standard rules. */
    rules: text,
    /** The first founder's own roles. */
    roles: count,
    /** The first founder's party code; absent for neutral. */
    party: optional(code),
});
