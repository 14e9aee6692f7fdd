import type { DeviceKey } from '../trust/deviceKey.ts';
import { missingCount, type SignatureRule } from '../trust/signatureRule.ts';
import type { RuleSubject, Signer } from '../trust/signer.ts';

/** Those among the possible signers who have not signed and whose signature would bring the rule nearer to being met. */
export function missingSigners(
    rule: SignatureRule,
    subject: RuleSubject,
    possible: readonly Signer[],
    hasSigned: (device: DeviceKey) => boolean,
): readonly DeviceKey[] {
    const signed = possible.filter(({ key }) => hasSigned(key));
    const missing = missingCount(rule, signed, subject);
    const helps = (one: Signer) => !hasSigned(one.key) && missingCount(rule, [...signed, one], subject) < missing;
    return possible.filter(helps).map(({ key }) => key);
}
