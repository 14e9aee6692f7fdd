import type { CoSigned } from '../cbor/coSigned.ts';
import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { readAdmission, writeAdmission, type Admission } from './admission.ts';
import { mailboxCardCodec, type MailboxCard } from './mailboxCard.ts';
import { readName } from './trustFields.ts';

/** Tells the other officers of an admission and where the new device's mailbox is. */
export type OfficerNotice = Extensible & {
    /** The admission, perhaps not fully signed yet. */
    readonly admission: CoSigned<Admission>;
    /** The device's mailbox. */
    readonly card: MailboxCard;
    /** The name the person chose. */
    readonly name: string;
};

export const officerNoticeCodec: ObjectCodec<OfficerNotice> = {
    maxBytes: 4096,
    read: (fields) => ({
        admission: readAdmission(fields, 1),
        card: fields.object(2, mailboxCardCodec),
        name: readName(fields, 3),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        writeAdmission(fields, 1, value.admission);
        fields.object(2, mailboxCardCodec, value.card);
        fields.text(3, value.name);
    },
};
