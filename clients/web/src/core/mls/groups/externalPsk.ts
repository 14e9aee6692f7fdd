import type { Bytes } from '../../bytes.ts';
import type { Secret } from '../crypto/secret.ts';

/** A key shared outside the group, by its name on the wire (RFC 9420 §8.4); the secret is lent. */
export type ExternalPsk = { readonly id: Bytes; readonly secret: Secret };

/** The resumption key of an epoch (RFC 9420 §8.6); lent where it is given to a method, owned by the caller where one returns it. */
export type ResumptionPsk = { readonly groupId: Bytes; readonly epoch: bigint; readonly secret: Secret };
