import { concat } from '../bytes.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { decodeSigned, encodeSigned, type Signed } from '../cbor/signedCodec.ts';
import { checkSwap, type SwapRefusal } from '../policy/swapRules.ts';
import type { StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { deviceOf, personOf } from '../trust/deviceCredential.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { Letter } from '../trust/letter.ts';
import { swapRequestCodec, type SwapRequest } from '../trust/swapRequest.ts';
import { unixHour } from '../trust/unixHour.ts';
import { opaqueIdBytes } from '../wire/opaqueId.ts';
import { ChannelFailure } from './channelFailure.ts';
import type { ChannelSession } from './channelSession.ts';
import type { CommitDesk } from './commitDesk.ts';
import type { OpenChannel } from './openChannel.ts';
import { fetchPackage } from './packageFetch.ts';
import { profilesOf } from './profiles.ts';
import { storedSwapRequestRecord } from './storedSwapRequest.ts';
import { leafNodeOf } from './swapAsker.ts';

/** Requests kept for all channels, at most: one for each device of the fullest channels. */
const mostRequests = 256;

/** A request came; it is judged when its channel was read to the head. @throws MalformedObjectException when it is none for a channel here. */
export async function keepSwapRequest(writer: StoreWriter, letter: Letter): Promise<void> {
    const request = decodeSigned(swapRequestCodec, letter.body);
    const channel = bytesOf(request.body.channel);
    const isHere = channel.length === opaqueIdBytes && (await writer.get(bucket.channels, channel)) !== undefined;
    requireRule(isHere, 'a request to swap in a channel that is not here');
    requireRule((await writer.list(bucket.swapRequests)).length < mostRequests, 'too many requests to swap');
    const stored = { request: encodeSigned(swapRequestCodec, request), sender: letter.sender };
    storedSwapRequestRecord.put(writer, bucket.swapRequests, concat(channel, bytesOf(letter.sender)), stored);
}

/**
 * Swaps the leaf of another member's device that asked for it: fetches the fresh package, sends the Welcome, then commits Remove and Add
 * at once. The channel's own line tells everybody.
 */
export class SwapDesk {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #commits: CommitDesk;

    constructor(session: ChannelSession, channel: OpenChannel, commits: CommitDesk) {
        this.#session = session;
        this.#channel = channel;
        this.#commits = commits;
    }

    /** Answers what was asked in this channel, at the head of its log; `due` are the leaves whose removal is due. */
    async answer(due: () => readonly number[]): Promise<void> {
        const channel = bytesOf(this.#channel.id);
        for (const { key, value } of await this.#session.store.list(bucket.swapRequests)) {
            if (!channel.every((byte, i) => byte === key[i])) continue;
            const { request, sender } = storedSwapRequestRecord.decode(value);
            if (!(await this.#answer(decodeSigned(swapRequestCodec, request), sender, due))) continue;
            await this.#session.store.write((writer) => {
                writer.delete(bucket.swapRequests, key);
            });
        }
    }

    /** Done, or never to be done; false when the device has no package yet. */
    async #answer(request: Signed<SwapRequest>, sender: DeviceKey, due: () => readonly number[]): Promise<boolean> {
        const refusal = await this.#judge(request, sender);
        // Of the rest somebody else answered first, or the device left: nothing that a person could do about it.
        if (refusal === 'falseSignature') this.#session.alarm('false-swap', this.#channel.id);
        return refusal !== 'none' || this.#swap(request, sender, due);
    }

    #judge(request: Signed<SwapRequest>, sender: DeviceKey): Promise<SwapRefusal> {
        const facts = this.#channel.facts();
        const now = unixHour(Math.max(this.#session.hour(), facts.lastHour));
        return checkSwap(request, { sender, leafNode: leafNodeOf(this.#channel, sender), now }, facts);
    }

    async #swap(request: Signed<SwapRequest>, sender: DeviceKey, due: () => readonly number[]): Promise<boolean> {
        const channel = this.#channel;
        const leaf = channel.roster.find(({ credential }) => deviceOf(credential) === sender);
        const old = leaf && idOfAdmission(leaf.credential.admission);
        const profile = profilesOf(channel.state).find(({ body }) => body.admission === old)?.body;
        if (leaf === undefined || profile === undefined) return true;
        const person = personOf(leaf.credential);
        const isOwn = (fresh: typeof leaf.credential): boolean => deviceOf(fresh) === sender && personOf(fresh) === person;
        const newcomer = await fetchPackage(this.#session, channel, { name: profile.name, card: profile.card, isOwn });
        if (newcomer === undefined) return false;
        try {
            // Asked each time the commit is built: somebody else may have answered, or the leaf may be due by now.
            await this.#commits.commit(async () => {
                if ((await this.#judge(request, sender)) !== 'none') return undefined;
                return { adds: [newcomer], removes: [...new Set([leaf.leaf, ...due()])] };
            });
        } catch (refused) {
            if (!(refused instanceof ChannelFailure && refused.problem === 'not-allowed')) throw refused;
        }
        return true;
    }
}
