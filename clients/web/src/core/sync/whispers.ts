import type { ChannelId } from '../wire/opaqueId.ts';

const kept = 64;

/** What was whispered and nobody has looked at yet: the newest only, since an old whisper is worth nothing. */
export class Whispers {
    #waiting: readonly { readonly channel: ChannelId; readonly epoch: bigint; readonly bytes: Uint8Array }[] = [];

    readonly add = (channel: ChannelId, epoch: bigint, bytes: Uint8Array): void => {
        this.#waiting = [...this.#waiting.slice(1 - kept), { channel, epoch, bytes }];
    };

    /** Takes those of one epoch of a channel, in the order in which they came; those of its other epochs are dropped with them. */
    take(channel: ChannelId, epoch: bigint): readonly Uint8Array[] {
        const taken = this.#waiting.filter((one) => one.channel === channel && one.epoch === epoch);
        this.#waiting = this.#waiting.filter((one) => one.channel !== channel);
        return taken.map(({ bytes }) => bytes);
    }
}
