import type { CoSigned } from '../cbor/coSigned.ts';
import { MalformedObjectException } from '../cbor/malformedObjectException.ts';
import { decodeObject, type ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible } from '../cbor/objectReader.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { decodeSigned, encodeSigned, isSignedBy, signObject, type Signed } from '../cbor/signedCodec.ts';
import { idOfAdmission, maxCredentialBytes, readAdmission, writeAdmission, type Admission } from './admission.ts';
import type { DeviceKey } from './deviceKey.ts';
import { leafCertificateCodec, type LeafCertificate } from './leafCertificate.ts';
import type { PersonTag } from './personTag.ts';

/** The identity in an MLS basic credential: an admission and the certificate that ties this leaf to it. */
export type DeviceCredential = Extensible & {
    /** Who may enter. */
    readonly admission: CoSigned<Admission>;
    /** For which leaf key. */
    readonly certificate: Signed<LeafCertificate>;
};

export const deviceCredentialCodec: ObjectCodec<DeviceCredential> = {
    maxBytes: maxCredentialBytes,
    read: (fields) => ({
        admission: readAdmission(fields, 1),
        certificate: decodeSigned(leafCertificateCodec, fields.bytes(2, 1, maxCredentialBytes)),
        ...fields.finish(),
    }),
    write: (fields, value) => {
        writeAdmission(fields, 1, value.admission);
        fields.bytes(2, encodeSigned(leafCertificateCodec, value.certificate));
    },
};

/** The device a credential names. */
export function deviceOf(credential: DeviceCredential): DeviceKey {
    return credential.admission.body.device;
}

/** The person a credential names. */
export function personOf(credential: DeviceCredential): PersonTag {
    return credential.admission.body.person;
}

/** Makes the credential of a fresh leaf with the device's 32-byte seed. */
export async function createCredential(
    admission: CoSigned<Admission>,
    leafKey: Uint8Array,
    deviceSeed: Uint8Array,
): Promise<DeviceCredential> {
    const body: LeafCertificate = { leafKey: opaqueOf(leafKey), admission: idOfAdmission(admission) };
    return { admission, certificate: await signObject(leafCertificateCodec, body, deviceSeed) };
}

/** Whether the certificate is the device's, for this admission and the signature key of the leaf that carries the credential. */
async function certifiesLeaf(credential: DeviceCredential, leafKey: Uint8Array): Promise<boolean> {
    const { certificate, admission } = credential;
    return (
        certificate.body.leafKey === opaqueOf(leafKey) &&
        certificate.body.admission === idOfAdmission(admission) &&
        (await isSignedBy(leafCertificateCodec, certificate, deviceOf(credential)))
    );
}

/**
 * Reads the identity of a leaf's basic credential if it is well formed and its certificate is for this leaf's key. Bytes that are no
 * credential refuse the leaf, not the client.
 */
export async function readCredential(identity: Uint8Array, leafKey: Uint8Array): Promise<DeviceCredential | undefined> {
    try {
        const credential = decodeObject(deviceCredentialCodec, identity);
        return (await certifiesLeaf(credential, leafKey)) ? credential : undefined;
    } catch (refused) {
        if (refused instanceof MalformedObjectException) return undefined;
        throw refused;
    }
}
