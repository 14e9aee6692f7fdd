import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { Opaque } from '../cbor/opaque.ts';

/** Where and how somebody is admitted, when not everywhere and fully. */
export type AdmissionLimits = Extensible & {
    /** The only channels; none listed means any. At most 8. */
    readonly channels: readonly Opaque[];
    /** Whether the person posts nothing. */
    readonly listensOnly: boolean;
};

export const noLimits: AdmissionLimits = { channels: [], listensOnly: false };

export const admissionLimitsCodec: ObjectCodec<AdmissionLimits> = {
    maxBytes: 512,
    read: (fields) => ({
        channels: fields.opaques(1, 8, 16, 64),
        listensOnly: fields.number(2, 0, 1) === 1,
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaques(1, value.channels);
        fields.number(2, value.listensOnly ? 1 : 0);
    },
};
