import { wipe } from '../bytes.ts';
import { bytesOf, opaqueOf, type Opaque } from '../cbor/opaque.ts';
import type { ChannelPolicy } from '../content/channelPolicy.ts';
import { ContentKind } from '../content/contentKind.ts';
import { ChannelAct, decideFor } from '../policy/channelDecisions.ts';
import { ed25519PublicKey } from '../trust/ed25519.ts';
import { isRestricted, Restriction } from '../wire/proofs/restrictions.ts';
import { StewardVerb } from '../wire/proofs/stewardAct.ts';
import { RelayCode } from '../wire/relayCode.ts';
import type { ChannelReader } from './channelReader.ts';
import type { ChannelSession } from './channelSession.ts';
import type { OpenChannel } from './openChannel.ts';
import { nextPolicy } from './ownPolicy.ts';
import { handInAct, nothing } from './stewardPost.ts';

const stewardsOfChannel = 2;

/**
 * Two facilitators are a channel's stewards. Its creator is the first; the second facilitator who comes in draws a key of its own and
 * names it in a channel policy, and a steward's device, having read that, makes the relay take it.
 */
export class StewardOffers {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#session = session;
        this.#channel = channel;
    }

    /** Does whichever of the two is this device's part. */
    async carryOn(reader: ChannelReader): Promise<void> {
        const { state, policy } = this.#channel;
        if (!reader.atHead || policy === undefined || isRestricted(state.restrictions, Restriction.closed)) return;
        const { stewardKeys } = policy.policy.body;
        if (state.stewardSeed === undefined) return this.#offer(stewardKeys);
        const own = opaqueOf(await ed25519PublicKey(state.stewardSeed));
        for (const key of stewardKeys.filter((one) => one !== own)) {
            if (reader.atHead && !this.#channel.state.addedStewards.includes(key)) await this.#add(key, reader);
        }
    }

    async #offer(stewardKeys: ChannelPolicy['stewardKeys']): Promise<void> {
        const channel = this.#channel;
        if (stewardKeys.length >= stewardsOfChannel) return this.#withdraw(stewardKeys);
        if (!this.#mayPost() || channel.outbox.has(ContentKind.policy) || channel.policy === undefined) return;
        const seed = channel.state.stewardOffer ?? crypto.getRandomValues(new Uint8Array(32));
        const keys = [...stewardKeys, opaqueOf(await ed25519PublicKey(seed))];
        channel.state = { ...channel.state, stewardOffer: seed };
        await channel.outbox.enqueue(await nextPolicy(this.#session, channel.policy.policy, { stewardKeys: keys }), this.#session.now());
        await channel.save();
    }

    /** Another facilitator's policy came first. */
    async #withdraw(stewardKeys: ChannelPolicy['stewardKeys']): Promise<void> {
        const { stewardOffer } = this.#channel.state;
        if (stewardOffer === undefined || stewardKeys.includes(opaqueOf(await ed25519PublicKey(stewardOffer)))) return;
        wipe(stewardOffer);
        this.#channel.state = { ...this.#channel.state, stewardOffer: undefined };
        await this.#channel.save();
    }

    #mayPost(): boolean {
        const { state, descriptor } = this.#channel;
        const mayPost = decideFor(this.#session.admission.body, ChannelAct.postPolicy, descriptor.kind) === 'none';
        return mayPost && !isRestricted(state.restrictions, Restriction.posts);
    }

    async #add(key: Opaque, reader: ChannelReader): Promise<void> {
        const channel = this.#channel;
        const act = {
            verb: StewardVerb.addSteward,
            epoch: 0n,
            sequence: BigInt(channel.state.sequence),
            hash: nothing,
            key: bytesOf(key),
        };
        const code = await handInAct(this.#session, channel, act);
        if (code === RelayCode.ok) await reader.toHead();
        // It was one already, or there are as many as there can be.
        else if (code === RelayCode.staleEpoch || code === RelayCode.tooLarge) {
            channel.state = { ...channel.state, addedStewards: [...channel.state.addedStewards, key] };
            await channel.save();
        }
    }
}
