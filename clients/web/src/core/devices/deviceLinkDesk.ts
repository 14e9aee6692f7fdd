import { sha256 } from '@noble/hashes/sha2.js';
import { DeskFailure } from '../admissions/deskFailure.ts';
import { requireNotCut } from '../admissions/furtherDevice.ts';
import { expiryOf, linkBody } from '../admissions/linkBody.ts';
import { PeopleDirectory } from '../admissions/peopleDirectory.ts';
import { storedInvitationRecord } from '../admissions/storedInvitation.ts';
import type { HandedLink } from '../admissions/views.ts';
import { encodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { idOfSigned } from '../cbor/signedCodec.ts';
import { KnownCuts } from '../revocations/knownCuts.ts';
import { bucket } from '../sync/bucket.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { admissionCodec, type Admission } from '../trust/admission.ts';
import { findOfficer } from '../trust/charter.ts';
import { deviceLinkCodec, deviceLinkToLink } from '../trust/deviceLink.ts';
import { timeOf } from '../trust/unixHour.ts';

/** An admission holds the earlier one inside it, and must fit into a leaf: a device of a device of a device does not. */
const mostEarlierBytes = 1100;

const longestHours = 7 * 24;

/**
 * Makes links for a further device of somebody who is in: a person's own device for a second one, an officer for one that returns. A link
 * only lets the device ask; its admission needs the signatures of the device rule, and nothing but a device link leads there.
 */
export class DeviceLinkDesk {
    readonly #session: DeviceSession;

    constructor(session: DeviceSession) {
        this.#session = session;
    }

    /** A link for a second device of the own person. @throws DeskFailure when none was made. */
    async linkOwn(hours: number): Promise<HandedLink> {
        const { admission, device } = this.#session;
        if (admission === undefined) throw new DeskFailure('not-ready');
        return this.#make(admission, device.name, hours);
    }

    /** A link for a device with which somebody returns. @throws DeskFailure when none was made. */
    async invite(name: string, hours: number): Promise<HandedLink> {
        const { charters, ownKey, store } = this.#session;
        if (charters === undefined || findOfficer(charters.head, ownKey) === undefined) throw new DeskFailure('not-allowed');
        const people = await PeopleDirectory.read(store);
        const lost = people.lostDeviceOf(name);
        requireNotCut(await KnownCuts.read(store), lost.admission);
        // A chain of devices that came for one another does not fit; the first one's admission vouches, if the lost one is out without it.
        if (!fits(lost.admission) && !people.isCut(lost)) throw new DeskFailure('cut-off-first');
        return this.#make(fits(lost.admission) ? lost.admission : firstOf(lost.admission), lost.name, hours);
    }

    async #make(earlier: CoSigned<Admission>, name: string, hours: number): Promise<HandedLink> {
        const session = this.#session;
        const expiresAt = expiryOf(session, hours, longestHours);
        if (!fits(earlier)) throw new DeskFailure('first-device-only');
        let link = '';
        await session.store.write(async (writer) => {
            const body = { ...(await linkBody(session, writer)), expiresAt };
            link = await deviceLinkToLink(body, session.device.deviceSeed);
            storedInvitationRecord.put(writer, bucket.invitations, sha256(body.secret), {
                id: bytesOf(idOfSigned(deviceLinkCodec, { body })),
                party: earlier.body.party,
                roles: earlier.body.roles,
                expiresAt,
                earlier: encodeCoSigned(admissionCodec, earlier),
                name,
                afterCut: (await KnownCuts.read(writer)).covers(earlier, undefined),
            });
        });
        return { link, expiresAt: timeOf(expiresAt) };
    }
}

function fits(earlier: CoSigned<Admission>): boolean {
    return encodeCoSigned(admissionCodec, earlier).length <= mostEarlierBytes;
}

function firstOf(admission: CoSigned<Admission>): CoSigned<Admission> {
    const { earlier } = admission.body;
    return earlier === undefined ? admission : firstOf(earlier);
}
