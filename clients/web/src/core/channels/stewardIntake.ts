import { equalBytes } from '../bytes.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { verifyEd25519 } from '../trust/ed25519.ts';
import type { LogItem } from '../wire/channels.ts';
import { decodeStewardAct, stewardSignedBytes, StewardVerb, type StewardAct } from '../wire/proofs/stewardAct.ts';
import type { ChannelSession } from './channelSession.ts';
import { notices } from './notices.ts';
import type { OpenChannel } from './openChannel.ts';

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
        if (act.verb === StewardVerb.supersede) return this.#supersede(item, act);
        this.#session.relay.remember(this.#channel.id, undefined);
        return undefined;
    }

    #supersede(item: LogItem, act: StewardAct): string | undefined {
        const channel = this.#channel;
        const since = channel.state.voidSince;
        const isOurs =
            since !== undefined &&
            BigInt(since.sequence) === act.sequence &&
            act.epoch === channel.group.epoch &&
            equalBytes(act.hash, since.hash);
        if (!isOurs) return 'a steward undid a change that this device holds to be valid';
        channel.state = { ...channel.state, voidSince: undefined, refused: undefined };
        this.#session.relay.remember(channel.id, undefined);
        notices.undone(channel, item);
        return undefined;
    }

    async #isBySteward(act: StewardAct): Promise<boolean> {
        const keys = this.#channel.policy?.policy.body.stewardKeys ?? [];
        const isKey = keys.includes(opaqueOf(act.stewardKey));
        return isKey && (await verifyEd25519(act.stewardKey, stewardSignedBytes(this.#channel.id, act), act.signature));
    }
}
