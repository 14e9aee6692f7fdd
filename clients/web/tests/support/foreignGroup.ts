import { concat } from '../../src/core/bytes.ts';
import { encodeObject } from '../../src/core/cbor/objectCodec.ts';
import { bytesOf, opaqueOf, type Opaque } from '../../src/core/cbor/opaque.ts';
import { signObject } from '../../src/core/cbor/signedCodec.ts';
import { joinerSeal } from '../../src/core/channels/joinerSeal.ts';
import { channelDescriptorCodec, descriptorExtensionType } from '../../src/core/content/channelDescriptor.ts';
import { ChannelKind } from '../../src/core/content/channelKind.ts';
import { channelPolicyCodec } from '../../src/core/content/channelPolicy.ts';
import type { PolicyContent } from '../../src/core/content/lastingContent.ts';
import { splitBundle, welcomePartCodec } from '../../src/core/content/welcomePart.ts';
import { drawLeaf, leafCapabilities, lifetimeFrom } from '../../src/core/devices/packageStock.ts';
import { CredentialType } from '../../src/core/mls/credentials/credentialType.ts';
import type { ExtensionType } from '../../src/core/mls/extensions/extensionType.ts';
import { requiredCapabilitiesExtension } from '../../src/core/mls/extensions/requiredCapabilities.ts';
import { MlsGroup } from '../../src/core/mls/groups/mlsGroup.ts';
import { decodeKeyPackage } from '../../src/core/mls/keypackages/keyPackage.ts';
import { letterSuite } from '../../src/core/trust/letterSeal.ts';
import type { PartyCode } from '../../src/core/trust/partyCode.ts';
import { openPackage } from '../../src/core/trust/sealedPackage.ts';
import { drawId, type LetterId } from '../../src/core/wire/opaqueId.ts';
import type { TestDevice } from './testDevice.ts';

const type = descriptorExtensionType as ExtensionType;

/** What a facilitator's own program says of a group that no relay knows. */
type Foreign = {
    readonly groupId: Uint8Array<ArrayBuffer>;
    /** The epoch that it is founded in. */
    readonly epoch?: bigint;
    /** What the letter says, if not what the group is. */
    readonly named?: { readonly channel?: Opaque; readonly epoch?: bigint };
    /** Whose caucus it is; otherwise a plenary. */
    readonly side?: PartyCode;
    readonly policy: PolicyContent;
};

/** Sends somebody a Welcome into a group of a facilitator's own making. */
export async function welcomeIntoForeign(device: TestDevice, joiner: TestDevice, foreign: Foreign): Promise<void> {
    const { world } = device;
    const { key, credential } = await drawLeaf(letterSuite, device.admission, device.deviceSeed);
    const kind = foreign.side === undefined ? ChannelKind.plenary : ChannelKind.caucus;
    const descriptor = { dialogue: world.charters.dialogue, kind, party: foreign.side, suiteId: letterSuite.id };
    const group = await MlsGroup.create({
        suite: letterSuite,
        groupId: foreign.groupId,
        credential,
        signatureKey: key,
        capabilities: leafCapabilities,
        lifetime: lifetimeFrom(world.now),
        groupContextExtensions: [
            requiredCapabilitiesExtension({ extensions: [type], proposals: [], credentials: [CredentialType.Basic] }),
            { type, data: encodeObject(channelDescriptorCodec, descriptor) },
        ],
    });
    (group.state.context as { epoch: bigint }).epoch = foreign.epoch ?? 0n;
    const channel = opaqueOf(foreign.groupId);
    const body = { ...foreign.policy.policy.body, channel, kind };
    const policy = { ...foreign.policy, policy: await signObject(channelPolicyCodec, body, device.deviceSeed) };
    const pack = { charters: world.charters.signed, revocations: [], policy, profiles: [], roster: [] };
    const keyPackage = decodeKeyPackage(openPackage(world.relay.mailbox(joiner.mailbox).packages.shift()!, joiner.card));
    const groupInfoExtensions = [joinerSeal.extension(pack, device.hour())];
    const { welcome, staged } = await group.createCommit({ adds: [keyPackage], authenticatedData: new Uint8Array(8), groupInfoExtensions });
    const named = { channel, epoch: staged.epoch, ...foreign.named };
    const [part] = splitBundle(named.channel, named.epoch, { welcome: welcome!, pack });
    const bytes = concat(bytesOf(device.ownKey), encodeObject(welcomePartCodec, part!));
    world.relay.mailbox(joiner.mailbox).letters.push({ id: drawId<LetterId>(), bytes });
}
