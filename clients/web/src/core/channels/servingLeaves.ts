import { toHex, wipe } from '../bytes.ts';
import { MlsGroup } from '../mls/groups/mlsGroup.ts';
import type { Store } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';

/** The leaf keys that stand in this device's channels: a key package serves one channel, so none of theirs is handed out again. */
export async function servingLeaves(store: Store): Promise<ReadonlySet<string>> {
    const keys = new Set<string>();
    for (const { key } of await store.list(bucket.channels)) {
        const snapshot = await store.get(bucket.groups, key);
        if (snapshot === undefined) continue;
        const group = MlsGroup.load(snapshot);
        for (const { leaf } of group.members) keys.add(toHex(leaf.signatureKey));
        await group.dispose();
        wipe(snapshot);
    }
    return keys;
}
