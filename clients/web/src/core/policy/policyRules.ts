import { idOfSigned, isSignedBy } from '../cbor/signedCodec.ts';
import { channelPolicyCodec, type ChannelPolicy } from '../content/channelPolicy.ts';
import { ChannelKind } from '../content/channelKind.ts';
import type { PolicyContent } from '../content/lastingContent.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { checkAdmissionSignatures } from '../trust/admissionRules.ts';
import type { Charter } from '../trust/charter.ts';
import { ChannelAct, decideFor } from './channelDecisions.ts';
import { isCutOff, type ChannelFacts } from './channelFacts.ts';

/** Why a channel policy has no effect. */
export type PolicyRefusal =
    | 'none'
    /** It is of another channel or kind. */
    | 'anotherChannel'
    /** It does not follow the policy in force; of two with one predecessor the earlier holds. */
    | 'anotherPredecessor'
    /** It keeps words longer than the policy before it, or than the Charter. */
    | 'keepsLonger'
    /** Its signer's admission is not the one it names, or is not accepted. */
    | 'signerNotAdmitted'
    /** Its signer was ordered out or revoked. */
    | 'signerCutOff'
    /** Its signer is no facilitator. */
    | 'needsFacilitator'
    | 'falseSignature';

const commonsDays = 3;

/** Judges a policy that is to follow the one in force (undefined before the first), at its place in the log. */
export async function checkPolicy(content: PolicyContent, current: ChannelPolicy | undefined, facts: ChannelFacts): Promise<PolicyRefusal> {
    const policy = content.policy.body;
    const previous = current && idOfSigned(channelPolicyCodec, { body: current });
    if (policy.number !== (current?.number ?? 0) + 1 || policy.previous !== previous) return 'anotherPredecessor';
    const longest = current?.retentionDays ?? longestDays(facts.descriptor.kind, facts.charters.head);
    return policy.retentionDays > longest ? 'keepsLonger' : checkPolicyAlone(content, facts);
}

/** How long a channel's first policy may keep words: what is said in the commons goes after three days (practice C29). */
export function longestDays(kind: ChannelKind, { retentionDays }: Charter): number {
    return kind === ChannelKind.commons ? Math.min(commonsDays, retentionDays) : retentionDays;
}

/** Judges a policy without its predecessors: what a joiner can check. */
export async function checkPolicyAlone({ policy, signerAdmission }: PolicyContent, facts: ChannelFacts): Promise<PolicyRefusal> {
    const { body } = policy;
    if (body.channel !== facts.channel || body.kind !== facts.descriptor.kind) return 'anotherChannel';
    const isNamed = idOfAdmission(signerAdmission) === body.signerAdmission;
    if (!isNamed || (await checkAdmissionSignatures(signerAdmission, facts.charters)) !== 'none') return 'signerNotAdmitted';
    if (isCutOff(facts, signerAdmission)) return 'signerCutOff';
    if (decideFor(signerAdmission.body, ChannelAct.postPolicy, body.kind) !== 'none') return 'needsFacilitator';
    return (await isSignedBy(channelPolicyCodec, policy, signerAdmission.body.device)) ? 'none' : 'falseSignature';
}
