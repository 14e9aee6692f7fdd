import { localRecord, optional, word } from '../sync/localRecord.ts';
import { bytes, record, type Of } from '../wire/jsonRecord.ts';
import type { RequestState } from './requestState.ts';

/** A request received here. */
export type StoredRequest = Of<typeof shape>;

const shape = record({
    /** The signed request as it came. */
    request: bytes,
    /** SHA-256 of the secret it carried: the invitation's key. */
    invitation: bytes,
    /** 32 bytes, drawn here when it came. */
    nonce: bytes,
    /** What became of it. */
    state: word<RequestState>('waiting', 'in-doubt', 'differ', 'admitted', 'declined', 'proposed'),
    /** The id of the paper that answers it, 32 bytes; absent until one is proposed. */
    paper: optional(bytes),
});

export const storedRequestRecord = localRecord(shape);
