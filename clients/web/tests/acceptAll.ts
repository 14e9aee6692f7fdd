import type { CredentialValidator } from '../src/core/mls/credentials/credentialValidator.ts';
import { areEqualCredentials } from '../src/core/mls/credentials/credential.ts';

/** Judges nothing. */
export const acceptAll: CredentialValidator = {
    validate: async () => {},
    validateSuccessor: async () => {},
    isSameClient: areEqualCredentials,
};
