import type { Bytes } from '../bytes.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { Opaque } from '../cbor/opaque.ts';
import type { SignedCodec } from '../cbor/signedCodec.ts';
import type { DeviceKey } from './deviceKey.ts';
import { mailboxCardCodec, type MailboxCard } from './mailboxCard.ts';
import type { PartyCode } from './partyCode.ts';
import type { RelayAddress } from './relayAddress.ts';
import type { Roles } from './roles.ts';
import { parseLink, toLink } from './signedLink.ts';
import { SigningLabels } from './signingLabels.ts';
import { optional, readDevice, readHour, readParty, readRelay, readRoles } from './trustFields.ts';
import type { UnixHour } from './unixHour.ts';

/** A link by which another founder brings a device to the founding, before there is a Charter: `address/#found=…`. */
export type FoundingLink = Extensible & {
    /** Where the relay is. */
    readonly relay: RelayAddress;
    /** The relay's own id, 16 to 64 bytes. */
    readonly relayId: Opaque;
    /** Who collects the founders' keys, and whose signature it bears. */
    readonly inviter: DeviceKey;
    /** That founder's mailbox. */
    readonly card: MailboxCard;
    /** 32 bytes used once; secret. */
    readonly secret: Bytes;
    /** 16 to 64 bytes that the relay takes for one new mailbox; secret. */
    readonly pass: Bytes;
    /** 32 bytes for the new mailbox's row. */
    readonly closeMark: Opaque;
    /** What the dialogue is to be called, 1 to 128 characters. */
    readonly title: string;
    /** The party whose officer the founder will be; undefined for neutral. */
    readonly party: PartyCode | undefined;
    /** The officer's roles. */
    readonly roles: Roles;
    /** The first hour at which it is void. */
    readonly expiresAt: UnixHour;
};

export const foundingLinkCodec: SignedCodec<FoundingLink> = {
    maxBytes: 2048,
    label: SigningLabels.foundingLink,
    read: (fields) => ({
        relay: readRelay(fields, 1),
        relayId: fields.opaque(2, 16, 64),
        inviter: readDevice(fields, 3),
        card: fields.object(4, mailboxCardCodec),
        secret: fields.bytes(5, 32),
        pass: fields.bytes(6, 16, 64),
        closeMark: fields.opaque(7, 32),
        title: fields.text(8, 1, 128),
        party: optional(fields, 9, readParty),
        roles: readRoles(fields, 10, 1),
        expiresAt: readHour(fields, 11),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.text(1, value.relay);
        fields.opaque(2, value.relayId);
        fields.opaque(3, value.inviter);
        fields.object(4, mailboxCardCodec, value.card);
        fields.bytes(5, value.secret);
        fields.bytes(6, value.pass);
        fields.opaque(7, value.closeMark);
        fields.text(8, value.title);
        fields.text(9, value.party);
        fields.number(10, value.roles);
        fields.number(11, value.expiresAt);
    },
};

/** Signs and writes the link with the inviter's seed; it is a secret. */
export function foundingLinkToLink(link: FoundingLink, inviterSeed: Uint8Array): Promise<string> {
    return toLink(foundingLinkCodec, 'found', link, inviterSeed);
}

/**
 * Reads a link and checks that the named inviter signed it and that it leads to the relay it names.
 * @throws MalformedObjectException when it is not such a link, or was changed.
 */
export function parseFoundingLink(link: string): Promise<FoundingLink> {
    return parseLink(foundingLinkCodec, 'found', link);
}
