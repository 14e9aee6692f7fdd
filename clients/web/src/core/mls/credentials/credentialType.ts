import type { Brand } from '../../brand.ts';

/** The IANA number of a credential type (RFC 9420 §17.5); unknown numbers are allowed. */
export type CredentialType = Brand<number, 'CredentialType'>;

export const CredentialType = {
    /** An identity of the application's own kind. */
    Basic: 1 as CredentialType,
    /** A chain of X.509 certificates. */
    X509: 2 as CredentialType,
} as const;
