import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';

/** The ground rules in one language. */
export type GroundRules = Extensible & {
    /** A BCP 47 tag. */
    readonly language: string;
    /** At most 16384 characters. */
    readonly text: string;
};

export const groundRulesCodec: ObjectCodec<GroundRules> = {
    maxBytes: 20_000,
    read: (fields) => ({ language: fields.text(1, 2, 35), text: fields.text(2, 1, 16384), ...fields.finish() }),
    write: (fields, value) => {
        fields.text(1, value.language);
        fields.text(2, value.text);
    },
};
