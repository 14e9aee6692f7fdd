import type { Bytes } from '../bytes.ts';
import { decodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import { decodeObject } from '../cbor/objectCodec.ts';
import type { ChannelDescriptor } from '../content/channelDescriptor.ts';
import { policyContentCodec, type PolicyContent } from '../content/lastingContent.ts';
import { removalOrderCodec } from '../content/removalOrder.ts';
import { revocationCodec, type Revocation } from '../content/revocation.ts';
import type { ChannelFacts, Endings, RosterLeaf } from '../policy/channelFacts.ts';
import { StoreFailure } from '../storage/storeFailure.ts';
import { CharterChain } from '../trust/charterChain.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { UnixHour } from '../trust/unixHour.ts';
import { signedCharterChainCodec } from '../trust/signedCharterChain.ts';
import { isRestricted, Restriction } from '../wire/proofs/restrictions.ts';
import type { ChannelState } from './channelState.ts';

/** Reads signed objects that were verified before they were kept; each one once, for the state hands on the same bytes. */
function once<T>(decode: (bytes: Uint8Array) => T): (bytes: Bytes) => T {
    const known = new WeakMap<Bytes, T>();
    return (bytes) => {
        const value = known.get(bytes) ?? decode(bytes);
        known.set(bytes, value);
        return value;
    };
}

const readPolicy = once((bytes) => decodeObject(policyContentCodec, bytes));
const readOrder = once((bytes) => decodeCoSigned(removalOrderCodec, bytes));
const readRevocation = once((bytes) => decodeCoSigned(revocationCodec, bytes));

/** The channel policy in force; undefined before the first. */
export function policyOf(state: ChannelState): PolicyContent | undefined {
    return state.policy === undefined ? undefined : readPolicy(state.policy);
}

/** Whether stewards demand a signature of theirs under every commit, and this device is none. */
export function needsSteward({ restrictions, stewardSeed }: ChannelState): boolean {
    return stewardSeed === undefined && isRestricted(restrictions, Restriction.demand);
}

/** The revocations in this channel's log. */
export function revocationsOf(state: ChannelState): readonly CoSigned<Revocation>[] {
    return state.revocations.map(readRevocation);
}

/** The Charter chain as this channel's log has it. @throws StoreFailure when it no longer holds. */
export async function readCharters(state: ChannelState): Promise<CharterChain> {
    const chain = await CharterChain.verify(decodeObject(signedCharterChainCodec, state.charters));
    if (chain instanceof CharterChain) return chain;
    throw new StoreFailure('damaged');
}

/** What ends admissions in this channel. */
export function readEndings(state: ChannelState, charters: CharterChain): Endings {
    return {
        channel: state.id,
        charters,
        removalOrders: state.removalOrders.map((bytes) => readOrder(bytes).body),
        revocations: state.revocations.map((bytes) => readRevocation(bytes).body),
    };
}

/** What a verdict hangs on: this channel's log so far, and nothing else. */
export function readFacts(
    state: ChannelState,
    descriptor: ChannelDescriptor,
    charters: CharterChain,
    roster: readonly RosterLeaf[],
): ChannelFacts {
    return {
        ...readEndings(state, charters),
        descriptor,
        roster,
        lastHour: state.commitHour,
        leavingLeafKeys: state.leavingLeafKeys,
        lastSwaps: new Map(Object.entries(state.lastSwaps) as [DeviceKey, UnixHour][]),
    };
}
