import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';

/** Says nothing but what every message's envelope says: how far the sender has read. Runs the retention clock. */
export type SeenContent = Extensible & { readonly type: 'seen' };

export const seenContentCodec: ObjectCodec<SeenContent> = {
    maxBytes: 64,
    read: (fields) => ({ type: 'seen', ...fields.finish() }),
    write: () => undefined,
};
