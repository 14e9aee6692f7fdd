import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { expandWithLabel } from '../crypto/labels.ts';
import { Secret } from '../crypto/secret.ts';
import { TlsWriter } from '../codec/tlsWriter.ts';
import { writePreSharedKeyId, type PreSharedKeyId } from '../messages/preSharedKeyId.ts';

/** A pre-shared key and its name; the secret is lent. */
export type NamedPsk = { readonly id: PreSharedKeyId; readonly secret: Secret };

/**
 * All pre-shared keys of an epoch in one secret (RFC 9420 §8.4):
 * psk_secret[0] = 0; psk_secret[i+1] = KDF.Extract(ExpandWithLabel(KDF.Extract(0, psk[i]), "derived psk", PSKLabel), psk_secret[i]).
 */
export function computePskSecret(suite: CipherSuite, psks: readonly NamedPsk[]): Secret {
    let result = zeroSecret(suite);
    psks.forEach(({ id, secret }, index) => {
        const label = new TlsWriter();
        writePreSharedKeyId(label, id);
        label.writeUInt16(index);
        label.writeUInt16(psks.length);
        const extracted = suite.crypto.extract(suite, new Uint8Array(suite.hashBytes), secret.bytes);
        const input = expandWithLabel(suite, extracted, 'derived psk', label.written, suite.hashBytes);
        const previous = result;
        result = suite.crypto.extract(suite, input.bytes, previous.bytes);
        for (const used of [extracted, input, previous]) used.dispose();
    });
    return result;
}

/** A secret of zeros, where the key schedule has nothing to mix in. */
export function zeroSecret(suite: CipherSuite): Secret {
    return new Secret(new Uint8Array(suite.hashBytes));
}
