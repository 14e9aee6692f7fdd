/** How a leaf node came to be (RFC 9420 §7.2). */
export type LeafNodeSource = (typeof LeafNodeSource)[keyof typeof LeafNodeSource];

export const LeafNodeSource = {
    /** In a key package. */
    KeyPackage: 1,
    /** In an Update proposal. */
    Update: 2,
    /** In a commit's UpdatePath. */
    Commit: 3,
} as const;
