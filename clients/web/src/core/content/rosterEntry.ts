import type { ObjectCodec } from '../cbor/objectCodec.ts';
import { ObjectLimits } from '../cbor/objectLimits.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { readHash } from '../trust/trustFields.ts';

/** One member, as the committer's tree shows them. */
export type RosterEntry = Extensible & {
    /** The leaf's index. */
    readonly leaf: number;
    /** The admission's hash. */
    readonly admission: ObjectHash;
};

export const rosterEntryCodec: ObjectCodec<RosterEntry> = {
    maxBytes: 128,
    read: (fields) => ({ leaf: fields.number(1, 0, ObjectLimits.maxUint32), admission: readHash(fields, 2), ...fields.finish() }),
    write: (fields, value) => {
        fields.number(1, value.leaf);
        fields.opaque(2, value.admission);
    },
};
