import { signObject } from '../cbor/signedCodec.ts';
import type { ContentBody } from '../content/contentBody.ts';
import { profileCodec } from '../content/profile.ts';
import { idOfAdmission } from '../trust/admission.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import type { ChannelSession } from './channelSession.ts';

/** The own profile for a channel, signed by the device. */
export async function ownProfile(session: ChannelSession, channel: ChannelId): Promise<ContentBody> {
    const { name, counter, card } = session.profile;
    const body = { channel, admission: idOfAdmission(session.admission), name, counter: BigInt(counter), card };
    return { type: 'profile', profile: await signObject(profileCodec, body, session.deviceSeed) };
}
