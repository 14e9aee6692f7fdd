import type { Bytes } from '../../bytes.ts';
import type { CredentialValidator } from '../credentials/credentialValidator.ts';
import type { ExternalPsk, ResumptionPsk } from './externalPsk.ts';
import type { GroupRetention } from './groupRetention.ts';
import type { GroupState } from './groupState.ts';

/** What a joiner brings beside the Welcome and its key package. */
export type JoinOptions = {
    /** Asked for every leaf of the tree. */
    readonly validator: CredentialValidator;
    /** An encoded ratchet tree that came beside the Welcome; the one inside the GroupInfo goes first. */
    readonly ratchetTree?: Bytes;
    /** Keys that the Welcome may name. */
    readonly externalPsks?: readonly ExternalPsk[];
    /** Resumption keys that the Welcome may name, other than those of the predecessor. */
    readonly resumptionPsks?: readonly ResumptionPsk[];
    /** The group that the new one follows by ReInit or branches from; lent. Without it such a Welcome is refused. */
    readonly predecessor?: { readonly state: GroupState };
    /** Unix seconds; without them the lifetimes of leaves stay unchecked. */
    readonly currentTime?: bigint;
    /** Seconds a leaf's lifetime may have in all (RFC 9420 §7.2); without them there is no limit. */
    readonly maxLifetime?: bigint;
    /** What the group keeps of earlier epochs, if not the default. */
    readonly retention?: GroupRetention;
};
