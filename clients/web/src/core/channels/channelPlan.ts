import type { ChannelKind } from '../content/channelKind.ts';

/** What a new channel is to be. */
export type ChannelPlan = {
    /** 1 to 128 characters. */
    readonly title: string;
    /** A plenary or a private line: a caucus needs its party, which nobody asks for yet. */
    readonly kind: typeof ChannelKind.plenary | typeof ChannelKind.privateLine;
};
