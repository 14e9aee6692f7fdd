import type { CredentialValidator } from '../credentials/credentialValidator.ts';
import type { ExternalPsk, ResumptionPsk } from './externalPsk.ts';

/** What a receiver brings beside the message. */
export type ReceiveOptions = {
    /** Asked for every leaf that a proposal or commit brings in or changes. */
    readonly validator: CredentialValidator;
    /**
     * Whether only members are heard and only commits of inline Adds and Removes accepted. What an application does not use cannot
     * be used against it; proposals on their own are then reported but not kept.
     */
    readonly onlyAddsAndRemoves: boolean;
    /** External keys that a commit may name. */
    readonly externalPsks?: readonly ExternalPsk[];
    /** Resumption keys of other groups that a commit may name; the group knows its own. */
    readonly resumptionPsks?: readonly ResumptionPsk[];
    /** Unix seconds; without them lifetimes of added leaves stay unchecked. */
    readonly currentTime?: bigint;
    /** Seconds a leaf's lifetime may have in all (RFC 9420 §7.2); without them there is no limit. */
    readonly maxLifetime?: bigint;
};
