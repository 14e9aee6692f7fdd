import type { Bytes } from '../../bytes.ts';
import type { Credential } from '../credentials/credential.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import type { Extension } from '../extensions/extension.ts';
import type { Capabilities } from '../tree/capabilities.ts';
import type { Lifetime } from '../tree/lifetime.ts';
import type { GroupRetention } from './groupRetention.ts';

/** What a new group of one is made from (RFC 9420 §11). */
export type GroupCreation = {
    readonly suite: CipherSuite;
    /** Unique. */
    readonly groupId: Bytes;
    readonly credential: Credential;
    /** The creator's signature key; copied. */
    readonly signatureKey: SignatureKeyPair;
    /** What the creator can do. */
    readonly capabilities: Capabilities;
    /** The lifetime of the creator's first leaf. */
    readonly lifetime: Lifetime;
    readonly leafExtensions?: readonly Extension[];
    /** Extensions of the GroupContext, required_capabilities among them. */
    readonly groupContextExtensions?: readonly Extension[];
    /** What the group keeps of earlier epochs, if not the default. */
    readonly retention?: GroupRetention;
};
