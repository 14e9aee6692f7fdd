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

/** The policy that is to follow one, with other steward keys or the same ones. */
export function nextPolicy(
    session: ChannelSession,
    before: Signed<ChannelPolicy>,
    stewardKeys: ChannelPolicy['stewardKeys'] = before.body.stewardKeys,
): Promise<PolicyContent> {
    const { body } = before;
    return ownPolicy(session, { ...body, number: body.number + 1, previous: idOfSigned(channelPolicyCodec, before), stewardKeys });
}
