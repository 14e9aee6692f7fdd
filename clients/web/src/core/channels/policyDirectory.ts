import type { ChannelId } from '../wire/opaqueId.ts';
import type { ChannelDirectory } from './channelDirectory.ts';
import { ChannelFailure } from './channelFailure.ts';
import { PolicyDesk, type PolicyStep } from './policyDesk.ts';

/** What facilitators set for channels. */
export class PolicyDirectory {
    readonly #channels: Pick<ChannelDirectory, 'work'>;

    constructor(channels: Pick<ChannelDirectory, 'work'>) {
        this.#channels = channels;
    }

    /** Does one step. @throws ChannelFailure when nothing was set. */
    set(channel: ChannelId, step: PolicyStep): Promise<void> {
        return this.#channels.work(channel, (open, sync, session) => {
            if (open.state.phase === 'forked') throw new ChannelFailure('different-histories');
            return new PolicyDesk(session, open, sync).set(step);
        });
    }
}
