import type { CoSigned } from '../cbor/coSigned.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { Opaque } from '../cbor/opaque.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import { cutReaches, idOfAdmission, type Admission } from '../trust/admission.ts';
import type { DialogueId } from '../trust/dialogueId.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { PersonTag } from '../trust/personTag.ts';
import { SigningLabels } from '../trust/signingLabels.ts';
import { optional, readDialogue, readHash, readHour, readPerson } from '../trust/trustFields.ts';
import type { UnixHour } from '../trust/unixHour.ts';

/** Orders the removal of one admission or of a person from one channel or from all; signed by the Charter's quorum. */
export type RemovalOrder = Extensible & {
    readonly dialogue: DialogueId;
    /** The version in force, whose quorum signs. */
    readonly charter: ObjectHash;
    /** The only channel; undefined for all. */
    readonly channel: Opaque | undefined;
    /** The admission to remove; undefined when a person is named. */
    readonly admission: ObjectHash | undefined;
    /** The person to remove with all devices; undefined when an admission is named. */
    readonly person: PersonTag | undefined;
    /** In words, at most 512 characters. */
    readonly reason: string;
    /** When; it does not touch admissions of a person that begin later. */
    readonly hour: UnixHour;
};

export const removalOrderCodec: SignedCodec<RemovalOrder> = {
    maxBytes: 4096,
    label: SigningLabels.removalOrder,
    read: (fields) => {
        requireRule(fields.has(4) !== fields.has(5), 'a removal order names an admission or a person');
        return {
            dialogue: readDialogue(fields, 1),
            charter: readHash(fields, 2),
            channel: fields.has(3) ? fields.opaque(3, 16, 64) : undefined,
            admission: optional(fields, 4, readHash),
            person: optional(fields, 5, readPerson),
            reason: fields.text(6, 0, 512),
            hour: readHour(fields, 7),
            ...fields.finish(),
        };
    },
    write: (fields, value) => {
        fields.opaque(1, value.dialogue);
        fields.opaque(2, value.charter);
        fields.opaque(3, value.channel);
        fields.opaque(4, value.admission);
        fields.opaque(5, value.person);
        fields.text(6, value.reason);
        fields.number(7, value.hour);
    },
};

/** Whether an order is about an admission in a channel; undefined is all channels. */
export function orderCovers(order: RemovalOrder, admission: CoSigned<Admission>, channel: Opaque | undefined): boolean {
    if (order.channel !== undefined && order.channel !== channel) return false;
    if (order.admission !== undefined) return order.admission === idOfAdmission(admission);
    return order.person !== undefined && cutReaches(order.person, order.hour, admission.body);
}
