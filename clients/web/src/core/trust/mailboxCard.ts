import type { Bytes } from '../bytes.ts';
import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { Opaque } from '../cbor/opaque.ts';

/** What somebody needs to leave letters and fetch key packages at a mailbox. It travels only inside ciphertext. */
export type MailboxCard = Extensible & {
    /** The mailbox's id at the relay, 16 to 64 bytes. */
    readonly mailbox: Opaque;
    /** 32 bytes that let their holder drop and fetch; secret. */
    readonly dropToken: Bytes;
    /** The mailbox's HPKE public key. */
    readonly hpkeKey: Opaque;
    /** 32 bytes under which its key packages are sealed; secret. */
    readonly packageKey: Bytes;
};

export const mailboxCardCodec: ObjectCodec<MailboxCard> = {
    maxBytes: 512,
    read: (fields) => ({
        mailbox: fields.opaque(1, 16, 64),
        dropToken: fields.bytes(2, 32),
        hpkeKey: fields.opaque(3, 32, 133),
        packageKey: fields.bytes(4, 32),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.mailbox);
        fields.bytes(2, value.dropToken);
        fields.opaque(3, value.hpkeKey);
        fields.bytes(4, value.packageKey);
    },
};
