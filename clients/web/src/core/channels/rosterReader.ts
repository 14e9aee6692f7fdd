import { decodeObject } from '../cbor/objectCodec.ts';
import type { Member } from '../mls/groups/member.ts';
import type { RosterLeaf } from '../policy/channelFacts.ts';
import { deviceCredentialCodec } from '../trust/deviceCredential.ts';

/** The credentials of members whom the MLS engine has let in, so each one decodes. */
export function rosterOf(members: readonly Member[]): readonly RosterLeaf[] {
    return members.map(({ index, leaf }) => ({ leaf: index, credential: decodeObject(deviceCredentialCodec, leaf.credential.body) }));
}
