import { sha256 } from '@noble/hashes/sha2.js';
import { copyOf } from '../../src/core/bytes.ts';
import { bytesOf } from '../../src/core/cbor/opaque.ts';
import { accessKey } from '../../src/core/channels/accessKey.ts';
import { proveEpoch } from '../../src/core/channels/channelReader.ts';
import type { CommitRequest as MlsCommit } from '../../src/core/mls/commits/commitRequest.ts';
import { MlsGroup } from '../../src/core/mls/groups/mlsGroup.ts';
import { bucket } from '../../src/core/sync/bucket.ts';
import { ed25519PublicKey, signEd25519 } from '../../src/core/trust/ed25519.ts';
import { drawId, type ChannelId, type MessageId } from '../../src/core/wire/opaqueId.ts';
import { commitProof } from '../../src/core/wire/proofs/proofs.ts';
import { stewardSignedBytes, encodeStewardAct, StewardVerb } from '../../src/core/wire/proofs/stewardAct.ts';
import type { LogItem, StoredReply } from '../../src/core/wire/channels.ts';
import type { ChannelWorld } from './channelWorld.ts';
import type { TestDevice } from './testDevice.ts';

/** What a member's program of another kind does: commits without asking the rules. */
type Rogue = MlsCommit & { readonly hour: number; readonly nextKey?: Uint8Array };

/** The group as a device has stored it. */
export async function storedGroup(device: TestDevice, channel: ChannelId): Promise<MlsGroup> {
    return MlsGroup.load((await device.store.get(bucket.groups, bytesOf(channel)))!);
}

/** Hands a commit in with a member's keys; the member's own store does not know of it. */
export async function commitAnyway(device: TestDevice, channel: ChannelId, { hour, nextKey, ...commit }: Rogue): Promise<StoredReply> {
    const group = await storedGroup(device, channel);
    const authenticatedData = new Uint8Array(8);
    new DataView(authenticatedData.buffer).setBigUint64(0, BigInt(hour));
    const { message, staged } = await group.createCommit({ ...commit, authenticatedData });
    const connection = device.world.relay.connect();
    const seed = accessKey.seed(group);
    await proveEpoch(connection, channel, group.epoch, seed);
    const request = {
        channel,
        epoch: group.epoch,
        message: drawId<MessageId>(),
        after: device.world.relay.channel(channel).lasting,
        bytes: message,
        nextKey: copyOf(nextKey ?? (await accessKey.next(staged, bytesOf(channel)))),
    };
    return connection.call('Commit', { ...request, signature: await signEd25519(seed, commitProof(connection.context, request)) });
}

/** A steward's act about the commit at a sequence; `key` sets a right access key, nothing supersedes. */
export async function steward(world: ChannelWorld, channel: ChannelId, sequence: number, key?: Uint8Array): Promise<StoredReply> {
    const log = world.relay.channel(channel);
    const commit = log.items[sequence - 1]!;
    const act = {
        verb: key === undefined ? StewardVerb.supersede : StewardVerb.setKey,
        epoch: key === undefined ? commit.epoch : log.current.number,
        sequence: BigInt(sequence),
        hash: commit.hash,
        hour: BigInt(world.hour),
        key: copyOf(key ?? new Uint8Array(32)),
    };
    const stewardKey = await ed25519PublicKey(world.stewardSeed);
    const signature = await signEd25519(world.stewardSeed, stewardSignedBytes(channel, act));
    const request = { channel, message: drawId<MessageId>(), act: encodeStewardAct({ ...act, stewardKey, signature }) };
    return world.relay.connect().call('Steward', request);
}

/** An item with other bytes, which the relay says are those that were stored. */
export function refit(item: LogItem, bytes: Uint8Array): LogItem {
    return { ...item, bytes: copyOf(bytes), hash: copyOf(sha256(bytes)) };
}
