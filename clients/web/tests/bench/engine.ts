/** One operation to measure; what it needs was made before. */
export type Operation = () => Promise<unknown>;

/** Operations of one engine in a group of `size`, by their names; both engines have the same. */
export type Operations = ReadonlyMap<string, Operation>;

/** An engine under measurement. */
export interface Engine {
    /** Makes the group right after one member added the others in one commit, and one in which everybody has committed. */
    operations(suite: number, size: number): Promise<Operations>;
}
