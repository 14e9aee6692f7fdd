import { equalBytes } from '../../bytes.ts';
import { decodeWelcome } from '../framing/mlsMessage.ts';
import type { KeyPackage } from '../keypackages/keyPackage.ts';
import type { KeyPackageSecrets } from '../keypackages/keyPackageSecrets.ts';
import { processWelcome, type Joined } from '../welcomes/welcomeProcessor.ts';
import type { JoinOptions } from './joinOptions.ts';

/** The epoch that a Welcome leads to (RFC 9420 §12.4.3.1). Throws a TypeError when the secrets are not the package's. */
export async function joinState(
    welcomeMlsMessage: Uint8Array,
    keyPackage: KeyPackage,
    secrets: KeyPackageSecrets,
    options: JoinOptions,
): Promise<Joined> {
    if (!areOwn(keyPackage, secrets)) throw new TypeError('the secrets are not those of the key package');
    return processWelcome(decodeWelcome(welcomeMlsMessage), keyPackage, secrets, options);
}

function areOwn(keyPackage: KeyPackage, secrets: KeyPackageSecrets): boolean {
    return (
        keyPackage.cipherSuite === secrets.suite.id &&
        equalBytes(keyPackage.initKey, secrets.init.publicKey) &&
        equalBytes(keyPackage.leafNode.encryptionKey, secrets.encryption.publicKey) &&
        equalBytes(keyPackage.leafNode.signatureKey, secrets.signature.publicKey)
    );
}
