import { equalBytes } from '../bytes.ts';
import { decodeCoSigned } from '../cbor/coSigned.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { encodeSigned, idOfSigned } from '../cbor/signedCodec.ts';
import { profileCodec } from '../content/profile.ts';
import { revocationCodec } from '../content/revocation.ts';
import type { StoreReader, StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import { CharterChain } from '../trust/charterChain.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { ChannelState } from './channelState.ts';
import { logLineRecord } from './logLine.ts';
import { noticeLine } from './notices.ts';
import { outboxEntryRecord } from './outboxEntry.ts';
import { profilesOf } from './profiles.ts';
import { readCharters } from './stateReader.ts';
import { askedIn, isStuck } from './swapAsker.ts';

/** What is to be done with a Welcome into a channel that this device knows. */
type Judged =
    /** Taken as any other. */
    | 'enter'
    /** Taken as the answer to the own request. */
    | 're-enter'
    /** The swap must be read in the log first. */
    | 'wait'
    | 'refuse';

/** Judges a Welcome from a sender by what is known of its channel. */
export async function judgeReentry(reader: StoreReader, known: ChannelState | undefined, sender: DeviceKey): Promise<Judged> {
    if (known === undefined) return 'enter';
    const isAsked = (await askedIn(reader, known.id))?.asked.includes(sender) ?? false;
    if (known.phase === 'open' && known.swappedAt > 0) return 're-enter';
    if (isStuck(known) && isAsked) return 're-enter';
    if (known.phase === 'open') return isAsked ? 'wait' : 'refuse';
    return 'enter';
}

/**
 * A device whose leaf was swapped comes into a channel that it knows. Where it had read to the swap itself, the log goes on without a
 * gap and the relay's first digest must be its own; where it could not read on, what was said in between stays unread and a line says so.
 */
export class Reentry {
    readonly #known: ChannelState;

    constructor(known: ChannelState) {
        this.#known = known;
    }

    /** The channel as it stands after it. @throws MalformedObjectException when the log does not go on here. */
    async carry(entered: ChannelState, own: DeviceKey): Promise<ChannelState> {
        const known = this.#known;
        const goesOn = this.#isContinuous;
        const isHere = entered.sequence === known.sequence && equalBytes(entered.digest, known.digest);
        requireRule(!goesOn || isHere, 'a swap at another place of the log');
        const charters = await readCharters(entered);
        const older = await readCharters(known);
        const newer = older.extend(charters);
        requireRule(newer instanceof CharterChain && newer.headId === charters.headId, 'an older Charter than the one this device read');
        const revocations = [...known.revocations, ...entered.revocations];
        return {
            ...entered,
            joinedAt: goesOn ? known.joinedAt : entered.joinedAt,
            confirmed: goesOn && known.confirmed,
            lastLasting: goesOn ? known.lastLasting : entered.lastLasting,
            profiles: newest([...profilesOf(known), ...profilesOf(entered)]).map((one) => encodeSigned(profileCodec, one)),
            removalOrders: known.removalOrders,
            revocations: [...new Map(revocations.map((bytes) => [idOfRevocation(bytes), bytes])).values()],
            announced: known.announced,
            leavingLeafKeys: known.leavingLeafKeys,
            lastSwaps: { ...known.lastSwaps, [own]: entered.commitHour },
            departed: known.departed,
            stewardSeed: known.stewardSeed,
            stewardOffer: known.stewardOffer,
            addedStewards: known.addedStewards,
        };
    }

    /** Writes what else changes in the store; whether messages that were on their way may not have arrived. */
    async write(writer: StoreWriter, entered: ChannelState): Promise<boolean> {
        const key = bytesOf(this.#known.id);
        writer.delete(bucket.pending, key);
        writer.delete(bucket.swapAsks, key);
        if (this.#isContinuous) return false;
        writer.clear(bucket.chain(key));
        const missed = noticeLine([{ type: 'missed', by: undefined, people: [], vouchers: [] }], entered.commitHour);
        logLineRecord.put(writer, bucket.log(key), entered.sequence, missed);
        return dropSealed(writer, key);
    }

    /** Whether the log goes on where it was read to. */
    get #isContinuous(): boolean {
        return this.#known.swappedAt > 0;
    }
}

/** What was sealed may stand in the part of the log that cannot be read: sent again under its id, it would never come back. */
async function dropSealed(writer: StoreWriter, channel: Uint8Array): Promise<boolean> {
    const stored = await writer.range(bucket.outbox(channel), 0);
    const doubtful = stored.filter(({ value }) => outboxEntryRecord.decode(value).sealed !== undefined);
    for (const { ordinal } of doubtful) writer.delete(bucket.outbox(channel), ordinal);
    return doubtful.length > 0;
}

function newest(profiles: ReturnType<typeof profilesOf>): ReturnType<typeof profilesOf> {
    const byAdmission = new Map(profiles.map((one) => [one.body.admission, one]));
    for (const one of profiles) {
        const kept = byAdmission.get(one.body.admission);
        if (kept === undefined || kept.body.counter <= one.body.counter) byAdmission.set(one.body.admission, one);
    }
    return [...byAdmission.values()];
}

function idOfRevocation(bytes: Uint8Array): string {
    return idOfSigned(revocationCodec, decodeCoSigned(revocationCodec, bytes));
}
