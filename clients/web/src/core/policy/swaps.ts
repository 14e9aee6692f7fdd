import { deviceOf, personOf, type DeviceCredential } from '../trust/deviceCredential.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { findLeaf, type ChannelFacts } from './channelFacts.ts';
import type { CommitAttempt } from './commitAttempt.ts';

/** The swaps in a commit: one leaf leaves and one of the same device, or of the same person, comes. */
export type Swaps = {
    /** The credentials that leave by a swap. */
    readonly removed: ReadonlySet<DeviceCredential>;
    /** The devices that leave and come. */
    readonly sameDevice: ReadonlySet<DeviceKey>;
};

export function findSwaps(commit: CommitAttempt, facts: ChannelFacts): Swaps {
    const coming = [...commit.adds];
    const leaving = [...new Set(commit.removes)].flatMap((leaf) => findLeaf(facts, leaf)?.credential ?? []);
    const sameDevice = leaving.filter((old) => take(coming, (added) => deviceOf(added) === deviceOf(old)));
    const samePerson = leaving
        .filter((old) => !sameDevice.includes(old))
        .filter((old) => take(coming, (added) => personOf(added) === personOf(old)));
    return { removed: new Set([...sameDevice, ...samePerson]), sameDevice: new Set(sameDevice.map(deviceOf)) };
}

function take(coming: DeviceCredential[], matches: (added: DeviceCredential) => boolean): boolean {
    const at = coming.findIndex(matches);
    if (at >= 0) coming.splice(at, 1);
    return at >= 0;
}
