import type { ChannelSession } from '../channels/channelSession.ts';
import type { JoinerPack } from '../content/joinerPack.ts';
import { revocationCovers } from '../content/revocation.ts';
import type { RosterLeaf } from '../policy/channelFacts.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import { deviceOf } from '../trust/deviceCredential.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import { KnownCuts } from './knownCuts.ts';

type Entering = {
    readonly channel: ChannelId;
    readonly charters: CharterChain;
    readonly roster: readonly RosterLeaf[];
    readonly pack: JoinerPack;
    /** Who sent the Welcome. */
    readonly sender: DeviceKey;
};

/**
 * Whether this device lets itself be brought into a channel, by what it knows from everywhere else. That is no verdict on a commit: the
 * others are members whatever this device does. Who was cut off brings nobody in; where such a one stands among others, the joiner
 * enters, posts what it knows and has the removal committed, unless it would not count there.
 */
export async function mayEnter(session: ChannelSession, { channel, charters, roster, pack, sender }: Entering): Promise<boolean> {
    const known = await KnownCuts.read(session.store);
    const before = pack.revocations.map(({ body }) => body);
    for (const { credential } of roster) {
        const { admission } = credential;
        if (deviceOf(credential) === session.ownKey || !known.covers(admission, channel)) continue;
        if (deviceOf(credential) === sender) return false;
        const isTold = before.some((body) => revocationCovers(body, admission.body));
        if (!isTold && !(await known.canTakeEffect(admission, channel, charters, before))) return false;
    }
    return true;
}
