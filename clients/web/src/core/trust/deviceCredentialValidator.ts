import { areEqualCredentials, type Credential } from '../mls/credentials/credential.ts';
import { CredentialType } from '../mls/credentials/credentialType.ts';
import { validateUnchanged, type CredentialValidator } from '../mls/credentials/credentialValidator.ts';
import { MlsException } from '../mls/mlsException.ts';
import { checkAdmissionSignatures } from './admissionRules.ts';
import type { CharterChain } from './charterChain.ts';
import { readCredential, type DeviceCredential } from './deviceCredential.ts';

/**
 * Lets a leaf stand only if its credential is an admission with the Charter's signatures and a certificate for its key. Hours are not
 * judged here: a standing leaf stays valid, and Adds are judged by `judgeCommit` at their commit's hour.
 */
export class DeviceCredentialValidator implements CredentialValidator {
    readonly #charters: CharterChain;

    /** Judges by the chain known in the channel. */
    constructor(charters: CharterChain) {
        this.#charters = charters;
    }

    async validate(credential: Credential, signaturePublicKey: Uint8Array): Promise<void> {
        const device = await readLeafCredential(credential, signaturePublicKey);
        const refusal = device && (await checkAdmissionSignatures(device.admission, this.#charters));
        if (refusal !== 'none') throw new MlsException('CredentialRefused');
    }

    validateSuccessor(before: Credential, after: Credential, signaturePublicKey: Uint8Array): Promise<void> {
        return validateUnchanged(this, before, after, signaturePublicKey);
    }

    isSameClient(one: Credential, other: Credential): boolean {
        return areEqualCredentials(one, other);
    }
}

/** The credential of a leaf if it is well formed and its certificate is for this leaf's key. */
export function readLeafCredential(credential: Credential, signaturePublicKey: Uint8Array): Promise<DeviceCredential | undefined> {
    if (credential.type !== CredentialType.Basic) return Promise.resolve(undefined);
    return readCredential(credential.body, signaturePublicKey);
}
