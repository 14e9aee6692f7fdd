import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { legalGateCodec, type LegalGate } from './legalGate.ts';
import { Standing } from './standing.ts';

/** What officers write down of somebody before they sign; it travels to officers only. */
export type VettingChecklist = Extensible & {
    /** In what capacity the person comes. */
    readonly standing: Standing;
    /** Who vouches and why the other side can accept the person, up to 1000 characters. */
    readonly acceptability: string;
    /** What counsel said. */
    readonly legal: LegalGate;
};

export const vettingChecklistCodec: ObjectCodec<VettingChecklist> = {
    maxBytes: 10240,
    read: (fields) => ({
        standing: fields.choice(1, Standing),
        acceptability: fields.text(2, 0, 1000),
        legal: fields.object(3, legalGateCodec),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.number(1, value.standing);
        fields.text(2, value.acceptability);
        fields.object(3, legalGateCodec, value.legal);
    },
};
