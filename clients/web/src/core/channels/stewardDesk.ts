import { wipe, type Bytes } from '../bytes.ts';
import { RelayRefused, expectOk } from '../connection/relayRefused.ts';
import { ed25519PublicKey } from '../trust/ed25519.ts';
import { isRestricted, Restriction, restrictionsAfter } from '../wire/proofs/restrictions.ts';
import { StewardVerb } from '../wire/proofs/stewardAct.ts';
import { RelayCode } from '../wire/relayCode.ts';
import { accessKey } from './accessKey.ts';
import { ChannelFailure } from './channelFailure.ts';
import type { ChannelReader } from './channelReader.ts';
import type { ChannelSession } from './channelSession.ts';
import type { OpenChannel } from './openChannel.ts';
import { handInAct, nothing } from './stewardPost.ts';

const attempts = 5;

/** A steward's acts: signed items in the log that every member verifies. A steward can stop a channel, never change who reads it. */
export class StewardDesk {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #reader: ChannelReader;

    constructor(session: ChannelSession, channel: OpenChannel, reader: ChannelReader) {
        this.#session = session;
        this.#channel = channel;
        this.#reader = reader;
    }

    /** Voids the commit that this device's own verdict refuses. @throws ChannelFailure when it refuses none: valid changes cannot be undone. */
    async supersede(): Promise<void> {
        await this.#reader.toHead();
        const { refused } = this.#channel.state;
        if (refused === undefined) throw new ChannelFailure('nothing-to-change');
        await this.#post(StewardVerb.supersede, refused, nothing);
    }

    /** Hands in the access key that the current epoch really has. @throws ChannelFailure when the relay has it. */
    async setKey(): Promise<void> {
        await this.#reader.toHead();
        const { earlierAccessSeed, commit } = this.#channel.state;
        const isWrong = !this.#reader.atHead && earlierAccessSeed !== undefined;
        if (!isWrong || commit === undefined) throw new ChannelFailure('nothing-to-change');
        const seed = accessKey.seed(this.#channel.group);
        const key = await ed25519PublicKey(seed);
        wipe(seed);
        await this.#post(StewardVerb.setKey, commit, key);
    }

    /** Sets something for the channel. @throws ChannelFailure when it was not set. */
    async set(verb: StewardVerb, key: Bytes = nothing): Promise<void> {
        for (let attempt = 0; attempt < attempts; attempt++) {
            await this.#reader.toHead();
            this.#requireChange(verb);
            const sequence = BigInt(await this.#known());
            const code = await handInAct(this.#session, this.#channel, { verb, epoch: 0n, sequence, hash: nothing, key });
            switch (code) {
                case RelayCode.ok:
                    await this.#reader.toHead();
                    return;
                case RelayCode.behind:
                    break;
                case RelayCode.staleEpoch:
                    throw new ChannelFailure('nothing-to-change');
                default:
                    throw new RelayRefused(code);
            }
        }
        throw new ChannelFailure('not-ready');
    }

    #requireChange(verb: StewardVerb): void {
        const { restrictions } = this.#channel.state;
        if (isRestricted(restrictions, Restriction.closed)) throw new ChannelFailure('restricted');
        const isSame = verb !== StewardVerb.shorten && restrictionsAfter(restrictions, verb) === restrictions;
        if (isSame) throw new ChannelFailure('nothing-to-change');
    }

    /** The end of the log as this device read it. One that waits at a refused commit takes the relay's word: it must be able to act. */
    async #known(): Promise<number> {
        const { id, state } = this.#channel;
        if (this.#reader.atHead) return state.sequence;
        const connection = await this.#session.relay.channels();
        return expectOk(await connection.call('Read', { channel: id, after: state.sequence })).head;
    }

    /** An act about a commit. */
    async #post(verb: StewardVerb, { sequence, hash }: { readonly sequence: number; readonly hash: Bytes }, key: Bytes): Promise<void> {
        const { epoch } = this.#channel.group;
        const code = await handInAct(this.#session, this.#channel, { verb, epoch, sequence: BigInt(sequence), hash, key });
        if (code !== RelayCode.ok) throw new RelayRefused(code);
        await this.#reader.toHead();
    }
}
