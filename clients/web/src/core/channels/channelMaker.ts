import { wipe } from '../bytes.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { expectOk } from '../connection/relayRefused.ts';
import { FloorMode } from '../content/channelPolicy.ts';
import type { ContentBody } from '../content/contentBody.ts';
import { passStock } from '../devices/passStock.ts';
import { ChannelAct, decideFor } from '../policy/channelDecisions.ts';
import { fitsCaucus } from '../policy/commitRules.ts';
import type { StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { ed25519PublicKey, signEd25519 } from '../trust/ed25519.ts';
import type { RelayPass } from '../trust/relayPass.ts';
import { signedCharterChainCodec } from '../trust/signedCharterChain.ts';
import { Limits } from '../wire/limits.ts';
import { startOfLog } from '../wire/logChain.ts';
import { drawId, type ChannelId } from '../wire/opaqueId.ts';
import { PassKind } from '../wire/passKind.ts';
import { channelProof } from '../wire/proofs/proofs.ts';
import { accessKey } from './accessKey.ts';
import { ChannelFailure } from './channelFailure.ts';
import { createGroup } from './channelGroup.ts';
import type { ChannelTerms } from './channelPlan.ts';
import type { ChannelSession } from './channelSession.ts';
import { channelStateRecord, newChannelState, type ChannelState } from './channelState.ts';
import type { OpenChannel } from './openChannel.ts';
import { drawEntry, outboxEntryRecord } from './outboxEntry.ts';
import { ownPolicy } from './ownPolicy.ts';
import { ownProfile } from './ownProfile.ts';

const titleCharacters = 128;

/** Makes a channel: its group with the own leaf, its first lasting items (Charter, policy, own profile), its place at the relay. */
export class ChannelMaker {
    readonly #session: ChannelSession;

    constructor(session: ChannelSession) {
        this.#session = session;
    }

    /**
     * Draws and keeps everything, and something `more` in the same transaction; nothing is sent.
     * @throws ChannelFailure when this device may not, or has no pass left.
     */
    async draw(terms: ChannelTerms, more: (writer: StoreWriter, drawn: ChannelId) => void = () => undefined): Promise<ChannelId> {
        const session = this.#session;
        const { charters, admission } = session;
        const { title, descriptor } = terms;
        const { kind } = descriptor;
        const mayOpen = decideFor(admission.body, ChannelAct.create, kind) === 'none' && fitsCaucus(admission.body, descriptor);
        if (!mayOpen) throw new ChannelFailure('not-allowed');
        if (title.trim() === '' || title.length > titleCharacters || /\p{Surrogate}/u.test(title)) throw new ChannelFailure('bad-name');
        const id = drawId<ChannelId>();
        const stewardSeed = crypto.getRandomValues(new Uint8Array(32));
        const group = await createGroup(session, id, descriptor);
        const snapshot = group.save();
        try {
            const first: readonly ContentBody[] = [
                { type: 'charter', charters: charters.signed },
                await this.#policy(id, terms, stewardSeed),
                await ownProfile(session, id),
            ];
            await session.store.write(async (writer) => {
                const pass = await passStock.take(writer, PassKind.channel);
                if (pass === undefined) throw new ChannelFailure('no-pass');
                channelStateRecord.put(writer, bucket.channels, bytesOf(id), this.#drawn(id, pass, stewardSeed));
                writer.put(bucket.groups, bytesOf(id), snapshot);
                const outbox = bucket.outbox(bytesOf(id));
                for (const [i, body] of first.entries()) outboxEntryRecord.put(writer, outbox, i + 1, drawEntry(body, session.now()));
                more(writer, id);
            });
        } finally {
            wipe(snapshot, stewardSeed);
            await group.dispose();
        }
        return id;
    }

    /** Makes the channel's place at the relay; may be repeated. */
    async finish(channel: OpenChannel): Promise<void> {
        const { phase, creation, stewardSeed } = channel.state;
        if (phase !== 'creating' || creation === undefined || stewardSeed === undefined) return;
        const connection = await this.#session.relay.channels();
        const seed = accessKey.seed(channel.group);
        try {
            const request = {
                pass: creation.pass,
                channel: channel.id,
                accessKey: await ed25519PublicKey(seed),
                stewardKeys: [await ed25519PublicKey(stewardSeed)],
                closeMark: creation.closeMark,
                talkDays: creation.talkDays,
            };
            const signature = await signEd25519(seed, channelProof(connection.context, request));
            expectOk(await connection.call('CreateChannel', { ...request, signature }));
        } finally {
            wipe(seed);
        }
        channel.state = { ...channel.state, phase: 'open', creation: undefined };
        await channel.save();
    }

    async #policy(channel: ChannelId, { descriptor, ...said }: ChannelTerms, stewardSeed: Uint8Array): Promise<ContentBody> {
        return ownPolicy(this.#session, {
            ...said,
            channel,
            number: 1,
            previous: undefined,
            kind: descriptor.kind,
            stewardKeys: [opaqueOf(await ed25519PublicKey(stewardSeed))],
            floor: FloorMode.open,
            slowModeSeconds: 0,
            pause: undefined,
        });
    }

    #drawn(id: ChannelId, { pass, closeMark }: RelayPass, stewardSeed: Uint8Array<ArrayBuffer>): ChannelState {
        const charters = encodeObject(signedCharterChainCodec, this.#session.charters.signed);
        return {
            ...newChannelState({ id, phase: 'creating', commitHour: this.#session.hour(), charters }),
            digest: startOfLog(id),
            confirmed: true,
            // The relay keeps talk as long as it may, so that those who were away still find it.
            creation: { pass, closeMark: bytesOf(closeMark), talkDays: Limits.talkDays },
            stewardSeed,
        };
    }
}
