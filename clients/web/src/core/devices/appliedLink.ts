import { idOfSigned } from '../cbor/signedCodec.ts';
import { deviceLinkCodec, parseDeviceLink } from '../trust/deviceLink.ts';
import { invitationCodec, parseInvitation, type Invitation } from '../trust/invitation.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { SignedLink } from '../trust/signedLink.ts';

/**
 * The link an applicant applies with. An invitation makes a new person and a device link a further device of one who is in; which of the
 * two it is stays with the application, so that the answer to one never counts for the other.
 */
export type AppliedLink = {
    /** SHA-256 of the link's body. */
    readonly id: ObjectHash;
    readonly link: SignedLink;
    /** What it invites to; undefined for a device link. */
    readonly invitation: Invitation | undefined;
};

/** Reads the link of an application, which is of the type it was taken as. @throws MalformedObjectException when it is none of that type. */
export async function appliedLink({ link, isForDevice }: { readonly link: string; readonly isForDevice: boolean }): Promise<AppliedLink> {
    if (isForDevice) {
        const body = await parseDeviceLink(link);
        return { id: idOfSigned(deviceLinkCodec, { body }), link: body, invitation: undefined };
    }
    const body = await parseInvitation(link);
    return { id: idOfSigned(invitationCodec, { body }), link: body, invitation: body };
}
