import { decodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import { admissionCodec, type Admission } from '../trust/admission.ts';
import type { KnownCuts } from '../revocations/knownCuts.ts';
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
    { terms, now, cuts }: { readonly terms: AdmissionTerms; readonly now: UnixHour; readonly cuts: KnownCuts },
): Admission {
    const earlier = decodeCoSigned(admissionCodec, link.earlier);
    if (!areSameName(request.name, link.name ?? '')) throw new DeskFailure('other-name');
    requireNotCut(cuts, earlier);
    // Whoever comes with a longer time needs the admission rule.
    if (earlier.body.notAfter <= now) throw new DeskFailure('admission-over');
    // A07: whoever has the person's things may have the link, too; for the return there is another one.
    if (!link.afterCut && cuts.covers(earlier, undefined)) throw new DeskFailure('not-allowed');
    return {
        ...earlier.body,
        charter: charters.headId,
        device: request.device,
        notBefore: hoursAfter(now, terms.windowHours ?? 0),
        notAfter: unixHour(Math.min(earlier.body.notAfter, endOf(terms, now))),
        earlier,
    };
}

/** Whoever was cut off with all devices comes back as anybody comes in. @throws DeskFailure when the person was. */
export function requireNotCut(cuts: KnownCuts, earlier: CoSigned<Admission>): void {
    if (cuts.coversPersonOf(earlier)) throw new DeskFailure('not-allowed');
}
