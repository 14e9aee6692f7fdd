import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { decodeSigned } from '../cbor/signedCodec.ts';
import type { StoreReader, StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { joinRequestCodec, type JoinRequest } from '../trust/joinRequest.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { DeskFailure } from './deskFailure.ts';
import { storedRequestRecord, type StoredRequest } from './storedRequest.ts';

/** A request received here, by its id. */
export type KeptRequest = { readonly id: ObjectHash; readonly record: StoredRequest };

/** The requests received here. */
export const requestShelf = {
    /** All of them, in the order in which they came. */
    async all(reader: StoreReader): Promise<readonly KeptRequest[]> {
        const entries = await reader.list(bucket.requests);
        return entries.map(({ key, value }) => ({ id: opaqueOf<ObjectHash>(key), record: storedRequestRecord.decode(value) }));
    },

    /** The open request of an id. @throws DeskFailure when there is none. */
    async open(reader: StoreReader, id: string): Promise<KeptRequest> {
        const found = (await requestShelf.all(reader)).find((one) => one.id === id && isOpen(one));
        if (found === undefined) throw new DeskFailure('not-found');
        return found;
    },

    /** The request that a paper answers. */
    async ofPaper(reader: StoreReader, paper: ObjectHash): Promise<KeptRequest | undefined> {
        return (await requestShelf.all(reader)).find(({ record }) => record.paper !== undefined && opaqueOf(record.paper) === paper);
    },

    put(writer: StoreWriter, id: ObjectHash, record: StoredRequest): void {
        storedRequestRecord.put(writer, bucket.requests, bytesOf(id), record);
    },
};

/** What was asked. */
export function bodyOf(record: StoredRequest): JoinRequest {
    return decodeSigned(joinRequestCodec, record.request).body;
}

/** Whether it waits for this officer. */
export function isOpen({ record }: Pick<KeptRequest, 'record'>): boolean {
    return record.state === 'waiting' || record.state === 'in-doubt' || record.state === 'differ';
}
