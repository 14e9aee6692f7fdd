/** What a remark about a paper is. */
export const RemarkKind = {
    /** A question to whoever proposed it. */
    question: 1,
    answer: 2,
    /** With its reason. */
    objection: 3,
    /** The sender's objection is withdrawn. */
    objectionWithdrawn: 4,
    /** The paper is withdrawn by whoever proposed it. */
    withdrawn: 5,
    /** The same, because the applicant's digits differed. */
    digitsDiffer: 6,
} as const;
export type RemarkKind = (typeof RemarkKind)[keyof typeof RemarkKind];
