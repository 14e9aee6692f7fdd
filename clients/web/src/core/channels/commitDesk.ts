import { ed25519PublicKey, signEd25519 } from '../trust/ed25519.ts';
import { RelayRefused } from '../connection/relayRefused.ts';
import { RelayCode } from '../wire/relayCode.ts';
import { wipe } from '../bytes.ts';
import type { CommitRequest } from '../wire/channels.ts';
import { commitProof } from '../wire/proofs/proofs.ts';
import { isRestricted, Restriction, restrictionsAfter } from '../wire/proofs/restrictions.ts';
import { StewardVerb } from '../wire/proofs/stewardAct.ts';
import type { ProofContext } from '../wire/proofs/proofWriter.ts';
import { accessKey } from './accessKey.ts';
import { ChannelFailure, notWritable } from './channelFailure.ts';
import type { ChannelReader } from './channelReader.ts';
import type { ChannelSession } from './channelSession.ts';
import { CommitDraft } from './commitDraft.ts';
import type { CommitPlan } from './commitPlan.ts';
import type { OpenChannel } from './openChannel.ts';
import type { PendingCommit } from './pendingCommit.ts';
import { needsSteward } from './stateReader.ts';

const attempts = 12;

/**
 * Ends an epoch: builds the commit at the head of the log, judges it as everybody will, keeps it with the state after it, drops
 * the Welcomes, then hands it in. When another commit came first it is built again with the same key packages.
 */
export class CommitDesk {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #reader: ChannelReader;
    readonly #drafts: CommitDraft;

    constructor(session: ChannelSession, channel: OpenChannel, reader: ChannelReader) {
        this.#session = session;
        this.#channel = channel;
        this.#reader = reader;
        this.#drafts = new CommitDraft(session, channel);
    }

    /**
     * Carries a plan out; `decide` is asked each time the commit is built, at the head of the log.
     * @throws ChannelFailure when it does not hold or could not be handed in.
     */
    async commit(decide: () => Promise<CommitPlan | undefined> | CommitPlan | undefined): Promise<void> {
        for (let attempt = 0; attempt < attempts; attempt++) {
            await this.#reader.toHead();
            if (!this.#reader.atHead) throw notWritable(this.#channel.state);
            const plan = await decide();
            if (plan === undefined) return;
            this.#requireTaken();
            const pending = await this.#drafts.keep(plan);
            if (await this.#handIn(pending)) return;
        }
        throw new ChannelFailure('not-ready');
    }

    /** Goes on with a commit that a crash or a cut left on its way. */
    async resume(): Promise<void> {
        for (let attempt = 0; attempt < attempts && this.#reader.atHead; attempt++) {
            const { pending } = this.#channel;
            if (pending === undefined) return;
            if (pending.epoch !== this.#channel.group.epoch) return this.#drop();
            await this.#handIn(pending);
        }
    }

    /** Drops the Welcomes, then hands the commit in. True when the commit stands in the log and was taken. */
    async #handIn(pending: PendingCommit): Promise<boolean> {
        const channel = this.#channel;
        await this.#dropWelcomes(pending);
        const connection = await this.#session.relay.channels();
        const reply = await connection.call('Commit', await this.#signed(pending, connection.context));
        this.#session.pass('after-commit-answered');
        switch (reply.code) {
            case RelayCode.ok:
                await this.#reader.toHead();
                if (channel.pending !== undefined) throw new ChannelFailure('not-ready');
                return true;
            case RelayCode.staleEpoch:
            case RelayCode.behind:
                await this.#drop();
                this.#session.relay.remember(channel.id, undefined);
                return false;
            case RelayCode.notProven:
                this.#session.relay.remember(channel.id, undefined);
                await this.#reader.toHead();
                return channel.pending === undefined && channel.state.commitHour === pending.hour;
            case RelayCode.restricted:
                if (this.#isNewToDemand()) return this.#handIn(pending);
                await this.#drop();
                throw new ChannelFailure('restricted');
            default:
                throw new RelayRefused(reply.code);
        }
    }

    /** A steward who came in after the demand has not read it; the same commit goes out again with the signature. */
    #isNewToDemand(): boolean {
        const { state } = this.#channel;
        if (state.stewardSeed === undefined || isRestricted(state.restrictions, Restriction.demand | Restriction.closed)) return false;
        this.#channel.state = { ...state, restrictions: restrictionsAfter(state.restrictions, StewardVerb.demand) };
        return true;
    }

    /** What the relay would refuse is not built: a Welcome is dropped before its commit. */
    #requireTaken(): void {
        const { state } = this.#channel;
        if (needsSteward(state) || isRestricted(state.restrictions, Restriction.closed)) throw new ChannelFailure('restricted');
    }

    async #signed(pending: PendingCommit, context: ProofContext): Promise<CommitRequest> {
        const { epoch, message, after, bytes, nextKey } = pending;
        const request = { channel: this.#channel.id, epoch, message, after, bytes, nextKey };
        const seed = accessKey.seed(this.#channel.group);
        try {
            const proof = commitProof(context, request);
            return { ...request, signature: await signEd25519(seed, proof), ...(await this.#asSteward(proof)) };
        } finally {
            wipe(seed);
        }
    }

    /** Only where it is demanded: it tells the relay which commits are a steward's. */
    async #asSteward(proof: Uint8Array): Promise<Pick<CommitRequest, 'stewardKey' | 'stewardSignature'>> {
        const { stewardSeed, restrictions } = this.#channel.state;
        if (stewardSeed === undefined || !isRestricted(restrictions, Restriction.demand)) {
            return { stewardKey: new Uint8Array(), stewardSignature: new Uint8Array() };
        }
        return { stewardKey: await ed25519PublicKey(stewardSeed), stewardSignature: await signEd25519(stewardSeed, proof) };
    }

    async #dropWelcomes(pending: PendingCommit): Promise<void> {
        for (const letter of pending.letters) {
            const code = await this.#session.letters.drop(letter);
            this.#session.pass('after-first-welcome-dropped');
            if (code === RelayCode.ok) continue;
            // A Welcome that cannot be dropped is never followed by its commit.
            await this.#drop();
            throw new ChannelFailure(code === RelayCode.mailboxGone ? 'not-found' : 'relay-full');
        }
        this.#session.pass('after-welcomes-dropped');
    }

    async #drop(): Promise<void> {
        this.#channel.setPending(undefined);
        await this.#channel.save();
    }
}
