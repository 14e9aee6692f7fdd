import type { ChannelId } from '../wire/opaqueId.ts';
import type { ProofContext } from '../wire/proofs/proofWriter.ts';
import type { HubCall, HubReply, HubRequest } from '../wire/relayHub.ts';

/**
 * One connection to a relay, for one purpose, which its first call after Hello settles. It is not repaired: when it is cut, a new
 * one is opened, whose proofs are new.
 *
 * Calls may overlap: they reach the relay in the order in which they were made. A request over a limit is refused (`RelayRefused`,
 * `tooLarge`) without being sent. A call that is not answered in time ends the connection, since nothing is known of those after it.
 */
export interface RelayConnection {
    /** What every proof on this connection covers. */
    readonly context: ProofContext;

    /** Whether it has ended, whoever ended it. */
    readonly isClosed: boolean;

    /** @throws RelayUnreachable when no answer came. */
    call<Call extends HubCall>(name: Call, request: HubRequest<Call>): Promise<HubReply<Call>>;

    /** Ends the connection at once; calls under way fail. */
    close(): void;
}

/** Told what was whispered in a channel, in an epoch: sealed, and no reason to read. */
export type Heard = (channel: ChannelId, epoch: bigint, bytes: Uint8Array) => void;

/**
 * Opens a connection and says Hello. `rung` is told that the relay has something new, and that the connection has ended: what is
 * pushed is only a reason to read, since order and completeness come from reading by sequence.
 * @throws RelayUnreachable, RelayRefused or WrongRelay.
 */
export type Dial = (rung: () => void, heard: Heard) => Promise<RelayConnection>;
