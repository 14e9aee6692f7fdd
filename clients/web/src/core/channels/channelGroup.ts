import { requireRule } from '../cbor/malformedObjectException.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { channelDescriptorCodec, descriptorExtensionType, type ChannelDescriptor } from '../content/channelDescriptor.ts';
import type { ExtensionType } from '../mls/extensions/extensionType.ts';
import { drawLeaf, leafCapabilities, lifetimeFrom } from '../devices/packageStock.ts';
import { CredentialType } from '../mls/credentials/credentialType.ts';
import { cipherSuite } from '../mls/crypto/cipherSuite.ts';
import { requiredCapabilitiesExtension } from '../mls/extensions/requiredCapabilities.ts';
import { MlsGroup } from '../mls/groups/mlsGroup.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import type { ChannelSession } from './channelSession.ts';

const descriptorType = descriptorExtensionType as ExtensionType;

/**
 * What the GroupContext of a channel says for ever.
 * @throws MalformedObjectException when it says nothing of the kind.
 */
export function describeChannel(group: MlsGroup): ChannelDescriptor {
    const extension = group.groupContextExtensions.find((one) => one.type === descriptorType);
    requireRule(extension !== undefined, 'a group that is no channel');
    const descriptor = decodeObject(channelDescriptorCodec, extension.data);
    requireRule(descriptor.suiteId === group.suite.id, 'a channel of another suite');
    return descriptor;
}

/** Makes the group of a new channel, with the own leaf only. */
export async function createGroup(session: ChannelSession, channel: ChannelId, descriptor: ChannelDescriptor): Promise<MlsGroup> {
    const suite = cipherSuite(descriptor.suiteId);
    const { key, credential } = await drawLeaf(suite, session.admission, session.deviceSeed);
    try {
        return await MlsGroup.create({
            suite,
            groupId: bytesOf(channel),
            credential,
            signatureKey: key,
            capabilities: leafCapabilities,
            lifetime: lifetimeFrom(session.now()),
            groupContextExtensions: [
                requiredCapabilitiesExtension({ extensions: [descriptorType], proposals: [], credentials: [CredentialType.Basic] }),
                { type: descriptorType, data: encodeObject(channelDescriptorCodec, descriptor) },
            ],
        });
    } finally {
        key.dispose();
    }
}
