import { equalBytes } from '../bytes.ts';
import { orderCovers } from '../content/removalOrder.ts';
import { revocationCovers } from '../content/revocation.ts';
import { MlsGroup } from '../mls/groups/mlsGroup.ts';
import type { CommitReceived } from '../mls/groups/receivedMessage.ts';
import { MlsException } from '../mls/mlsException.ts';
import { findLeaf, type RosterLeaf } from '../policy/channelFacts.ts';
import { judgeCommit, mustWait } from '../policy/commitRules.ts';
import type { CommitVerdict } from '../policy/commitVerdict.ts';
import { deviceOf, personOf } from '../trust/deviceCredential.ts';
import { OldCopy } from '../sync/oldCopy.ts';
import { unixHour, type UnixHour } from '../trust/unixHour.ts';
import type { LogItem } from '../wire/channels.ts';
import { presences } from '../revocations/presences.ts';
import { Marks } from '../verification/marks.ts';
import { accessKey } from './accessKey.ts';
import type { ChannelSession } from './channelSession.ts';
import type { ChannelState } from './channelState.ts';
import type { ItemOutcome } from './itemOutcome.ts';
import { isSameLeaf, notices } from './notices.ts';
import type { OpenChannel } from './openChannel.ts';
import type { PendingCommit } from './pendingCommit.ts';
import { rosterOf } from './rosterReader.ts';

/** Bytes of a commit's authenticated data: the hour it states. */
export const hourBytes = 8;

const greatestHour = 0xffff_ffff;

/** How far ahead of the own clock a commit is only waited for: a wrong clock explains no more. */
export const hourPatience = 24 * 3_600_000;

/** Who committed, and who stood in the tree before. */
type Change = { readonly by: RosterLeaf; readonly before: readonly RosterLeaf[] };

/** Takes commits: the own one by its bytes, the others through MLS and the one verdict. */
export class CommitIntake {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#session = session;
        this.#channel = channel;
    }

    /** Processes a commit whose header fits. */
    async process(item: LogItem): Promise<ItemOutcome> {
        const hour = statedHour(item);
        // Nobody waits for years: it is judged again when its hour comes, and a steward may undo it until then.
        if (mustWait(hour, this.#session.now() + hourPatience)) return this.refuse(item, 'dated-far-ahead');
        if (mustWait(hour, this.#session.now())) return 'waits';
        const { pending } = this.#channel;
        return pending !== undefined && equalBytes(pending.bytes, item.bytes)
            ? this.#takeOwn(item, hour, pending)
            : this.#takeForeign(item, hour);
    }

    /** Leaves a commit unprocessed; nothing can be sent until a steward undoes it. */
    refuse(item: LogItem, because: string): ItemOutcome {
        const channel = this.#channel;
        if (channel.state.refused?.sequence !== item.sequence) this.#session.alarm('change-refused', channel.id);
        channel.state = { ...channel.state, refused: { sequence: item.sequence, hash: item.hash, because } };
        return 'waits';
    }

    async #takeOwn(item: LogItem, hour: UnixHour, pending: PendingCommit): Promise<ItemOutcome> {
        const channel = this.#channel;
        const change = { by: channel.own, before: channel.roster };
        this.#session.pass('before-merge-persist');
        this.#keepAccess();
        channel.takePending(pending);
        // A joiner's first d is the relay's word until a member's message confirms it.
        if (pending.letters.length > 0) await channel.outbox.enqueue({ type: 'seen' }, this.#session.now());
        return await this.#merged(item, hour, change, pending.hasPath);
    }

    async #takeForeign(item: LogItem, hour: UnixHour): Promise<ItemOutcome> {
        const received = await this.#receive(item);
        if (typeof received === 'string') {
            if (received === 'not-processable') this.#channel.state = { ...this.#channel.state, swapReason: 'cannot-read' };
            return this.refuse(item, received);
        }
        try {
            return await this.#judge(item, hour, received);
        } finally {
            received.staged.dispose();
        }
    }

    async #judge(item: LogItem, hour: UnixHour, { sender, staged }: CommitReceived): Promise<ItemOutcome> {
        const channel = this.#channel;
        const facts = channel.facts();
        const adds = rosterOf(staged.adds).map((added) => added.credential);
        const removes = staged.removes.map((removed) => removed.index);
        const verdict = await judgeCommit({ committer: sender, hour, adds, removes, hasOtherProposals: false }, facts);
        if (verdict !== 'accepted') return this.refuse(item, verdict);
        const committer = findLeaf(facts, sender) as RosterLeaf;
        if (staged.removesSelf && adds.some((added) => deviceOf(added) === this.#session.ownKey)) {
            return this.#swapped(item, hour, { by: committer, before: channel.roster, after: rosterOf(staged.resultingMembers) });
        }
        if (staged.removesSelf) return this.#removed(item, hour, committer);
        this.#keepAccess();
        const before = channel.roster;
        await channel.group.merge(staged);
        channel.epochChanged();
        return await this.#merged(item, hour, { by: committer, before }, false);
    }

    /** The commit, or why it is refused. */
    async #receive(item: LogItem): Promise<CommitReceived | 'not-processable' | CommitVerdict> {
        const channel = this.#channel;
        try {
            const received = await channel.group.receive(item.bytes, channel.receiveOptions());
            return received.type === 'commit' ? received : 'not-processable';
        } catch (refused) {
            if (!(refused instanceof MlsException)) throw refused;
            if (refused.error === 'WrittenByCopy') throw new OldCopy();
            return refused.error === 'CredentialRefused' ? 'admissionRefused' : 'not-processable';
        }
    }

    /** The own leaf was swapped: all goes on when its Welcome has been taken. */
    #swapped(item: LogItem, hour: UnixHour, change: Change & { after: readonly RosterLeaf[] }): ItemOutcome {
        const channel = this.#channel;
        notices.changed(channel, item, hour, change);
        channel.advance(item);
        channel.setPending(undefined);
        channel.state = { ...channel.state, swappedAt: item.sequence };
        return 'waits';
    }

    #removed(item: LogItem, hour: UnixHour, by: RosterLeaf): ItemOutcome {
        const channel = this.#channel;
        notices.removed(channel, item, hour, by);
        channel.advance(item);
        channel.wipe();
        this.#session.alarm('removed', channel.id);
        return 'waits';
    }

    async #merged(item: LogItem, hour: UnixHour, change: Change, ownPath: boolean): Promise<ItemOutcome> {
        const channel = this.#channel;
        const after = channel.roster;
        const lastSwaps = { ...channel.state.lastSwaps };
        for (const now of after) {
            const isSwap = change.before.some((then) => deviceOf(then.credential) === deviceOf(now.credential) && !isSameLeaf(then, now));
            if (isSwap) lastSwaps[deviceOf(now.credential)] = hour;
        }
        channel.state = {
            ...channel.state,
            departed: [...channel.state.departed, ...this.#departed(change.before, after)],
            commit: { sequence: item.sequence, hash: item.hash },
            commitHour: hour,
            ownCommitHour: ownPath ? hour : channel.state.ownCommitHour,
            messagesInEpoch: 0,
            refused: undefined,
            lastSwaps,
        };
        notices.changed(channel, item, hour, { ...change, after });
        await new Marks(this.#session).meet(after);
        channel.saveBeside((writer) => presences.note(writer, channel.id, { hour, before: change.before, after }));
        channel.advance(item);
        return 'epoch-ended';
    }

    /** Whoever was sent away, by an order or as a person, does not come back with another device. */
    #departed(before: readonly RosterLeaf[], after: readonly RosterLeaf[]): ChannelState['departed'] {
        const { channel, removalOrders, revocations } = this.#channel.facts();
        return before
            .map(({ credential }) => credential)
            .filter((then) => after.every((now) => deviceOf(now.credential) !== deviceOf(then)))
            .filter(
                ({ admission }) =>
                    !removalOrders.some((order) => orderCovers(order, admission, channel)) &&
                    !revocations.some((one) => one.wholePerson && revocationCovers(one, admission.body)),
            )
            .map((then) => ({ person: personOf(then), device: deviceOf(then) }));
    }

    #keepAccess(): void {
        this.#channel.keepAccessSeed(accessKey.seed(this.#channel.group));
    }
}

/** The hour that a commit states in clear; one beyond all clocks stands for all that are. */
function statedHour(item: LogItem): UnixHour {
    const { authenticatedData } = MlsGroup.peekHeader(item.bytes);
    const stated = new DataView(authenticatedData.buffer, authenticatedData.byteOffset, hourBytes).getBigUint64(0);
    return unixHour(stated > BigInt(greatestHour) ? greatestHour : Number(stated));
}
