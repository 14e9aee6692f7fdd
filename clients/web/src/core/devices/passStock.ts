import { sha256 } from '@noble/hashes/sha2.js';
import { encodeObject } from '../cbor/objectCodec.ts';
import type { StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { relayPassCodec, type RelayPass } from '../trust/relayPass.ts';

/** Puts a pass that an officer gave into the stock of passes that this device may spend. */
export function putPass(writer: StoreWriter, pass: RelayPass): void {
    writer.put(bucket.passes, sha256(pass.pass), encodeObject(relayPassCodec, pass));
}
