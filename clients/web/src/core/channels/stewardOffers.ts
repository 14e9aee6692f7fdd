import { copyOf } from '../bytes.ts';
import { bytesOf, opaqueOf, type Opaque } from '../cbor/opaque.ts';
import { ed25519PublicKey, signEd25519 } from '../trust/ed25519.ts';
import { drawId, type MessageId } from '../wire/opaqueId.ts';
import { isRestricted, Restriction } from '../wire/proofs/restrictions.ts';
import { encodeStewardAct, stewardSignedBytes, StewardVerb } from '../wire/proofs/stewardAct.ts';
import { RelayCode } from '../wire/relayCode.ts';
import type { ChannelReader } from './channelReader.ts';
import type { ChannelSession } from './channelSession.ts';
import type { OpenChannel } from './openChannel.ts';

/** No hash, no key. */
const nothing = new Uint8Array(32);

/**
 * Two facilitators are a channel's stewards. Its creator is the first; the second facilitator who comes in draws a key of its own and
 * names it in a channel policy, and the creator's device, having read that, makes the relay take it. A browser that did not create the
 * channel offers none: it could not act.
 */
export class StewardOffers {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#session = session;
        this.#channel = channel;
    }

    /** Makes the relay take the keys that the channel policy names. */
    async accept(reader: ChannelReader): Promise<void> {
        const { state, policy } = this.#channel;
        const { stewardSeed } = state;
        if (!reader.atHead || stewardSeed === undefined || isRestricted(state.restrictions, Restriction.closed)) return;
        const own = await ed25519PublicKey(stewardSeed);
        const offered = policy?.policy.body.stewardKeys.filter((key) => key !== opaqueOf(own)) ?? [];
        for (const key of offered) {
            if (reader.atHead && !this.#channel.state.addedStewards.includes(key)) await this.#add(key, { seed: stewardSeed, own }, reader);
        }
    }

    async #add(key: Opaque, { seed, own }: { readonly seed: Uint8Array; readonly own: Uint8Array }, reader: ChannelReader): Promise<void> {
        const channel = this.#channel;
        const act = {
            verb: StewardVerb.addSteward,
            epoch: 0n,
            sequence: BigInt(channel.state.sequence),
            hash: nothing,
            hour: BigInt(this.#session.hour()),
            key: bytesOf(key),
        };
        const signature = await signEd25519(seed, stewardSignedBytes(channel.id, act));
        const bytes = encodeStewardAct({ ...act, stewardKey: copyOf(own), signature });
        const connection = await this.#session.relay.channels();
        const { code } = await connection.call('Steward', { channel: channel.id, message: drawId<MessageId>(), act: bytes });
        if (code === RelayCode.ok) await reader.toHead();
        // It was one already, or there are as many as there can be.
        else if (code === RelayCode.staleEpoch || code === RelayCode.tooLarge) {
            channel.state = { ...channel.state, addedStewards: [...channel.state.addedStewards, key] };
            await channel.save();
        }
    }
}
