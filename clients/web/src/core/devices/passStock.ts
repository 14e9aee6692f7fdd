import { sha256 } from '@noble/hashes/sha2.js';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import type { StoreReader, StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { relayPassCodec, type RelayPass } from '../trust/relayPass.ts';
import type { PassKind } from '../wire/passKind.ts';

/** The most of one kind that are kept: nobody fills this device's store with passes. */
const most = 64;

/** The passes that this device may spend: it minted them, or the device that mints sent them. */
export const passStock = {
    /** How many of a kind are here. */
    async count(reader: StoreReader, kind: PassKind): Promise<number> {
        return (await ofKind(reader, kind)).length;
    },

    /** Takes a pass out of the stock, in the transaction that keeps what it is spent on; undefined when none is left. */
    async take(writer: StoreWriter, kind: PassKind): Promise<RelayPass | undefined> {
        const [pass] = await ofKind(writer, kind);
        if (pass !== undefined) writer.delete(bucket.passes, sha256(pass.pass));
        return pass;
    },

    /** Puts a pass into the stock, unless there are enough. */
    async put(writer: StoreWriter, pass: RelayPass): Promise<void> {
        if ((await passStock.count(writer, pass.kind)) >= most) return;
        writer.put(bucket.passes, sha256(pass.pass), encodeObject(relayPassCodec, pass));
    },
};

async function ofKind(reader: StoreReader, kind: PassKind): Promise<readonly RelayPass[]> {
    const stored = await reader.list(bucket.passes);
    return stored.map(({ value }) => decodeObject(relayPassCodec, value)).filter((pass) => pass.kind === kind);
}
