import { sha256 } from '@noble/hashes/sha2.js';
import { concat, copyOf, type Bytes } from '../../src/core/bytes.ts';
import { encodeObject } from '../../src/core/cbor/objectCodec.ts';
import { bytesOf } from '../../src/core/cbor/opaque.ts';
import { accessKey } from '../../src/core/channels/accessKey.ts';
import { joinerSeal } from '../../src/core/channels/joinerSeal.ts';
import { OpenChannels } from '../../src/core/channels/openChannels.ts';
import { OutboxNumbers } from '../../src/core/channels/outboxNumbers.ts';
import { profilesOf } from '../../src/core/channels/profiles.ts';
import { policyOf } from '../../src/core/channels/stateReader.ts';
import type { JoinerPack } from '../../src/core/content/joinerPack.ts';
import { splitBundle, welcomePartCodec } from '../../src/core/content/welcomePart.ts';
import { decodeKeyPackage } from '../../src/core/mls/keypackages/keyPackage.ts';
import { idOfAdmission } from '../../src/core/trust/admission.ts';
import { openPackage } from '../../src/core/trust/sealedPackage.ts';
import { proveEpoch } from '../../src/core/channels/channelReader.ts';
import type { CommitRequest as MlsCommit } from '../../src/core/mls/commits/commitRequest.ts';
import { MlsGroup } from '../../src/core/mls/groups/mlsGroup.ts';
import { bucket } from '../../src/core/sync/bucket.ts';
import { ed25519PublicKey, signEd25519 } from '../../src/core/trust/ed25519.ts';
import { drawId, type ChannelId, type LetterId, type MessageId } from '../../src/core/wire/opaqueId.ts';
import { commitProof } from '../../src/core/wire/proofs/proofs.ts';
import { stewardSignedBytes, encodeStewardAct, StewardVerb } from '../../src/core/wire/proofs/stewardAct.ts';
import type { LogItem, StoredReply } from '../../src/core/wire/channels.ts';
import { RelayCode } from '../../src/core/wire/relayCode.ts';
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
    return handIn(device, channel, group, message, nextKey ?? (await accessKey.next(staged, bytesOf(channel))));
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

/** An act that sets something for a channel, signed by a steward of it unless by another key. */
export async function settingAct(
    world: ChannelWorld,
    channel: ChannelId,
    verb: StewardVerb,
    seed: Uint8Array = world.stewardSeed,
): Promise<Bytes> {
    const [hash, key] = [new Uint8Array(32), new Uint8Array(32)];
    const sequence = BigInt(world.relay.channel(channel).items.length);
    const act = { verb, epoch: 0n, sequence, hash, hour: BigInt(world.hour), key };
    const signature = await signEd25519(seed, stewardSignedBytes(channel, act));
    return encodeStewardAct({ ...act, stewardKey: await ed25519PublicKey(seed), signature });
}

/** Hands an act to the relay. */
export function handInAct(world: ChannelWorld, channel: ChannelId, act: Bytes): Promise<StoredReply> {
    return world.relay.connect().call('Steward', { channel, message: drawId<MessageId>(), act });
}

/** A steward sets something for a channel. */
export async function setFor(world: ChannelWorld, channel: ChannelId, verb: StewardVerb): Promise<void> {
    const { code } = await handInAct(world, channel, await settingAct(world, channel, verb));
    if (code !== RelayCode.ok) throw new Error(`the relay refused: ${code}`);
}

/** An item with other bytes, which the relay says are those that were stored. */
export function refit(item: LogItem, bytes: Uint8Array): LogItem {
    return { ...item, bytes: copyOf(bytes), hash: copyOf(sha256(bytes)) };
}

/** Brings somebody in as a facilitator whose program puts another pack beside the Welcome, and signs it. */
export async function welcomeAnyway(
    device: TestDevice,
    joiner: TestDevice,
    channel: ChannelId,
    change: (pack: JoinerPack) => Promise<JoinerPack> | JoinerPack,
    hour: number = device.hour(),
): Promise<void> {
    const { state, roster, charters } = (await new OpenChannels(device, new OutboxNumbers(device.store), () => undefined).open(channel))
        .shown;
    const pack = await change({
        charters: charters.signed,
        revocations: [],
        policy: policyOf(state),
        profiles: profilesOf(state),
        roster: roster.map(({ leaf, credential }) => ({ leaf, admission: idOfAdmission(credential.admission) })),
    });
    const group = await storedGroup(device, channel);
    const authenticatedData = new Uint8Array(8);
    new DataView(authenticatedData.buffer).setBigUint64(0, BigInt(device.hour()));
    const keyPackage = decodeKeyPackage(openPackage(device.world.relay.mailbox(joiner.mailbox).packages.shift()!, joiner.card));
    const groupInfoExtensions = [joinerSeal.extension(pack, hour)];
    const { message, welcome, staged } = await group.createCommit({ adds: [keyPackage], authenticatedData, groupInfoExtensions });
    await handIn(device, channel, group, message, await accessKey.next(staged, bytesOf(channel)));
    const [part] = splitBundle(channel, staged.epoch, { welcome: welcome!, pack });
    const bytes = concat(bytesOf(device.ownKey), encodeObject(welcomePartCodec, part!));
    device.world.relay.mailbox(joiner.mailbox).letters.push({ id: drawId<LetterId>(), bytes });
}

async function handIn(device: TestDevice, channel: ChannelId, group: MlsGroup, bytes: Bytes, nextKey: Uint8Array): Promise<StoredReply> {
    const connection = device.world.relay.connect();
    const seed = accessKey.seed(group);
    await proveEpoch(connection, channel, group.epoch, seed);
    const after = device.world.relay.channel(channel).lasting;
    const request = { channel, epoch: group.epoch, message: drawId<MessageId>(), after, bytes, nextKey: copyOf(nextKey) };
    const signature = await signEd25519(seed, commitProof(connection.context, request));
    return connection.call('Commit', { ...request, signature, stewardKey: new Uint8Array(), stewardSignature: new Uint8Array() });
}
