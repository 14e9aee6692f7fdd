import { requireRule } from '../cbor/malformedObjectException.ts';
import { decodeObject } from '../cbor/objectCodec.ts';
import { channelDescriptorCodec, descriptorExtensionType, type ChannelDescriptor } from '../content/channelDescriptor.ts';
import type { ExtensionType } from '../mls/extensions/extensionType.ts';
import type { MlsGroup } from '../mls/groups/mlsGroup.ts';

/**
 * What the GroupContext of a channel says for ever.
 * @throws MalformedObjectException when it says nothing of the kind.
 */
export function describeChannel(group: MlsGroup): ChannelDescriptor {
    const extension = group.groupContextExtensions.find((one) => one.type === (descriptorExtensionType as ExtensionType));
    requireRule(extension !== undefined, 'a group that is no channel');
    const descriptor = decodeObject(channelDescriptorCodec, extension.data);
    requireRule(descriptor.suiteId === group.suite.id, 'a channel of another suite');
    return descriptor;
}
