import { opaqueOf } from '../cbor/opaque.ts';
import { partyCodesOf, type Charter } from '../trust/charter.ts';
import { deviceKeyBytes, type DeviceKey } from '../trust/deviceKey.ts';
import { asSigner } from '../trust/officer.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { Roles } from '../trust/roles.ts';
import { isMetBy, type SignatureRule } from '../trust/signatureRule.ts';
import type { Signer } from '../trust/signer.ts';

/**
 * What a version of the Charter must allow before anybody is asked to sign it: that all officers together meet the rules for admissions
 * and for changes, and with one other device of the person the rule for devices.
 */
export function isWorkable(charter: Charter): boolean {
    const parties = partyCodesOf(charter);
    const people: readonly (PartyCode | undefined)[] = [undefined, ...parties];
    const officers = charter.officers.map(asSigner);
    const isMet = (rule: SignatureRule, signers: readonly Signer[], party: PartyCode | undefined) =>
        isMetBy(rule, signers, { parties, party });
    return (
        people.every((party) => isMet(charter.admissionRule, officers, party)) &&
        people.every((party) => isMet(charter.deviceRule, [...officers, otherDevice], party)) &&
        isMet(charter.quorum, officers, undefined)
    );
}

const otherDevice: Signer = {
    key: opaqueOf<DeviceKey>(new Uint8Array(deviceKeyBytes)),
    party: undefined,
    roles: Roles.none,
    isSamePerson: true,
};
