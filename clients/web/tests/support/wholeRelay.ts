import type { Dial } from '../../src/core/connection/relayConnection.ts';
import type { HubCall } from '../../src/core/wire/relayHub.ts';
import { MailboxRelay } from './mailboxRelay.ts';
import { MemoryRelay, type Interference } from './memoryRelay.ts';

const ofChannels: readonly HubCall[] = ['CreateChannel', 'Prove', 'Post', 'Commit', 'Steward', 'Read', 'Appear', 'Whisper'];

/** A relay in memory, mailboxes and channels. */
export class WholeRelay {
    readonly mailboxes = new MailboxRelay();
    readonly channels = new MemoryRelay();
    /** What happens to calls about channels, anybody's. */
    readonly interference: Interference = {};

    readonly dial: Dial = async (rung, heard) => {
        const letters = await this.mailboxes.dial(rung, heard);
        const log = this.channels.connect(this.interference, heard);
        return {
            context: log.context,
            get isClosed() {
                return log.isClosed;
            },
            call: (name, request) => (ofChannels.includes(name) ? log : letters).call(name, request),
            close: () => {
                letters.close();
                log.close();
            },
        };
    };
}
