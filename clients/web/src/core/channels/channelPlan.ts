import { ChannelKind } from '../content/channelKind.ts';

/** What a new channel is to be. */
export type ChannelPlan = {
    /** 1 to 128 characters. */
    readonly title: string;
    /** A plenary or a private line: a caucus needs its party, which nobody asks for yet. */
    readonly kind: 'plenary' | 'private-line';
};

/** The kind as channels state it. */
export function kindOf(kind: ChannelPlan['kind']): ChannelKind {
    return kind === 'plenary' ? ChannelKind.plenary : ChannelKind.privateLine;
}
