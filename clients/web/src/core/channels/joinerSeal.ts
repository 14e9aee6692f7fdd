import { concat, equalBytes, type Bytes } from '../bytes.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import { idOfObject } from '../cbor/objectCodec.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { joinerPackExtensionType } from '../content/channelDescriptor.ts';
import { joinerPackCodec, type JoinerPack } from '../content/joinerPack.ts';
import type { ExtensionType } from '../mls/extensions/extensionType.ts';
import type { Extension } from '../mls/extensions/extension.ts';
import { unixHour, type UnixHour } from '../trust/unixHour.ts';
import type { MlsGroup } from '../mls/groups/mlsGroup.ts';

const type = joinerPackExtensionType as ExtensionType;
const hashBytes = 32;
const sealBytes = hashBytes + 8;
const greatestHour = 0xffff_ffffn;

/**
 * GroupInfo extension 0xF0D2, signed by the committer: what travels beside the Welcome, and the hour of the adding commit, which
 * the joiner cannot read but must hold later commits against.
 *
 *     SHA-256 of the joiner pack (32) | hour u64
 */
export const joinerSeal = {
    /** The extension for a commit that adds. */
    extension(pack: JoinerPack, hour: number): Extension {
        const data = concat(idOf(pack), new Uint8Array(8));
        new DataView(data.buffer).setBigUint64(hashBytes, BigInt(hour));
        return { type, data };
    },

    /** The hour, if the pack is the one that the committer signed. @throws MalformedObjectException when it is not. */
    check(joined: MlsGroup, pack: JoinerPack): UnixHour {
        const data = joined.joinedGroupInfoExtensions.find((one) => one.type === type)?.data;
        requireRule(
            data?.length === sealBytes && equalBytes(data.subarray(0, hashBytes), idOf(pack)),
            'a pack that the committer did not sign',
        );
        const hour = new DataView(data.buffer, data.byteOffset).getBigUint64(hashBytes);
        requireRule(hour <= greatestHour, 'an hour out of range');
        return unixHour(Number(hour));
    },
};

function idOf(pack: JoinerPack): Bytes {
    return bytesOf(idOfObject(joinerPackCodec, pack));
}
