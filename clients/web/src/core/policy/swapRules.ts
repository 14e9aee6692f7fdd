import { isSignedBy, type Signed } from '../cbor/signedCodec.ts';
import { deviceOf } from '../trust/deviceCredential.ts';
import { deviceKeyBytes, type DeviceKey } from '../trust/deviceKey.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { swapRequestCodec, type SwapRequest } from '../trust/swapRequest.ts';
import type { UnixHour } from '../trust/unixHour.ts';
import { hasLeft, isRemovalDue, wasSwappedOn, type ChannelFacts } from './channelFacts.ts';

/** Why a member's device does not swap another's leaf by itself. */
export type SwapRefusal =
    | 'none'
    /** The request is for another channel. */
    | 'anotherChannel'
    /** The device that asks has no leaf here. */
    | 'notAMember'
    /** The leaf's key did not sign it. */
    | 'falseSignature'
    /** It names another leaf node than the one now in the tree. */
    | 'anotherLeaf'
    /** The leaf's removal is due: expired, ordered out, revoked, or its owner left. */
    | 'removalDue'
    /** The device was swapped on the same day already. */
    | 'swappedToday'
    /** It was made more than a week ago, or ahead of the clock. */
    | 'stale';

/** Who signed the letter, SHA-256 of that device's leaf node as it stands in the tree, and the hour that the commit would state. */
type Asking = { readonly sender: DeviceKey; readonly leafNode: ObjectHash | undefined; readonly now: UnixHour };

const weekHours = 7 * 24;

/**
 * When a member's device swaps another's leaf without a human (design §4.8): whoever asks holds the device key, which signed the letter,
 * and the leaf key, and names exactly the leaf that stands in the tree. All else needs the device rule. Judged at the head of the log.
 */
export async function checkSwap(
    request: Signed<SwapRequest>,
    { sender, leafNode, now }: Asking,
    facts: ChannelFacts,
): Promise<SwapRefusal> {
    const { body } = request;
    if (body.channel !== facts.channel) return 'anotherChannel';
    const leaf = facts.roster.find(({ credential }) => deviceOf(credential) === sender)?.credential;
    if (leaf === undefined) return 'notAMember';
    const { leafKey } = leaf.certificate.body;
    const isByLeaf = leafKey.length === 2 * deviceKeyBytes && (await isSignedBy(swapRequestCodec, request, leafKey as DeviceKey));
    if (!isByLeaf) return 'falseSignature';
    if (body.leafNode !== leafNode) return 'anotherLeaf';
    if (isRemovalDue(facts, leaf, now) || hasLeft(facts, leaf)) return 'removalDue';
    if (wasSwappedOn(facts, now, sender)) return 'swappedToday';
    return body.hour + weekHours < now || body.hour > now + 1 ? 'stale' : 'none';
}
