import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { CounselAnswer } from './counselAnswer.ts';
import { readHour } from './trustFields.ts';
import type { UnixHour } from './unixHour.ts';

/** What counsel said of one person. Nothing looks anything up by network: people read the lists. */
export type LegalGate = Extensible & {
    readonly answer: CounselAnswer;
    /** Which list was read, up to 64 characters; may be empty. */
    readonly listVersion: string;
    /** What counsel asks for, up to 1000 characters; empty unless the answer is with conditions. */
    readonly conditions: string;
    /** When it is asked again. */
    readonly nextReview: UnixHour;
};

export const legalGateCodec: ObjectCodec<LegalGate> = {
    maxBytes: 5120,
    read: (fields) => ({
        answer: fields.choice(1, CounselAnswer),
        listVersion: fields.text(2, 0, 64),
        conditions: fields.text(3, 0, 1000),
        nextReview: readHour(fields, 4),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.number(1, value.answer);
        fields.text(2, value.listVersion);
        fields.text(3, value.conditions);
        fields.number(4, value.nextReview);
    },
};
