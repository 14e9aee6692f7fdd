import { ToldFailure } from '../toldFailure.ts';
import type { ChannelState } from './channelState.ts';

/** Why something was not done in a channel; each is one of the worker's problems. */
export type ChannelProblem =
    | 'removed'
    | 'different-histories'
    | 'change-refused'
    | 'not-allowed'
    /** A working group would have more participants of one side. */
    | 'unbalanced'
    | 'restricted'
    /** It is so already, or a steward has nothing to put right. */
    | 'nothing-to-change'
    /** An act of stewards on a device that is none. */
    | 'no-steward'
    | 'not-ready'
    | 'not-found'
    | 'relay-full'
    | 'text-too-long'
    | 'digits-changed'
    /** What was scanned is no code that makes sure of people. */
    | 'no-code'
    /** What was scanned is the code of others. */
    | 'code-differs'
    /** Facilitators paused the channel. */
    | 'paused'
    /** Slow mode: the own last message is too young. */
    | 'too-soon'
    | 'bad-time'
    | 'bad-name'
    /** A line of a home card is not cleared by its author. */
    | 'not-cleared'
    | 'no-pass';

/** Something was not done in a channel; names nobody and holds nobody's words. */
export class ChannelFailure extends ToldFailure<ChannelProblem> {
    constructor(problem: ChannelProblem) {
        super('channel', problem);
    }
}

/** Why an open channel's person must know that it does not go on; undefined while it is in order. */
export function stopOf(state: ChannelState): 'removed' | 'different-histories' | 'change-refused' | undefined {
    if (state.phase === 'removed') return 'removed';
    if (state.phase === 'forked') return 'different-histories';
    // A change was refused and waits for a steward.
    if (state.refused !== undefined) return 'change-refused';
    return state.voidSince === undefined ? undefined : 'different-histories';
}

/** The failure of a channel that is not open at its head. */
export function notWritable(state: ChannelState): ChannelFailure {
    // The last change came with a wrong access key, or is dated ahead of this device's clock.
    const waiting = state.earlierAccessSeed === undefined ? 'not-ready' : 'not-allowed';
    return new ChannelFailure(stopOf(state) ?? waiting);
}
