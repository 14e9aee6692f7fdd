/** Why a relay could not be reached, or was lost. */
type UnreachableReason =
    /** No connection came about; a browser does not say whether it is the network, the certificate or what answers there. */
    | 'not-connected'
    /** There is something at the address, but it is no relay. */
    | 'not-a-relay'
    /** No answer came in time. */
    | 'timeout'
    /** The connection was cut; whether the call was carried out is unknown. */
    | 'cut'
    /** The relay failed in the call or answered what the protocol does not know; whether the call was carried out is unknown. */
    | 'failed';

/** No answer came from the relay. */
export class RelayUnreachable extends Error {
    override readonly name = 'RelayUnreachable';
    readonly reason: UnreachableReason;

    constructor(reason: UnreachableReason, cause?: unknown) {
        super(`the relay is not reached: ${reason}`, cause === undefined ? undefined : { cause });
        this.reason = reason;
    }
}
