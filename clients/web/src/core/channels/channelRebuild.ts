import { bytesOf } from '../cbor/opaque.ts';
import type { TextContent } from '../content/textContent.ts';
import { hasLeft, isRemovalDue } from '../policy/channelFacts.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import { isRestricted, Restriction } from '../wire/proofs/restrictions.ts';
import { StewardVerb } from '../wire/proofs/stewardAct.ts';
import { ChannelFailure } from './channelFailure.ts';
import { ChannelMaker } from './channelMaker.ts';
import type { ChannelSession } from './channelSession.ts';
import { channelStateRecord, type ChannelState } from './channelState.ts';
import type { ChannelSync } from './channelSync.ts';
import type { Candidate } from './membershipDesk.ts';
import type { OpenChannel } from './openChannel.ts';
import { profilesOf } from './profiles.ts';
import { StewardDesk } from './stewardDesk.ts';

/**
 * The last resort, and the way to a new relay or suite: a new channel with the people of an old one. Nothing of the old channel is
 * trusted but its tree, its policy and the names its members signed; whoever is to be removed from it stays out of the new one.
 */
export class ChannelRebuild {
    readonly #session: ChannelSession;
    readonly #old: OpenChannel;

    constructor(session: ChannelSession, old: OpenChannel) {
        this.#session = session;
        this.#old = old;
    }

    /**
     * The new channel: drawn with the old one's kind, title and rules, or the one that was drawn before.
     * @throws ChannelFailure when this device may not open channels, or has no pass left.
     */
    async successor(): Promise<ChannelId> {
        const old = this.#old;
        if (old.state.rebuiltAs !== undefined) return old.state.rebuiltAs;
        if (old.policy === undefined) throw new ChannelFailure('not-ready');
        const { charters } = this.#session;
        const { title, regime, retentionDays } = old.policy.policy.body;
        const terms = {
            title,
            regime,
            retentionDays: Math.min(retentionDays, charters.head.retentionDays),
            descriptor: { ...old.descriptor, suiteId: charters.head.suiteId },
        };
        return new ChannelMaker(this.#session).draw(terms, (writer, rebuiltAs) => {
            old.state = { ...old.state, rebuiltAs };
            channelStateRecord.put(writer, bucket.channels, bytesOf(old.id), old.state);
        });
    }

    /** Who was in the old channel and is not due to leave it, with the mailbox that each of them signed. */
    people(): readonly Candidate[] {
        const facts = this.#old.facts();
        const staying = this.#old.roster
            .filter(({ leaf }) => leaf !== this.#old.group.ownLeaf)
            .map(({ credential }) => credential)
            .filter((credential) => !isRemovalDue(facts, credential, this.#session.hour()) && !hasLeft(facts, credential));
        return profilesOf(this.#old.state).flatMap(({ body: { name, card, admission: id } }) =>
            staying
                .filter(({ admission }) => idOfAdmission(admission) === id)
                .map(({ admission }) => ({ name, card, admission, earlier: undefined })),
        );
    }

    /**
     * Everybody is in the new channel: tells the old one where it goes on, if it takes messages, and closes it, if this device is its
     * steward. Whether it is closed.
     */
    async close(sync: ChannelSync, farewell: TextContent): Promise<boolean> {
        const old = this.#old;
        old.state = { ...old.state, isRebuilt: true };
        await old.save();
        if (old.state.phase !== 'open' || old.state.rebuiltAs === undefined) return false;
        await sync.reader.toHead();
        if (isRestricted(old.state.restrictions, Restriction.closed)) return true;
        if (sync.reader.atHead && !sync.isHeldUp) {
            await old.outbox.enqueue(farewell, this.#session.now());
            await old.save();
            await sync.run();
        }
        if (old.state.stewardSeed === undefined) return false;
        await new StewardDesk(this.#session, old, sync.reader).set(StewardVerb.close);
        return true;
    }
}

/** The channel that is to be rebuilt: whoever names its successor means the one that is not done with. */
export function channelToRebuild(all: readonly ChannelState[], named: ChannelId): ChannelId {
    return all.find(({ isRebuilt, rebuiltAs }) => !isRebuilt && rebuiltAs === named)?.id ?? named;
}
