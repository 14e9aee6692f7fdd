import { partyCodesOf, type Charter } from '../trust/charter.ts';
import { deviceKeyBytes, type DeviceKey } from '../trust/deviceKey.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { asSigner } from '../trust/officer.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { Roles } from '../trust/roles.ts';
import { isMetBy, type SignatureRule } from '../trust/signatureRule.ts';
import type { Signer } from '../trust/signer.ts';

/** A rule that a Charter's own officers could never meet: to admit somebody, to add a device, to change the Charter. */
export type UnmetRule = 'admission' | 'device' | 'quorum';

/**
 * What a version of the Charter must allow before anybody is asked to sign it: all officers together meet the rules for admissions and for
 * changes, and with one other device of the person the rule for devices. The first that can never be met; undefined for none.
 */
export function unmetRule(charter: Charter): UnmetRule | undefined {
    const people: readonly (PartyCode | undefined)[] = [undefined, ...partyCodesOf(charter)];
    const officers = charter.officers.map(asSigner);
    const isMet = (rule: SignatureRule, signers: readonly Signer[], party: PartyCode | undefined) =>
        isMetBy(rule, signers, { parties: partyCodesOf(charter), party });
    if (people.some((party) => !isMet(charter.admissionRule, officers, party))) return 'admission';
    if (people.some((party) => !isMet(charter.deviceRule, [...officers, otherDevice], party))) return 'device';
    return isMet(charter.quorum, officers, undefined) ? undefined : 'quorum';
}

const otherDevice: Signer = {
    key: opaqueOf<DeviceKey>(new Uint8Array(deviceKeyBytes)),
    party: undefined,
    roles: Roles.none,
    isSamePerson: true,
};
