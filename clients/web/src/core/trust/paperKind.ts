/** What several people sign as one paper. */
export const PaperKind = {
    /** A version of the Charter; with version 1 the founders' admissions. */
    charter: 1,
    /** The admission of a person, or of a further or returning device. */
    admission: 2,
    /** An order to remove somebody. */
    removalOrder: 3,
    /** A revocation of a device or a person. */
    revocation: 4,
} as const;
export type PaperKind = (typeof PaperKind)[keyof typeof PaperKind];
