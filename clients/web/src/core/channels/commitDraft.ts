import { MlsException } from '../mls/mlsException.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import type { JoinerPack } from '../content/joinerPack.ts';
import type { WelcomeBundle } from '../content/welcomeBundle.ts';
import { splitBundle, welcomePartCodec } from '../content/welcomePart.ts';
import type { CommitBundle } from '../mls/commits/commitRequest.ts';
import type { StagedCommit } from '../mls/commits/stagedCommit.ts';
import { leafIndex } from '../mls/tree/leafIndex.ts';
import { judgeCommit } from '../policy/commitRules.ts';
import type { RosterLeaf } from '../policy/channelFacts.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { LetterKind } from '../trust/letter.ts';
import type { StoredLetter } from '../sync/storedLetter.ts';
import { unixHour, type UnixHour } from '../trust/unixHour.ts';
import { drawId, type MessageId } from '../wire/opaqueId.ts';
import { accessKey } from './accessKey.ts';
import { ChannelFailure } from './channelFailure.ts';
import type { ChannelSession } from './channelSession.ts';
import { hourBytes } from './commitIntake.ts';
import type { CommitPlan } from './commitPlan.ts';
import { joinerSeal } from './joinerSeal.ts';
import type { OpenChannel } from './openChannel.ts';
import type { PendingCommit } from './pendingCommit.ts';
import { profilesOf } from './profiles.ts';
import { revocationsOf } from './stateReader.ts';
import { rosterOf } from './rosterReader.ts';

/** Builds commits: what a plan asks for, judged as everybody will, and kept with the state after it before anything is sent. */
export class CommitDraft {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#session = session;
        this.#channel = channel;
    }

    /** Builds and keeps the commit of a plan. @throws ChannelFailure when the members would refuse it. */
    async keep(plan: CommitPlan): Promise<PendingCommit> {
        const channel = this.#channel;
        const hour = unixHour(Math.max(this.#session.hour(), channel.state.commitHour));
        const pack = this.#pack(channel.roster.filter((member) => !plan.removes.includes(member.leaf)));
        const bundle = await this.#create(plan, hour, pack);
        // Building a commit spends a handshake key, even if the commit is dropped later.
        channel.touchGroup();
        try {
            await this.#judge(bundle.staged, plan, hour);
            const pending = await this.#pendingOf(bundle, plan, hour, pack);
            this.#session.pass('before-commit-persist');
            channel.setPending(pending);
            await channel.save();
            this.#session.pass('after-commit-persist');
            return pending;
        } finally {
            bundle.staged.dispose();
        }
    }

    async #create(plan: CommitPlan, hour: UnixHour, pack: JoinerPack): Promise<CommitBundle> {
        const authenticatedData = new Uint8Array(hourBytes);
        new DataView(authenticatedData.buffer).setBigUint64(0, BigInt(hour));
        try {
            return await this.#channel.group.createCommit({
                adds: plan.adds.map((add) => add.package),
                removes: plan.removes.map(leafIndex),
                authenticatedData,
                groupInfoExtensions: plan.adds.length === 0 ? [] : [joinerSeal.extension(pack, hour)],
            });
        } catch (refused) {
            // Somebody's key package does not fit into this channel.
            throw refused instanceof MlsException ? new ChannelFailure('not-allowed') : refused;
        }
    }

    async #judge(staged: StagedCommit, { removes }: CommitPlan, hour: UnixHour): Promise<void> {
        const adds = rosterOf(staged.adds).map((added) => added.credential);
        const committer = this.#channel.group.ownLeaf;
        const verdict = await judgeCommit({ committer, hour, adds, removes, hasOtherProposals: false }, this.#channel.facts());
        if (verdict !== 'accepted') throw new ChannelFailure('not-allowed');
    }

    async #pendingOf(
        { message, welcome, staged }: CommitBundle,
        plan: CommitPlan,
        hour: UnixHour,
        pack: JoinerPack,
    ): Promise<PendingCommit> {
        const channel = this.#channel;
        return {
            epoch: channel.group.epoch,
            message: drawId<MessageId>(),
            after: channel.state.lastLasting,
            bytes: message,
            nextKey: await accessKey.next(staged, channel.group.groupId),
            nextGroup: staged.save(),
            hour,
            hasPath: staged.pathLeaf !== undefined,
            letters: welcome === undefined ? [] : await this.#letters(plan, staged.epoch, { welcome, pack }),
        };
    }

    #pack(staying: readonly RosterLeaf[]): JoinerPack {
        const { state, charters, policy } = this.#channel;
        const admissions = new Set(staying.map((member) => idOfAdmission(member.credential.admission)));
        return {
            charters: charters.signed,
            revocations: revocationsOf(state),
            policy,
            profiles: profilesOf(state).filter((profile) => admissions.has(profile.body.admission)),
            roster: staying.map((member) => ({ leaf: member.leaf, admission: idOfAdmission(member.credential.admission) })),
        };
    }

    async #letters({ adds }: CommitPlan, epoch: bigint, bundle: WelcomeBundle): Promise<readonly StoredLetter[]> {
        const parts = splitBundle(this.#channel.id, epoch, bundle).map((part) => encodeObject(welcomePartCodec, part));
        const letters: StoredLetter[] = [];
        for (const add of adds) {
            for (const part of parts) letters.push(await this.#session.letters.seal(LetterKind.welcome, add.card, part));
        }
        return letters;
    }
}
