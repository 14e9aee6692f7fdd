import type { Bytes } from '../bytes.ts';
import type { MlsGroup } from '../mls/groups/mlsGroup.ts';
import { SigningLabels } from '../trust/signingLabels.ts';
import { Limits } from '../wire/limits.ts';

/**
 * What a device shows the relay while it is here: `MLS-Exporter("SecureDialogue presence", leaf index (u32), 16)`. All members of the
 * epoch know it for every leaf, so that any of them could show it; nobody else can tell whose it is or what it is in the next epoch.
 */
export function presenceHandle(group: MlsGroup, leaf: number): Bytes {
    const context = new Uint8Array(4);
    new DataView(context.buffer).setUint32(0, leaf);
    return group.export(SigningLabels.presence, context, Limits.handleBytes);
}
