import type { Bytes } from '../bytes.ts';

/** A sealed record as it lies in the table: `name` and `bucket` are tags in hex, the number is in clear. */
export type SealedRow = {
    readonly bucket: string;
    readonly name: string;
    readonly ordinal: number | undefined;
    readonly sealed: Bytes;
};

export type TableChange =
    | { readonly change: 'put'; readonly row: SealedRow }
    | { readonly change: 'delete'; readonly name: string }
    | { readonly change: 'clear'; readonly bucket: string };

/** The table of sealed records. It sees how many there are, how large, their numbers and their order, and nothing else. */
export interface RecordTable {
    get(name: string): Promise<SealedRow | undefined>;

    /** Rows without a number, in the order of their first writing. */
    list(bucket: string): Promise<readonly SealedRow[]>;

    /** The first rows with numbers greater than `after`, ascending. */
    range(bucket: string, after: number, limit: number): Promise<readonly SealedRow[]>;

    /** The last rows with numbers smaller than `before`, ascending. */
    newest(bucket: string, before: number, limit: number): Promise<readonly SealedRow[]>;

    lastOrdinal(bucket: string): Promise<number | undefined>;

    /** Makes all changes in their order and sees them onto the disk, or none. */
    apply(changes: readonly TableChange[]): Promise<void>;

    close(): void;
}
