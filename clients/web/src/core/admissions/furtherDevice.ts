import { decodeCoSigned } from '../cbor/coSigned.ts';
import { admissionCodec, type Admission } from '../trust/admission.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import type { JoinRequest } from '../trust/joinRequest.ts';
import { areSameName } from '../trust/nameRules.ts';
import { hoursAfter, unixHour, type UnixHour } from '../trust/unixHour.ts';
import { endOf, type AdmissionTerms } from './admissionTerms.ts';
import { DeskFailure } from './deskFailure.ts';
import type { StoredInvitation } from './storedInvitation.ts';

/**
 * What the device rule's signers are asked to sign: the earlier admission's person, side, roles and limits, and no longer than it.
 * @throws DeskFailure when the device cannot be admitted on this link.
 */
export function furtherDevice(
    charters: CharterChain,
    link: StoredInvitation & { readonly earlier: Uint8Array },
    request: JoinRequest,
    { terms, now }: { readonly terms: AdmissionTerms; readonly now: UnixHour },
): Admission {
    const earlier = decodeCoSigned(admissionCodec, link.earlier);
    if (!areSameName(request.name, link.name ?? '')) throw new DeskFailure('other-name');
    // Whoever comes with a longer time needs the admission rule.
    if (earlier.body.notAfter <= now) throw new DeskFailure('admission-over');
    return {
        ...earlier.body,
        charter: charters.headId,
        device: request.device,
        notBefore: hoursAfter(now, terms.windowHours ?? 0),
        notAfter: unixHour(Math.min(earlier.body.notAfter, endOf(terms, now))),
        earlier,
    };
}
