import { idOfSigned, signObject, type Signed } from '../cbor/signedCodec.ts';
import { channelPolicyCodec, type ChannelPolicy } from '../content/channelPolicy.ts';
import type { PolicyContent } from '../content/lastingContent.ts';
import { idOfAdmission } from '../trust/admission.ts';
import type { ChannelSession } from './channelSession.ts';

/** A channel policy, signed by the own device now. */
export async function ownPolicy(session: ChannelSession, terms: Omit<ChannelPolicy, 'signerAdmission' | 'hour'>): Promise<PolicyContent> {
    const { admission, deviceSeed } = session;
    const body = { ...terms, signerAdmission: idOfAdmission(admission), hour: session.hour() };
    return { type: 'policy', policy: await signObject(channelPolicyCodec, body, deviceSeed), signerAdmission: admission };
}

/** What a policy may say otherwise than the one before. */
export type PolicyChange = Partial<Pick<ChannelPolicy, 'title' | 'stewardKeys' | 'slowModeSeconds' | 'pause'>>;

/** The policy that is to follow one. */
export function nextPolicy(session: ChannelSession, { body }: Signed<ChannelPolicy>, change: PolicyChange): Promise<PolicyContent> {
    return ownPolicy(session, { ...body, number: body.number + 1, previous: idOfSigned(channelPolicyCodec, { body }), ...change });
}
