import type { Bytes } from '../bytes.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import type { DeviceKey } from './deviceKey.ts';
import { mailboxCardCodec, type MailboxCard } from './mailboxCard.ts';
import type { ObjectHash } from './objectHash.ts';
import { SigningLabels } from './signingLabels.ts';
import { readDevice, readHash, readHour, readName } from './trustFields.ts';
import type { UnixHour } from './unixHour.ts';

/** A founder's key and mailbox for version 1 of the Charter; signed by the founder's device. */
export type FoundingRequest = Extensible & {
    /** The id of the founding link. */
    readonly link: ObjectHash;
    /** The founder's device. */
    readonly device: DeviceKey;
    /** Its mailbox; undefined when the link's pass was already spent, which puts both in doubt. */
    readonly card: MailboxCard | undefined;
    /** The link's one-time secret. */
    readonly secret: Bytes;
    /** The name the founder chose. */
    readonly name: string;
    readonly hour: UnixHour;
};

export const foundingRequestCodec: SignedCodec<FoundingRequest> = {
    maxBytes: 2048,
    label: SigningLabels.foundingRequest,
    read: (fields) => ({
        link: readHash(fields, 1),
        device: readDevice(fields, 2),
        card: fields.has(3) ? fields.object(3, mailboxCardCodec) : undefined,
        secret: fields.bytes(4, 32),
        name: readName(fields, 5),
        hour: readHour(fields, 6),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.link);
        fields.opaque(2, value.device);
        fields.object(3, mailboxCardCodec, value.card);
        fields.bytes(4, value.secret);
        fields.text(5, value.name);
        fields.number(6, value.hour);
    },
};
