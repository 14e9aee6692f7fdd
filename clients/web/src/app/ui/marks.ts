import type { PartyView } from '../../worker/api.ts';

export type Mark = 0 | 1 | 2 | 'team';

const marks = [0, 1, 2] as const;

/** The shape and tint of a party; three are drawn, the word beside them tells more apart. */
export const markOf = (party: PartyView | undefined): Mark => (party === undefined ? 'team' : (marks[party.mark % marks.length] ?? 0));
