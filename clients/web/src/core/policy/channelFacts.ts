import type { CoSigned } from '../cbor/coSigned.ts';
import type { Opaque } from '../cbor/opaque.ts';
import type { ChannelDescriptor } from '../content/channelDescriptor.ts';
import { orderCovers, type RemovalOrder } from '../content/removalOrder.ts';
import { revocationCovers, type Revocation } from '../content/revocation.ts';
import type { Admission } from '../trust/admission.ts';
import { isCarriedOver } from '../trust/admissionRules.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import type { DeviceCredential } from '../trust/deviceCredential.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { UnixHour } from '../trust/unixHour.ts';

const hoursOfDay = 24;

/** A leaf in the tree before a commit, its credential already checked for this leaf's key. */
export type RosterLeaf = { readonly leaf: number; readonly credential: DeviceCredential };

/**
 * All that a verdict may know: what the channel's log said before the commit. Orders, revocations and Charters are listed only after
 * `removalRules.ts` or `CharterChain.verify` accepted them at their place in the log.
 */
export type ChannelFacts = {
    readonly channel: Opaque;
    /** What never changes in it. */
    readonly descriptor: ChannelDescriptor;
    /** The Charter as known in this channel. */
    readonly charters: CharterChain;
    /** The leaves before the commit. */
    readonly roster: readonly RosterLeaf[];
    /** The hour of the last commit. */
    readonly lastHour: UnixHour;
    /** Accepted removal orders. */
    readonly removalOrders: readonly RemovalOrder[];
    /** Accepted revocations. */
    readonly revocations: readonly Revocation[];
    /** The leaf signature keys whose owners posted that they leave. */
    readonly leavingLeafKeys: readonly Opaque[];
    /** When each device was last swapped here. */
    readonly lastSwaps: ReadonlyMap<DeviceKey, UnixHour>;
};

/** The leaf at an index, if there is one. */
export function findLeaf(facts: ChannelFacts, leaf: number): RosterLeaf | undefined {
    return facts.roster.find((member) => member.leaf === leaf);
}

/** What of the facts ends an admission in the channel. */
export type Endings = Pick<ChannelFacts, 'channel' | 'charters' | 'removalOrders' | 'revocations'>;

/** Whether an admission was ordered out or revoked in this channel's log. */
export function isCutOff(facts: Endings, admission: CoSigned<Admission>): boolean {
    return (
        facts.removalOrders.some((order) => orderCovers(order, admission, facts.channel)) ||
        facts.revocations.some((revocation) => revocationCovers(revocation, admission.body))
    );
}

/** Whether the removal of a standing leaf is due at an hour: expired, ordered out, revoked, or left out by an amendment. Its later messages are not shown. */
export function isRemovalDue(facts: Endings, credential: DeviceCredential, hour: UnixHour): boolean {
    const { admission } = credential;
    return hour >= admission.body.notAfter || isCutOff(facts, admission) || !isCarriedOver(admission, facts.charters);
}

/** Whether a device was swapped here on the day of an hour. */
export function wasSwappedOn(facts: ChannelFacts, hour: UnixHour, device: DeviceKey): boolean {
    const last = facts.lastSwaps.get(device);
    return last !== undefined && dayOf(last) === dayOf(hour);
}

function dayOf(hour: UnixHour): number {
    return Math.floor(hour / hoursOfDay);
}

/** Whether the owner of a leaf posted that they leave. */
export function hasLeft(facts: ChannelFacts, credential: DeviceCredential): boolean {
    return facts.leavingLeafKeys.includes(credential.certificate.body.leafKey);
}
