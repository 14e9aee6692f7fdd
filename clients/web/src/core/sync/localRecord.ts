import { textOf, utf8, wipe, type Bytes } from '../bytes.ts';
import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import type { RecordKey, StoreWriter } from '../storage/store.ts';
import { StoreFailure } from '../storage/storeFailure.ts';
import type { Json } from '../wire/jsonRecord.ts';

/** How a record of this device lies in the store. It never travels, so it is plain JSON inside the sealed value. */
type LocalRecord<T> = {
    /** Puts a record under a key or a number and wipes the bytes it was encoded in. */
    readonly put: (writer: StoreWriter, bucket: string, key: RecordKey, value: T) => void;
    /** Reads a record and wipes the bytes it came in. @throws StoreFailure when it is not what was written. */
    readonly decode: (bytes: Bytes) => T;
};

/** The record whose fields lie there as this JSON. */
export function localRecord<T>(json: Json<T>): LocalRecord<T> {
    return {
        put(writer, bucket, key, value) {
            const bytes = utf8(JSON.stringify(json.write(value)));
            writer.put(bucket, key, bytes);
            wipe(bytes);
        },
        decode(bytes) {
            try {
                return json.read(JSON.parse(textOf(bytes)));
            } catch (refused) {
                const isDamage =
                    refused instanceof MalformedObjectException || refused instanceof SyntaxError || refused instanceof TypeError;
                throw isDamage ? new StoreFailure('damaged', refused) : refused;
            } finally {
                wipe(bytes);
            }
        },
    };
}

/** A value that may be absent: null in JSON. */
export function optional<T>(value: Json<T>): Json<T | undefined> {
    return {
        read: (json) => (json === null ? undefined : value.read(json)),
        write: (given) => (given === undefined ? null : value.write(given)),
    };
}

/** One of a few words. */
export function word<T extends string>(...words: readonly T[]): Json<T> {
    return {
        read: (json) => {
            const found = words.find((one) => one === json);
            requireRule(found !== undefined, 'not one of its words');
            return found;
        },
        write: (value) => value,
    };
}
