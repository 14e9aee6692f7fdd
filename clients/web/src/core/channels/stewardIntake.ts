import { equalBytes } from '../bytes.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { ed25519PublicKey, verifyEd25519 } from '../trust/ed25519.ts';
import type { LogItem } from '../wire/channels.ts';
import { restrictionsAfter } from '../wire/proofs/restrictions.ts';
import { decodeStewardAct, isAboutCommit, stewardSignedBytes, StewardVerb, type StewardAct } from '../wire/proofs/stewardAct.ts';
import type { ChannelSession } from './channelSession.ts';
import type { ChannelState } from './channelState.ts';
import type { PlainNotice } from './logLine.ts';
import { notices } from './notices.ts';
import type { OpenChannel } from './openChannel.ts';

/** The line that an act leaves in the channel; none for what only the relay needs. */
const tellings = new Map<StewardVerb, PlainNotice>([
    [StewardVerb.supersede, 'undone'],
    [StewardVerb.demand, 'demanded'],
    [StewardVerb.release, 'released'],
    [StewardVerb.closePosts, 'posts-closed'],
    [StewardVerb.openPosts, 'posts-opened'],
    [StewardVerb.shorten, 'shortened'],
    [StewardVerb.close, 'closed'],
    [StewardVerb.addSteward, 'steward-added'],
]);

/**
 * Judges a steward's act. A steward can stop a channel, never change who reads it: a supersede is honoured only for a commit that
 * this device's own verdict refuses or never saw, and setting a key changes nothing here.
 */
export class StewardIntake {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#session = session;
        this.#channel = channel;
    }

    /** Takes the act; undefined when it holds, else what is wrong with the history. */
    async process(item: LogItem): Promise<string | undefined> {
        const act = decodeStewardAct(item.bytes);
        if (act === undefined || !(await this.#isBySteward(act))) return 'a steward act that no steward of this channel signed';
        const problem = await this.#take(item, act);
        const told = tellings.get(act.verb);
        if (problem === undefined && told !== undefined) notices.bySteward(this.#channel, item, told);
        if (isAboutCommit(act)) this.#session.relay.remember(this.#channel.id, undefined);
        return problem;
    }

    async #take(item: LogItem, act: StewardAct): Promise<string | undefined> {
        if (!isAboutCommit(act)) return this.#set(item, act);
        return act.verb === StewardVerb.supersede ? this.#supersede(act) : undefined;
    }

    #supersede(act: StewardAct): string | undefined {
        const channel = this.#channel;
        const since = channel.state.voidSince;
        const isOurs =
            since !== undefined &&
            BigInt(since.sequence) === act.sequence &&
            act.epoch === channel.group.epoch &&
            equalBytes(act.hash, since.hash);
        if (!isOurs) return 'a steward undid a change that this device holds to be valid';
        channel.state = { ...channel.state, voidSince: undefined, refused: undefined };
        return undefined;
    }

    /** An act stands only where its steward knew the log, so a relay that brings one a second time is found out. */
    async #set(item: LogItem, act: StewardAct): Promise<string | undefined> {
        const channel = this.#channel;
        const { lastLasting, restrictions, addedStewards } = channel.state;
        const isInPlace = act.sequence >= BigInt(lastLasting) && act.sequence < BigInt(item.sequence);
        if (!isInPlace) return 'a steward act stands where no steward put it';
        const added = act.verb === StewardVerb.addSteward ? [opaqueOf(act.key)] : [];
        channel.state = {
            ...channel.state,
            ...(added.length > 0 && (await this.#taken(act.key))),
            restrictions: restrictionsAfter(restrictions, act.verb),
            addedStewards: [...addedStewards, ...added],
        };
        return undefined;
    }

    /** The own offer, if it is this key's: from here on this device is a steward. */
    async #taken(key: Uint8Array): Promise<Partial<ChannelState>> {
        const { stewardOffer } = this.#channel.state;
        const isOurs = stewardOffer !== undefined && equalBytes(key, await ed25519PublicKey(stewardOffer));
        return isOurs ? { stewardSeed: stewardOffer, stewardOffer: undefined } : {};
    }

    async #isBySteward(act: StewardAct): Promise<boolean> {
        const keys = this.#channel.policy?.policy.body.stewardKeys ?? [];
        const isKey = keys.includes(opaqueOf(act.stewardKey));
        return isKey && (await verifyEd25519(act.stewardKey, stewardSignedBytes(this.#channel.id, act), act.signature));
    }
}
