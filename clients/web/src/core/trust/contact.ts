import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { DeviceKey } from './deviceKey.ts';
import { mailboxCardCodec, type MailboxCard } from './mailboxCard.ts';
import { readDevice, readName } from './trustFields.ts';

/** A device whose mailbox the receiver of a paper may need. */
export type Contact = Extensible & {
    readonly device: DeviceKey;
    /** Its mailbox. */
    readonly card: MailboxCard;
    /** The name the person chose. */
    readonly name: string;
};

export const contactCodec: ObjectCodec<Contact> = {
    maxBytes: 768,
    read: (fields) => ({
        device: readDevice(fields, 1),
        card: fields.object(2, mailboxCardCodec),
        name: readName(fields, 3),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.device);
        fields.object(2, mailboxCardCodec, value.card);
        fields.text(3, value.name);
    },
};
