import type { Bytes } from '../bytes.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import type { DeviceKey } from './deviceKey.ts';
import type { DialogueId } from './dialogueId.ts';
import { mailboxCardCodec, type MailboxCard } from './mailboxCard.ts';
import type { ObjectHash } from './objectHash.ts';
import { SigningLabels } from './signingLabels.ts';
import { readDevice, readDialogue, readHash, readHour, readName } from './trustFields.ts';
import type { UnixHour } from './unixHour.ts';

/** Asks to be admitted; signed by the device that asks. */
export type JoinRequest = Extensible & {
    readonly dialogue: DialogueId;
    /** The id of the invitation or device link. */
    readonly invitation: ObjectHash;
    /** The device that asks. */
    readonly device: DeviceKey;
    /** Its mailbox; undefined when the link's pass was already spent, which puts both applicants in doubt. */
    readonly card: MailboxCard | undefined;
    /** The link's one-time secret. */
    readonly secret: Bytes;
    /** The name the person chose. */
    readonly name: string;
    readonly hour: UnixHour;
};

export const joinRequestCodec: SignedCodec<JoinRequest> = {
    maxBytes: 2048,
    label: SigningLabels.joinRequest,
    read: (fields) => ({
        dialogue: readDialogue(fields, 1),
        invitation: readHash(fields, 2),
        device: readDevice(fields, 3),
        card: fields.has(4) ? fields.object(4, mailboxCardCodec) : undefined,
        secret: fields.bytes(5, 32),
        name: readName(fields, 6),
        hour: readHour(fields, 7),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.dialogue);
        fields.opaque(2, value.invitation);
        fields.opaque(3, value.device);
        fields.object(4, mailboxCardCodec, value.card);
        fields.bytes(5, value.secret);
        fields.text(6, value.name);
        fields.number(7, value.hour);
    },
};
