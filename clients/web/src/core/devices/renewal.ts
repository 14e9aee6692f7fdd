import { encodeCoSigned, decodeCoSigned } from '../cbor/coSigned.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { admissionCodec, idOfAdmission } from '../trust/admission.ts';
import { admissionGrantedCodec } from '../trust/admissionGranted.ts';
import { checkAdmissionSignatures } from '../trust/admissionRules.ts';
import { findOfficer } from '../trust/charter.ts';
import { CharterChain } from '../trust/charterChain.ts';
import type { Letter } from '../trust/letter.ts';
import { signedCharterChainCodec } from '../trust/signedCharterChain.ts';
import type { UnixHour } from '../trust/unixHour.ts';
import type { DeviceState } from './deviceState.ts';

/**
 * A new admission of this device while it is in: a longer time, another role. Nobody asked for it here, so it is taken only if it holds by
 * itself, is of this very person and device, and was never replaced before. It takes effect at its first hour: the own packages and leaves
 * then carry an earlier admission and are due to be replaced.
 * @throws MalformedObjectException when it is none for this device, or an old one.
 */
export async function renewed(session: DeviceSession, letter: Letter): Promise<DeviceState | undefined> {
    const { device, admission: own, charters } = session;
    requireRule(own !== undefined && charters !== undefined, 'a renewal before admission');
    const granted = decodeObject(admissionGrantedCodec, letter.body);
    const id = idOfAdmission(granted.admission);
    const next = device.nextAdmission && decodeCoSigned(admissionCodec, device.nextAdmission);
    if (id === idOfAdmission(own) || (next !== undefined && id === idOfAdmission(next))) return undefined;
    const verified = await CharterChain.verify(granted.charters);
    const chain = verified instanceof CharterChain ? charters.extend(verified) : verified;
    requireRule(chain instanceof CharterChain, 'a Charter of another history');
    requireRule(findOfficer(chain.head, letter.sender) !== undefined, 'an admission that nobody asked for, from no officer');
    const { body } = granted.admission;
    requireRule(body.device === session.ownKey && body.person === own.body.person, 'an admission for another device or person');
    requireRule((await checkAdmissionSignatures(granted.admission, chain)) === 'none', "an admission without the Charter's signatures");
    const isReplaced = device.replacedAdmissions.some((bytes) => opaqueOf(bytes) === id);
    requireRule(body.notBefore >= own.body.notBefore && !isReplaced, 'an admission older than the own');
    const kept: DeviceState = {
        ...device,
        charters: encodeObject(signedCharterChainCodec, chain.signed),
        nextAdmission: encodeCoSigned(admissionCodec, granted.admission),
    };
    return takenEffect(kept, session.hour()) ?? kept;
}

/** The device once its renewal's first hour has come; undefined when there is none, or not yet. */
export function takenEffect(device: DeviceState, hour: UnixHour): DeviceState | undefined {
    const { admission, nextAdmission } = device;
    if (nextAdmission === undefined || admission === undefined) return undefined;
    if (hour < decodeCoSigned(admissionCodec, nextAdmission).body.notBefore) return undefined;
    const replaced = bytesOf(idOfAdmission(decodeCoSigned(admissionCodec, admission)));
    return { ...device, admission: nextAdmission, nextAdmission: undefined, replacedAdmissions: [...device.replacedAdmissions, replaced] };
}
