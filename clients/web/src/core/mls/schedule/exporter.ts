import type { Bytes } from '../../bytes.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { deriveSecret, expandWithLabel } from '../crypto/labels.ts';
import type { Secret } from '../crypto/secret.ts';

/**
 * Keys for the application (RFC 9420 §8.5):
 * MLS-Exporter(Label, Context, Length) = ExpandWithLabel(DeriveSecret(exporter_secret, Label), "exported", Hash(Context), Length).
 * The result is the caller's to wipe.
 */
export function exportSecret(suite: CipherSuite, exporterSecret: Secret, label: string, context: Uint8Array, length: number): Bytes {
    if (length < 1 || length > 255 * suite.hashBytes) throw new RangeError('an exported key has 1 to 255 hashes of bytes');
    const derived = deriveSecret(suite, exporterSecret, label);
    try {
        return expandWithLabel(suite, derived, 'exported', suite.crypto.hash(suite, context), length).bytes;
    } finally {
        derived.dispose();
    }
}
