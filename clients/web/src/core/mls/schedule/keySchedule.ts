import type { Bytes } from '../../bytes.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { deriveSecret, expandWithLabel } from '../crypto/labels.ts';
import type { Secret } from '../crypto/secret.ts';

// From one epoch to the next (RFC 9420 §8):
//   init_secret[n-1] -> Extract(commit_secret) -> ExpandWithLabel("joiner", GroupContext[n]) = joiner_secret
//   joiner_secret    -> Extract(psk_secret)    -> DeriveSecret("welcome")                    = welcome_secret
//                                              -> ExpandWithLabel("epoch", GroupContext[n])  = epoch_secret
//   epoch_secret     -> DeriveSecret(label)                                                  = EpochSecrets, init_secret[n]
// The context is given in its encoding, which several steps share.

export function joinerSecret(suite: CipherSuite, initSecret: Secret, commitSecret: Secret, context: Bytes): Secret {
    const extracted = suite.crypto.extract(suite, initSecret.bytes, commitSecret.bytes);
    return lend(extracted, (secret) => expandWithLabel(suite, secret, 'joiner', context, suite.hashBytes));
}

export function welcomeSecret(suite: CipherSuite, joiner: Secret, pskSecret: Secret): Secret {
    return lend(memberSecret(suite, joiner, pskSecret), (member) => deriveSecret(suite, member, 'welcome'));
}

export function epochSecret(suite: CipherSuite, joiner: Secret, pskSecret: Secret, context: Bytes): Secret {
    const member = memberSecret(suite, joiner, pskSecret);
    return lend(member, (secret) => expandWithLabel(suite, secret, 'epoch', context, suite.hashBytes));
}

/** encryption_secret, the root of the secret tree. */
export function encryptionSecret(suite: CipherSuite, epoch: Secret): Secret {
    return deriveSecret(suite, epoch, 'encryption');
}

/** confirmation_key. */
export function confirmationKey(suite: CipherSuite, epoch: Secret): Secret {
    return deriveSecret(suite, epoch, 'confirm');
}

/** confirmation_tag = MAC(confirmation_key, confirmed_transcript_hash). */
export function confirmationTag(suite: CipherSuite, epoch: Secret, confirmedTranscriptHash: Bytes): Bytes {
    return lend(confirmationKey(suite, epoch), (key) => suite.crypto.mac(suite, key.bytes, confirmedTranscriptHash));
}

function memberSecret(suite: CipherSuite, joiner: Secret, pskSecret: Secret): Secret {
    return suite.crypto.extract(suite, joiner.bytes, pskSecret.bytes);
}

function lend<T>(secret: Secret, use: (secret: Secret) => T): T {
    try {
        return use(secret);
    } finally {
        secret.dispose();
    }
}
