import type { SignedCodec } from '../cbor/signedCodec.ts';
import type { PartyCode } from './partyCode.ts';
import type { Roles } from './roles.ts';
import { parseLink, readSignedLink, toLink, writeSignedLink, type SignedLink } from './signedLink.ts';
import { SigningLabels } from './signingLabels.ts';
import { optional, readHour, readParty, readRoles } from './trustFields.ts';

/** A link that lets one person apply, and no more: `address/#invite=…`. */
export type Invitation = SignedLink & {
    /** The party to apply for; undefined for neutral. */
    readonly party: PartyCode | undefined;
    /** The roles to apply for. */
    readonly roles: Roles;
};

export const invitationCodec: SignedCodec<Invitation> = {
    maxBytes: 2048,
    label: SigningLabels.invitation,
    read: (fields) => ({
        ...readSignedLink(fields),
        party: optional(fields, 10, readParty),
        roles: readRoles(fields, 11, 1),
        expiresAt: readHour(fields, 12),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        writeSignedLink(fields, value);
        fields.text(10, value.party);
        fields.number(11, value.roles);
        fields.number(12, value.expiresAt);
    },
};

/** Signs and writes the link with the inviter's seed; it is a secret. */
export function invitationToLink(invitation: Invitation, inviterSeed: Uint8Array): Promise<string> {
    return toLink(invitationCodec, 'invite', invitation, inviterSeed);
}

/**
 * Reads a link and checks that the named inviter signed it and that it leads to the relay it names.
 * @throws MalformedObjectException when it is not such a link, or was changed.
 */
export function parseInvitation(link: string): Promise<Invitation> {
    return parseLink(invitationCodec, 'invite', link);
}
