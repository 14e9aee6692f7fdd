import { ObjectLimits } from '../cbor/objectLimits.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import type { Opaque } from '../cbor/opaque.ts';
import { isSignedBy, type Signed, type SignedCodec } from '../cbor/signedCodec.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { deviceOf, type DeviceCredential } from '../trust/deviceCredential.ts';
import { mailboxCardCodec, type MailboxCard } from '../trust/mailboxCard.ts';
import { checkName } from '../trust/nameRules.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { SigningLabels } from '../trust/signingLabels.ts';
import { readHash, readName } from '../trust/trustFields.ts';

/** A member's name and mailbox in one channel; signed by the member's device, so that a joiner can check it years later. */
export type Profile = Extensible & {
    readonly channel: Opaque;
    /** The admission of the device that signs. */
    readonly admission: ObjectHash;
    /** The chosen name. */
    readonly name: string;
    /** Greater in every newer profile. */
    readonly counter: bigint;
    readonly card: MailboxCard;
};

export const profileCodec: SignedCodec<Profile> = {
    maxBytes: 1536,
    label: SigningLabels.profile,
    read: (fields) => ({
        channel: fields.opaque(1, 16, 64),
        admission: readHash(fields, 2),
        name: readName(fields, 3),
        counter: fields.big(4, 0n, ObjectLimits.maxLong),
        card: fields.object(5, mailboxCardCodec),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        fields.opaque(1, value.channel);
        fields.opaque(2, value.admission);
        fields.text(3, value.name);
        fields.number(4, value.counter);
        fields.object(5, mailboxCardCodec, value.card);
    },
};

/** Whether a profile is the one of this credential (of the leaf it came from, or that the roster lists) here, and its name can be shown. */
export async function profileBelongs(signed: Signed<Profile>, channel: Opaque, credential: DeviceCredential): Promise<boolean> {
    return (
        signed.body.channel === channel &&
        signed.body.admission === idOfAdmission(credential.admission) &&
        checkName(signed.body.name) === 'none' &&
        (await isSignedBy(profileCodec, signed, deviceOf(credential)))
    );
}
