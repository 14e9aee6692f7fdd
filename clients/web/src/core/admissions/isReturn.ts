import type { CoSigned } from '../cbor/coSigned.ts';
import type { Admission } from '../trust/admission.ts';

/** Whether a device takes the place of an earlier one, which did not sign for it: it was lost, or left empty for a journey. */
export function isReturn({ body, signatures }: CoSigned<Admission>): boolean {
    return body.earlier !== undefined && signatures.every(({ signer }) => signer !== body.earlier?.body.device);
}
