import { enqueueAnnouncements } from '../admissions/admissionNotices.ts';
import { ChannelMaker } from './channelMaker.ts';
import { DeviceArrivals } from './deviceArrivals.ts';
import { needsSteward } from './stateReader.ts';
import { StewardOffers } from './stewardOffers.ts';
import { SwapDesk } from './swapDesk.ts';
import { enqueueMissingCuts } from '../revocations/cutPoster.ts';
import { ContentKind } from '../content/contentKind.ts';
import { findLeaf, hasLeft, isRemovalDue } from '../policy/channelFacts.ts';
import { isRestricted, Restriction } from '../wire/proofs/restrictions.ts';
import { unixHour } from '../trust/unixHour.ts';
import { ChannelReader } from './channelReader.ts';
import type { ChannelSession } from './channelSession.ts';
import { CommitDesk } from './commitDesk.ts';
import { commitPlan } from './commitPlan.ts';
import type { OpenChannel } from './openChannel.ts';
import { Outbox } from './outbox.ts';

const messagesPerEpoch = 150;
const epochHours = 24;
const leafHours = 7 * 24;

/** Rounds without any news after which a relay that takes and does not give is left alone until the next sync. */
const idleRounds = 4;

/** Brings one channel up to date: made if it is new, read to its head, healed if it is due, emptied of what waits. */
export class ChannelSync {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #outbox: Outbox;
    readonly reader: ChannelReader;
    readonly commits: CommitDesk;

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#session = session;
        this.#channel = channel;
        this.reader = new ChannelReader(session, channel);
        this.commits = new CommitDesk(session, channel, this.reader);
        this.#outbox = new Outbox(session, channel);
    }

    /** Does all of it; the number of items that were processed. */
    async run(): Promise<number> {
        await new ChannelMaker(this.#session).finish(this.#channel);
        let count = await this.reader.toHead();
        await this.commits.resume();
        await new StewardOffers(this.#session, this.#channel).carryOn(this.reader);
        await this.#postNewerCharter();
        if (this.reader.atHead) await enqueueMissingCuts(this.#session, this.#channel);
        if (this.reader.atHead) await enqueueAnnouncements(this.#session, this.#channel);
        count += await this.#emptyOutbox();
        await this.#removeDue();
        if (this.reader.atHead && !this.isHeldUp && this.#mayCommit()) {
            const due = (): readonly number[] => this.due();
            const waiting = this.#channel.outbox.size;
            await new SwapDesk(this.#session, this.#channel, this.commits).answer(due);
            await new DeviceArrivals(this.#session, this.#channel, this.commits).add(due);
            if (this.#channel.outbox.size > waiting) count += await this.#emptyOutbox();
        }
        return count;
    }

    async #emptyOutbox(): Promise<number> {
        let count = 0;
        let idle = 0;
        while (this.reader.atHead && this.#channel.outbox.size > 0 && idle < idleRounds) {
            await this.#removeDue();
            await this.#renewIfDue();
            if (this.isHeldUp) break;
            await this.#outbox.flush();
            const read = await this.reader.toHead();
            count += read;
            idle = read === 0 ? idle + 1 : 0;
        }
        if (idle === idleRounds) this.#session.alarm('relay-keeps-back', this.#channel.id);
        return count;
    }

    /** Leaves whose removal is due. */
    due(): readonly number[] {
        const facts = this.#channel.facts();
        const hour = unixHour(Math.max(this.#session.hour(), facts.lastHour));
        return facts.roster
            .filter((member) => member.leaf !== this.#channel.group.ownLeaf)
            .filter(({ credential }) => isRemovalDue(facts, credential, hour) || hasLeft(facts, credential))
            .map((member) => member.leaf);
    }

    /** Whether something keeps what is written here from going out although the log was read to its head. */
    get isHeldUp(): boolean {
        const { restrictions } = this.#channel.state;
        const takesNoPosts = this.#outbox.isRestricted || isRestricted(restrictions, Restriction.posts | Restriction.closed);
        return takesNoPosts || (needsSteward(this.#channel.state) && this.due().length > 0);
    }

    /** An amendment has effect in a channel after its place in that channel's log: whoever knows one posts it there (design §4.5). */
    async #postNewerCharter(): Promise<void> {
        const channel = this.#channel;
        const known = this.#session.charters.extend(channel.charters);
        if (typeof known === 'string' || known.head.version <= channel.charters.head.version) return;
        if (!this.reader.atHead || !this.#mayCommit() || channel.outbox.has(ContentKind.charter)) return;
        await channel.outbox.enqueue({ type: 'charter', charters: known.signed }, this.#session.now());
        await channel.save();
    }

    /** Only the head can be posted to, and only while every member's removal that is due has been committed. */
    async #removeDue(): Promise<void> {
        if (this.reader.atHead && this.due().length > 0 && this.#mayCommit()) {
            await this.commits.commit(() => commitPlan.remove(this.due()));
        }
    }

    /**
     * A device commits before it posts when the epoch or its own leaf is old, or after many messages: a copied state heals. Where stewards
     * demand their signature, only their devices can, and the talk of others goes on meanwhile.
     */
    async #renewIfDue(): Promise<void> {
        if (this.#isRenewalDue() && this.#mayCommit()) {
            await this.commits.commit(() => (this.#isRenewalDue() ? commitPlan.renew : undefined));
        }
    }

    #mayCommit(): boolean {
        const { state } = this.#channel;
        if (needsSteward(state) || isRestricted(state.restrictions, Restriction.closed)) return false;
        const facts = this.#channel.facts();
        const own = findLeaf(facts, this.#channel.group.ownLeaf);
        return own !== undefined && !isRemovalDue(facts, own.credential, this.#session.hour());
    }

    #isRenewalDue(): boolean {
        const { messagesInEpoch, commitHour, ownCommitHour } = this.#channel.state;
        const now = this.#session.hour();
        return messagesInEpoch >= messagesPerEpoch || now >= commitHour + epochHours || now >= ownCommitHour + leafHours;
    }
}
