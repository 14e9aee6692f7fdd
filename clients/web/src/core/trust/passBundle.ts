import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { relayPassCodec, type RelayPass } from './relayPass.ts';

/** Passes from the device that mints to an officer who invites or opens channels. */
export type PassBundle = Extensible & {
    /** 1 to 32. */
    readonly passes: readonly RelayPass[];
};

export const passBundleCodec: ObjectCodec<PassBundle> = {
    maxBytes: 4608,
    read: (fields) => ({ passes: fields.objects(1, relayPassCodec, 1, 32), ...fields.finish() }),
    write: (fields, value) => {
        fields.objects(1, relayPassCodec, value.passes);
    },
};
