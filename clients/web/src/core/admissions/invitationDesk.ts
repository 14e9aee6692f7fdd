import { sha256 } from '@noble/hashes/sha2.js';
import { bytesOf } from '../cbor/opaque.ts';
import { idOfSigned } from '../cbor/signedCodec.ts';
import { bucket } from '../sync/bucket.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { findOfficer, partyCodesOf } from '../trust/charter.ts';
import { invitationCodec, invitationToLink } from '../trust/invitation.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import type { Roles } from '../trust/roles.ts';
import { timeOf } from '../trust/unixHour.ts';
import { DeskFailure } from './deskFailure.ts';
import { expiryOf, linkBody } from './linkBody.ts';
import { storedInvitationRecord } from './storedInvitation.ts';
import type { HandedLink } from './views.ts';

const longestHours = 60 * 24;

/** What an invitation offers. */
type Offer = { readonly roles: Roles; readonly party: PartyCode | undefined };

/**
 * Makes an invitation. A link only lets one person ask; what it offers is inside the signature.
 * @throws DeskFailure when none was made.
 */
export async function invite(session: DeviceSession, { roles, party }: Offer, hours: number): Promise<HandedLink> {
    const { charters, device, ownKey } = session;
    const isOfficer = charters !== undefined && device.stage === 'admitted' && findOfficer(charters.head, ownKey) !== undefined;
    if (!isOfficer) throw new DeskFailure('not-allowed');
    if (party !== undefined && !partyCodesOf(charters.head).includes(party)) throw new DeskFailure('not-found');
    const expiresAt = expiryOf(session, hours, longestHours);
    let link = '';
    await session.store.write(async (writer) => {
        const body = { ...(await linkBody(session, writer)), party, roles, expiresAt };
        link = await invitationToLink(body, device.deviceSeed);
        const id = bytesOf(idOfSigned(invitationCodec, { body }));
        const record = { id, party, roles, expiresAt, earlier: undefined, name: undefined, afterCut: undefined };
        storedInvitationRecord.put(writer, bucket.invitations, sha256(body.secret), record);
    });
    return { link, expiresAt: timeOf(expiresAt) };
}
