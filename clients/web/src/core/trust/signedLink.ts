import type { Bytes } from '../bytes.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import type { Extensible, ObjectReader } from '../cbor/objectReader.ts';
import type { ObjectWriter } from '../cbor/objectWriter.ts';
import type { Opaque } from '../cbor/opaque.ts';
import { decodeSigned, encodeSigned, isSignedBy, signObject, type SignedCodec } from '../cbor/signedCodec.ts';
import type { DeviceKey } from './deviceKey.ts';
import type { DialogueId } from './dialogueId.ts';
import { readLink, writeLink, type LinkWord } from './linkText.ts';
import { mailboxCardCodec, type MailboxCard } from './mailboxCard.ts';
import type { ObjectHash } from './objectHash.ts';
import type { RelayAddress } from './relayAddress.ts';
import { readDevice, readDialogue, readHash, readRelay } from './trustFields.ts';
import type { UnixHour } from './unixHour.ts';

/** What every signed link has. */
type LinkHead = Extensible & {
    /** Where the relay is. */
    readonly relay: RelayAddress;
    /** Who invites, and whose signature it bears. */
    readonly inviter: DeviceKey;
    /** The first hour at which it is void. */
    readonly expiresAt: UnixHour;
};

/** What an invitation and a device link have in common. */
export type SignedLink = LinkHead & {
    /** The relay's own id, 16 to 64 bytes. */
    readonly relayId: Opaque;
    readonly dialogue: DialogueId;
    /** The version in force. */
    readonly charter: ObjectHash;
    /** The inviter's mailbox. */
    readonly card: MailboxCard;
    /** 32 bytes used once; secret. */
    readonly secret: Bytes;
    /** 16 to 64 bytes that the relay takes for one new mailbox; secret. */
    readonly pass: Bytes;
    /** 32 bytes for the new mailbox's row. */
    readonly closeMark: Opaque;
};

/** Fields 1 to 9. */
export function readSignedLink(fields: ObjectReader): Omit<SignedLink, 'expiresAt' | 'unknown'> {
    return {
        relay: readRelay(fields, 1),
        relayId: fields.opaque(2, 16, 64),
        dialogue: readDialogue(fields, 3),
        charter: readHash(fields, 4),
        inviter: readDevice(fields, 5),
        card: fields.object(6, mailboxCardCodec),
        secret: fields.bytes(7, 32),
        pass: fields.bytes(8, 16, 64),
        closeMark: fields.opaque(9, 32),
    };
}

/** Fields 1 to 9. */
export function writeSignedLink(fields: ObjectWriter, value: SignedLink): void {
    fields.text(1, value.relay);
    fields.opaque(2, value.relayId);
    fields.opaque(3, value.dialogue);
    fields.opaque(4, value.charter);
    fields.opaque(5, value.inviter);
    fields.object(6, mailboxCardCodec, value.card);
    fields.bytes(7, value.secret);
    fields.bytes(8, value.pass);
    fields.opaque(9, value.closeMark);
}

/** Signs and writes a link, which is a secret. */
export async function toLink<T extends LinkHead>(codec: SignedCodec<T>, word: LinkWord, body: T, seed: Uint8Array): Promise<string> {
    return writeLink(body.relay, word, encodeSigned(codec, await signObject(codec, body, seed)));
}

/** Reads a link and checks that the named inviter signed it and that it leads to the relay it names. */
export async function parseLink<T extends LinkHead>(codec: SignedCodec<T>, word: LinkWord, link: string): Promise<T> {
    const { relay, payload } = readLink(link, word);
    const signed = decodeSigned(codec, payload);
    requireRule(await isSignedBy(codec, signed, signed.body.inviter), 'the link is not signed by its inviter');
    requireRule(signed.body.relay === relay, 'the link leads to another relay than it names');
    return signed.body;
}

/** Whether a link is void at an hour. */
export function isExpiredAt(link: LinkHead, hour: UnixHour): boolean {
    return hour >= link.expiresAt;
}
