import type { Opaque } from '../cbor/opaque.ts';
import { bytes, count, flag, list, record, text, type Of } from '../wire/jsonRecord.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import { localRecord, optional, word } from '../sync/localRecord.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { channelCreation } from './channelCreation.ts';
import { departedDevice } from './departedDevice.ts';
import { hour, opaque, table } from './recordFields.ts';

/** Where a channel stands on this device. */
type ChannelPhase =
    /** Drawn here; the relay may not have it yet. */
    | 'creating'
    /** Open. */
    | 'open'
    /** This device was removed; its secrets are gone. */
    | 'removed'
    /** The relay's history contradicts what this device or another member saw; kept as it is. */
    | 'forked';

/** Why a device wants its leaf in a channel swapped, beside a new admission. */
type SwapReason =
    | 'none'
    /** It was brought in by a key package that was used before: its leaf key must not serve two channels. */
    | 'shared-leaf-key'
    /** It cannot read on: a commit is past its days, or this device cannot process it. */
    | 'cannot-read';

/** What this device knows of a channel beside its MLS state; saved in the same transaction as that. */
export type ChannelState = Of<typeof shape>;

/** An item of the log: its sequence and SHA-256. */
const place = record({ sequence: count, hash: bytes });

const shape = record({
    /** Channel id and MLS group id. */
    id: opaque<ChannelId>(),
    phase: word<ChannelPhase>('creating', 'open', 'removed', 'forked'),
    /** The log's last sequence that was processed. */
    sequence: count,
    /** d of the log chain at `sequence`, 32 bytes. */
    digest: bytes,
    /** Where this device came in: its first d was the relay's word. */
    joinedAt: count,
    /** Whether a member's message confirmed a d at or after `joinedAt`. */
    confirmed: flag,
    /** The last lasting or steward sequence that was processed: what a commit names as "after". */
    lastLasting: count,
    /** The last commit that was taken; absent where this device began with a later state. */
    commit: optional(place),
    /** The hour that the last commit stated. */
    commitHour: hour,
    /** The hour of the own last commit with a path. */
    ownCommitHour: hour,
    /** Messages in this epoch, anybody's. */
    messagesInEpoch: count,
    /** The Charter chain as this channel's log has it. */
    charters: bytes,
    /** The channel policy in force, signed. */
    policy: optional(bytes),
    /** Newest profile of each admission, signed. */
    profiles: list(bytes),
    /** Removal orders in this channel's log, signed. */
    removalOrders: list(bytes),
    /** Revocations in this channel's log, signed. */
    revocations: list(bytes),
    /** Ids of admissions that this channel was told of. */
    announced: list(opaque<ObjectHash>()),
    /** Leaf keys whose own device said that it leaves. */
    leavingLeafKeys: list(opaque<Opaque>()),
    /** The hour of each device's last swap, by device key. */
    lastSwaps: table(hour),
    /** Devices that are no longer in it though their person was not sent away. */
    departed: list(departedDevice),
    /** What it takes to make the channel at the relay, until that is done. */
    creation: optional(channelCreation),
    /** The seed of the steward key, 32 bytes, where this device is a steward. */
    stewardSeed: optional(bytes),
    /** The seed of a steward key that this device offers and that no act added yet. */
    stewardOffer: optional(bytes),
    /** Keys that the relay takes as stewards' beside the maker's. */
    addedStewards: list(opaque<Opaque>()),
    /** What stewards keep the channel from taking, as far as their acts were read: a joiner reads them from its own place on. */
    restrictions: count,
    /** The access key's seed of the epoch before, until the current epoch's is proven. */
    earlierAccessSeed: optional(bytes),
    /** The commit that swapped the own leaf, while its Welcome is awaited: nothing is read or written here until then; 0 for none. */
    swappedAt: count,
    /** Why the own leaf is to be swapped, beside a new admission. */
    swapReason: word<SwapReason>('none', 'shared-leaf-key', 'cannot-read'),
    /** The first item that the relay calls void while no steward's act that says so has been read, and its SHA-256. */
    voidSince: optional(place),
    /** The commit that this device's own verdict refuses and that nobody superseded yet, and the rule it breaks. */
    refused: optional(record({ sequence: count, hash: bytes, because: text })),
    /** How the relay's history contradicts itself; names nobody. */
    forkedBecause: optional(text),
    /** The channel that takes this one's place. */
    rebuiltAs: optional(opaque<ChannelId>()),
    /** Whether everybody is in the channel that takes its place. */
    isRebuilt: flag,
});

/** A channel of which nothing was read yet: its id, whether the relay has it, the hour of its last commit and its Charter chain. */
export function newChannelState(known: Pick<ChannelState, 'id' | 'phase' | 'commitHour' | 'charters'>): ChannelState {
    return {
        ...known,
        sequence: 0,
        digest: new Uint8Array(),
        joinedAt: 0,
        confirmed: false,
        lastLasting: 0,
        commit: undefined,
        ownCommitHour: known.commitHour,
        messagesInEpoch: 0,
        policy: undefined,
        profiles: [],
        removalOrders: [],
        revocations: [],
        announced: [],
        leavingLeafKeys: [],
        lastSwaps: {},
        departed: [],
        creation: undefined,
        stewardSeed: undefined,
        stewardOffer: undefined,
        addedStewards: [],
        restrictions: 0,
        earlierAccessSeed: undefined,
        swappedAt: 0,
        swapReason: 'none',
        voidSince: undefined,
        refused: undefined,
        forkedBecause: undefined,
        rebuiltAs: undefined,
        isRebuilt: false,
    };
}

/** How the state lies in the store. */
export const channelStateRecord = localRecord(shape);
