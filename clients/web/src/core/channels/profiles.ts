import { decodeSigned, type Signed } from '../cbor/signedCodec.ts';
import { profileCodec, type Profile } from '../content/profile.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { ChannelState } from './channelState.ts';

/** The names people chose in a channel: the newest signed profile of each admission. */
export function profilesOf(state: ChannelState): readonly Signed<Profile>[] {
    return state.profiles.map((bytes) => decodeSigned(profileCodec, bytes));
}

/** The name of each admission; one whose profile has not arrived has none. */
export function namesOf(state: ChannelState): ReadonlyMap<ObjectHash, string> {
    return new Map(profilesOf(state).map(({ body }) => [body.admission, body.name]));
}
