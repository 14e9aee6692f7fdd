import { bytesOf } from '../cbor/opaque.ts';
import { RelayRefused } from '../connection/relayRefused.ts';
import { RelayUnreachable } from '../connection/relayUnreachable.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { ContentKind } from '../content/contentKind.ts';
import { ChannelAct, decideFor } from '../policy/channelDecisions.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { readExposure } from '../revocations/exposureReader.ts';
import { VerificationDesk } from '../verification/verificationDesk.ts';
import { StoreFailure } from '../storage/storeFailure.ts';
import { bucket } from '../sync/bucket.ts';
import { OldCopy } from '../sync/oldCopy.ts';
import { Turns } from '../mls/groups/turns.ts';
import { adviceOf } from '../wire/relayCode.ts';
import { isRestricted, Restriction } from '../wire/proofs/restrictions.ts';
import type { ChannelId, MessageId } from '../wire/opaqueId.ts';
import { acceptableText } from './acceptableText.ts';
import { ChannelFailure, stopOf } from './channelFailure.ts';
import type { ChannelSession } from './channelSession.ts';
import { ChannelMaker } from './channelMaker.ts';
import { termsOf, type ChannelPlan } from './channelPlan.ts';
import type { ChannelState } from './channelState.ts';
import { ChannelSync } from './channelSync.ts';
import { commitPlan } from './commitPlan.ts';
import { ChannelWindow, type ChannelNews } from './channelWindow.ts';
import { MembershipDesk, requireBalance, requirePlace, type Added, type Candidate, type Orders, type Removal } from './membershipDesk.ts';
import { isStuck, SwapAsker } from './swapAsker.ts';
import { requireTurn } from './speaking.ts';
import type { OpenChannel } from './openChannel.ts';
import { OpenChannels } from './openChannels.ts';
import { drafts, type StoredDraft } from './drafts.ts';
import { drawEntry, outboxEntryRecord } from './outboxEntry.ts';
import { OutboxNumbers } from './outboxNumbers.ts';
import type { ChannelView, ExposureView, FoundView, LineView, MemberView, TalkView, VerificationView } from './views.ts';
import { WelcomeDesk } from './welcomeDesk.ts';

/** What a camera read, and who is not there. */
type Scan = { readonly code: string; readonly absent: readonly DeviceKey[] };

/**
 * What this device does with its channels, for whoever shows them. Work with the relay goes on one after the other; writing and showing
 * never wait for it.
 */
export class ChannelDirectory {
    readonly #session: ChannelSession;
    readonly #numbers: OutboxNumbers;
    readonly #channels: OpenChannels;
    readonly #window: ChannelWindow;
    readonly #turns = new Turns();
    /** Channels whose person was told that something unforeseen stopped them. */
    readonly #broken = new Set<ChannelId>();

    /** `tell` gets what changed on the screen. */
    constructor(session: ChannelSession, tell: (news: ChannelNews) => void) {
        this.#session = session;
        this.#numbers = new OutboxNumbers(session.store);
        this.#channels = new OpenChannels(session, this.#numbers, (channel) => {
            this.#window.changed(channel);
        });
        this.#window = new ChannelWindow(session, this.#channels, tell);
    }

    /** All channels in the order in which they came. */
    channels(): Promise<readonly ChannelView[]> {
        return this.#window.channels();
    }

    /** The newest lines of a channel, and news of it from then on. @throws ChannelFailure when there is none. */
    show(channel: ChannelId, last: number): Promise<TalkView> {
        return this.#window.show(channel, last);
    }

    hide(): void {
        this.#window.hide();
    }

    /**
     * Keeps words to be sent with the next sync, in answer to a message of the same channel where there is one.
     * @throws ChannelFailure when nothing was kept.
     */
    async send(channel: ChannelId, typed: string, replyTo?: MessageId): Promise<LineView> {
        const open = await this.#channels.open(channel);
        if (open.state.phase === 'forked') throw new ChannelFailure('different-histories');
        if (isRestricted(open.state.restrictions, Restriction.closed)) throw new ChannelFailure('restricted');
        const mayPost = decideFor(this.#session.admission.body, ChannelAct.postText, open.descriptor.kind) === 'none';
        if (!mayPost) throw new ChannelFailure('not-allowed');
        await requireTurn(this.#session, open);
        await this.#requireHere(channel, replyTo);
        const words = acceptableText(typed);
        const body = replyTo === undefined ? words : ({ type: 'reply', to: replyTo, words } as const);
        const entry = drawEntry(body, this.#session.now());
        const number = await this.#numbers.draw(channel);
        this.#session.pass('before-message-persist');
        await this.#session.store.write((writer) => {
            outboxEntryRecord.put(writer, bucket.outbox(bytesOf(channel)), number, entry);
            drafts.drop(writer, channel);
        });
        this.#session.pass('after-message-persist');
        // Meanwhile it may have been opened again.
        (await this.#channels.open(channel)).outbox.adopt(number, entry);
        this.#window.changed(channel);
        return this.#window.waiting(channel, entry);
    }

    /** Keeps what is being written, until it is sent. @throws ChannelFailure when it is too long, or answers nothing of this channel. */
    async keepDraft(channel: ChannelId, draft: StoredDraft): Promise<undefined> {
        await this.#channels.state(channel);
        await this.#requireHere(channel, draft.replyTo);
        await drafts.keep(this.#session.store, channel, draft);
        return undefined;
    }

    /** Looks for words in a channel, on this device only. */
    search(channel: ChannelId, words: string): Promise<FoundView> {
        return this.#window.search(channel, words);
    }

    /** What is compared to make sure of everybody in a channel, or of one device in it. */
    verification(channel: ChannelId, device: DeviceKey | undefined): Promise<VerificationView> {
        return this.#verify(channel, async (desk) => {
            const { digits, scan } = await desk.show(device);
            return { digits, scan, members: await this.#window.members(channel) };
        });
    }

    /**
     * The digits that were shown were compared and are the same on all screens, but for those who were not there.
     * @throws ChannelFailure when they changed meanwhile, or were not shown.
     */
    async compared(channel: ChannelId, device: DeviceKey | undefined, absent: readonly DeviceKey[]): Promise<readonly MemberView[]> {
        await this.#verify(channel, (desk) => desk.confirm(device, absent));
        for (const { id } of await this.#channels.states()) this.#window.changed(id);
        return this.#window.members(channel);
    }

    /** The code on another's screen was scanned and is this device's own. @throws ChannelFailure when it is another, or none. */
    async scanned(channel: ChannelId, device: DeviceKey | undefined, scan: Scan): Promise<readonly MemberView[]> {
        await this.#verify(channel, (desk) => desk.scanned(device, scan.absent, scan.code));
        for (const { id } of await this.#channels.states()) this.#window.changed(id);
        return this.#window.members(channel);
    }

    /** Everybody in a channel, with what this device's owner made sure of. */
    members(channel: ChannelId): Promise<readonly MemberView[]> {
        return this.#window.members(channel);
    }

    /** What devices that were cut off could read, channel by channel. */
    async exposure(): Promise<readonly ExposureView[]> {
        return readExposure(this.#session.store, this.#session.ownKey, await this.#channels.states());
    }

    /** Comes into the channels whose Welcomes have arrived. */
    async enter(): Promise<void> {
        await this.#turns.take(() => this.#enter());
    }

    /**
     * Reads every channel to its head and sends what waits. The trouble of one channel does not hold up the others.
     * @throws RelayUnreachable, OldCopy or StoreFailure at once; RelayRefused at the end when the relay asks to come again later.
     */
    sync(): Promise<void> {
        return this.#turns.take(async () => {
            let later: RelayRefused | undefined;
            for (const { id, phase } of await this.#channels.states())
                if (phase === 'open' || phase === 'creating') later = (await this.#syncAlone(id)) ?? later;
            for (const state of await this.#channels.states())
                if (isStuck(state)) await this.#askSwap(await this.#channels.open(state.id), false);
            // What a swap's Welcome waited for has been read by now.
            for (const id of await this.#enter()) later = (await this.#syncAlone(id)) ?? later;
            if (later !== undefined) throw later;
        });
    }

    /** Opens a channel and adds people to it. @throws ChannelFailure when nothing was opened; the next sync goes on with what was. */
    async create(plan: ChannelPlan, people: readonly Candidate[]): Promise<Added & { readonly channel: ChannelId }> {
        const terms = termsOf(this.#session.charters, plan);
        requirePlace(terms.descriptor, people);
        if (plan.unbalanced !== true) requireBalance(terms.descriptor, this.#session.charters.head, people);
        const channel = await new ChannelMaker(this.#session).draw(terms);
        this.#window.changed(channel);
        return { channel, ...(await this.add(channel, people, plan.unbalanced)) };
    }

    /** Adds people to a channel; those whose devices have put no key packages yet wait. */
    add(channel: ChannelId, people: readonly Candidate[], unbalanced?: boolean): Promise<Added> {
        return this.work(channel, (open, sync) => new MembershipDesk(this.#session, open, sync).add(people, unbalanced === true));
    }

    /** Removes everybody of a name from a channel; or what `propose` made of the orders, where the own signature is not enough. */
    remove<Paper>(channel: ChannelId, whom: Removal, propose: (orders: Orders) => Promise<Paper>): Promise<Paper | undefined> {
        return this.work(channel, (open, sync) => new MembershipDesk(this.#session, open, sync).remove(whom, propose));
    }

    /** Every channel, as stored. */
    states(): Promise<readonly ChannelState[]> {
        return this.#channels.states();
    }

    /** What somebody else does with an open channel. */
    work<T>(channel: ChannelId, work: (open: OpenChannel, sync: ChannelSync, session: ChannelSession) => Promise<T>): Promise<T> {
        return this.#turns.take(() =>
            this.#channels.work(channel, (open) => work(open, new ChannelSync(this.#session, open), this.#session)),
        );
    }

    /** Says in a channel that this device leaves, so that the members' devices remove it; whether the note stands in the log. */
    leave(channel: ChannelId): Promise<boolean> {
        return this.work(channel, async (open, sync) => {
            // The note names the admission that stands in the tree, which a renewal may have replaced elsewhere.
            const admission = idOfAdmission(open.own.credential.admission);
            await open.outbox.enqueue({ type: 'leave', admission }, this.#session.now());
            await open.save();
            await sync.run();
            return open.state.phase === 'removed' || !open.outbox.has(ContentKind.leave);
        });
    }

    /** Renews the keys of a channel, whether that is due or not. */
    renew(channel: ChannelId): Promise<void> {
        return this.work(channel, (_, sync) => sync.commits.commit(() => commitPlan.renew));
    }

    /** Waits for the work under way and lets go of all keys. */
    close(): Promise<void> {
        this.#window.hide();
        return this.#turns.take(async () => {
            this.#channels.closeAll();
            return Promise.resolve();
        });
    }

    /** Two screens show the same only when both stand at the end of a history that nobody refuses. */
    #verify<T>(channel: ChannelId, work: (desk: VerificationDesk) => Promise<T>): Promise<T> {
        return this.#turns.take(async () => {
            const open = await this.#channels.open(channel);
            const stop = stopOf(open.state);
            if (stop !== undefined) throw new ChannelFailure(stop);
            return work(new VerificationDesk(this.#session, open));
        });
    }

    /** C8: what is answered was said in the same channel. */
    async #requireHere(channel: ChannelId, message: MessageId | undefined): Promise<void> {
        if (message === undefined) return;
        const place = await this.#session.store.get(bucket.shown(bytesOf(channel)), bytesOf(message));
        if (place === undefined) throw new ChannelFailure('not-found');
    }

    async #enter(): Promise<readonly ChannelId[]> {
        const entered = await new WelcomeDesk(this.#session, this.#numbers).enterAll();
        for (const channel of entered) {
            this.#channels.close(channel);
            this.#window.changed(channel);
        }
        return entered;
    }

    #askSwap(open: OpenChannel, atHead: boolean): Promise<void> {
        return new SwapAsker(this.#session, open).askIfDue(atHead);
    }

    /** Syncs one channel; a refusal after which all are to be tried again. */
    async #syncAlone(channel: ChannelId): Promise<RelayRefused | undefined> {
        try {
            await this.#channels.work(channel, async (open) => {
                const sync = new ChannelSync(this.#session, open);
                await sync.run();
                await this.#askSwap(open, sync.reader.atHead);
            });
            this.#broken.delete(channel);
        } catch (failure) {
            if (failure instanceof RelayUnreachable || failure instanceof OldCopy || failure instanceof StoreFailure) throw failure;
            if (failure instanceof RelayRefused) return adviceOf(failure.code) === 'retryLater' ? failure : undefined;
            if (!(failure instanceof ChannelFailure)) this.#tellBroken(channel);
        }
        return undefined;
    }

    /** Told once, not with every round that fails. */
    #tellBroken(channel: ChannelId): void {
        if (this.#broken.has(channel)) return;
        this.#broken.add(channel);
        this.#session.alarm('unexpected', channel);
    }
}
