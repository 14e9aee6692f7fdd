/** Counsel's answer: nothing stands against it, yes under conditions, or no. */
export const CounselAnswer = { yes: 1, withConditions: 2, no: 3 } as const;
export type CounselAnswer = (typeof CounselAnswer)[keyof typeof CounselAnswer];
