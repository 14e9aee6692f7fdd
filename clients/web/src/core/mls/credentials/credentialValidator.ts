import { MlsException } from '../mlsException.ts';
import { areEqualCredentials, type Credential } from './credential.ts';

/**
 * The application's judgement of a credential (RFC 9420 §5.3.1). Asked for every leaf of a joined tree and for every leaf that a
 * commit adds or changes. A refusal is an MlsException with `CredentialRefused`.
 */
export interface CredentialValidator {
    /** Returns if the credential may stand in the group with this key. */
    validate(credential: Credential, signaturePublicKey: Uint8Array): Promise<void>;

    /**
     * Returns if a member's leaf, or that of a member who comes back by an external commit, may have the new credential in place of
     * the old. `validateUnchanged` is the judgement of those whose members never change their credential.
     */
    validateSuccessor(before: Credential, after: Credential, signaturePublicKey: Uint8Array): Promise<void>;

    /** Whether two credentials, of the successor of a leaf or a group, are one client's; `areEqualCredentials` for most. */
    isSameClient(one: Credential, other: Credential): boolean;
}

/** Refuses every credential that is not the old one, byte for byte. */
export async function validateUnchanged(
    validator: CredentialValidator,
    before: Credential,
    after: Credential,
    signaturePublicKey: Uint8Array,
): Promise<void> {
    if (!areEqualCredentials(before, after)) throw new MlsException('CredentialRefused');
    await validator.validate(after, signaturePublicKey);
}
