import { casesOf, hex, requireSame, secretOf, type VectorCase } from './vectorCase.ts';
import { toHex } from '../../src/core/bytes.ts';
import { decode, encode } from '../../src/core/mls/codec/tlsEncoding.ts';
import type { CipherSuite } from '../../src/core/mls/crypto/cipherSuite.ts';
import { HpkeKeyPair } from '../../src/core/mls/crypto/hpkeKeyPair.ts';
import type { Secret } from '../../src/core/mls/crypto/secret.ts';
import { readAuthenticatedContent } from '../../src/core/mls/framing/authenticatedContent.ts';
import { writeGroupContext, type GroupContext } from '../../src/core/mls/messages/groupContext.ts';
import { deriveEpochSecrets } from '../../src/core/mls/schedule/epochSecrets.ts';
import { exportSecret } from '../../src/core/mls/schedule/exporter.ts';
import { confirmationKey, encryptionSecret, epochSecret, joinerSecret, welcomeSecret } from '../../src/core/mls/schedule/keySchedule.ts';
import { computePskSecret } from '../../src/core/mls/schedule/pskSecret.ts';
import { confirmedTranscriptHash, interimTranscriptHash } from '../../src/core/mls/schedule/transcriptHash.ts';
import { senderDataKey } from '../../src/core/mls/secrets/messageProtection.ts';
import type { RatchetKind } from '../../src/core/mls/secrets/ratchetKind.ts';
import { SecretTree } from '../../src/core/mls/secrets/secretTree.ts';
import { leafIndex } from '../../src/core/mls/tree/leafIndex.ts';

/** The secrets of an epoch. */
export async function checkKeySchedule(item: VectorCase, suite: CipherSuite): Promise<void> {
    let init = secretOf(item, 'initial_init_secret');
    for (const [number, epoch] of casesOf(item, 'epochs').entries()) {
        const context = encode(contextOf(item, epoch, suite, number), writeGroupContext);
        requireSame(toHex(context), epoch['group_context']);
        const joiner = joinerSecret(suite, init, secretOf(epoch, 'commit_secret'), context);
        const psk = secretOf(epoch, 'psk_secret');
        const whole = epochSecret(suite, joiner, psk, context);
        const secrets = deriveEpochSecrets(suite, whole);
        const expected: Record<string, Secret> = {
            joiner_secret: joiner,
            welcome_secret: welcomeSecret(suite, joiner, psk),
            init_secret: secrets.initSecret,
            sender_data_secret: secrets.senderDataSecret,
            encryption_secret: encryptionSecret(suite, whole),
            exporter_secret: secrets.exporterSecret,
            epoch_authenticator: secrets.epochAuthenticator,
            external_secret: secrets.externalSecret,
            confirmation_key: confirmationKey(suite, whole),
            membership_key: secrets.membershipKey,
            resumption_psk: secrets.resumptionPsk,
        };
        for (const [name, secret] of Object.entries(expected)) requireSame(toHex(secret.bytes), epoch[name], name);
        const external = await HpkeKeyPair.deriveFrom(suite, secrets.externalSecret.bytes);
        requireSame(toHex(external.publicKey), epoch['external_pub']);
        const exporter = epoch['exporter'] as VectorCase;
        const { label, length } = exporter as { label: string; length: number };
        requireSame(toHex(exportSecret(suite, secrets.exporterSecret, label, hex(exporter, 'context'), length)), exporter['secret']);
        init = secrets.initSecret;
    }
}

function contextOf(item: VectorCase, epoch: VectorCase, suite: CipherSuite, number: number): GroupContext {
    return {
        cipherSuite: suite.id,
        groupId: hex(item, 'group_id'),
        epoch: BigInt(number),
        treeHash: hex(epoch, 'tree_hash'),
        confirmedTranscriptHash: hex(epoch, 'confirmed_transcript_hash'),
        extensions: [],
    };
}

/** Pre-shared keys mixed together. */
export function checkPskSecret(item: VectorCase, suite: CipherSuite): void {
    const psks = casesOf(item, 'psks').map((psk) => ({
        id: { type: 'external', id: hex(psk, 'psk_id'), nonce: hex(psk, 'psk_nonce') } as const,
        secret: secretOf(psk, 'psk'),
    }));
    requireSame(toHex(computePskSecret(suite, psks).bytes), item['psk_secret']);
}

/** Transcript hashes and the confirmation tag. */
export function checkTranscriptHashes(item: VectorCase, suite: CipherSuite): void {
    const commit = decode(hex(item, 'authenticated_content'), readAuthenticatedContent);
    const confirmed = confirmedTranscriptHash(suite, hex(item, 'interim_transcript_hash_before'), commit);
    const { confirmationTag } = commit.authentication;
    requireSame(toHex(confirmed), item['confirmed_transcript_hash_after']);
    requireSame(toHex(suite.crypto.mac(suite, hex(item, 'confirmation_key'), confirmed)), toHex(confirmationTag));
    requireSame(toHex(interimTranscriptHash(suite, confirmed, confirmationTag)), item['interim_transcript_hash_after']);
}

/** Message keys. */
export function checkSecretTree(item: VectorCase, suite: CipherSuite): void {
    const senderData = item['sender_data'] as VectorCase;
    const key = senderDataKey(suite, hex(senderData, 'ciphertext'), secretOf(senderData, 'sender_data_secret'));
    requireSame(toHex(key.key.bytes), senderData['key']);
    requireSame(toHex(key.nonce.bytes), senderData['nonce']);
    const leaves = item['leaves'] as VectorCase[][];
    const tree = SecretTree.of(suite, leaves.length, secretOf(item, 'encryption_secret'));
    for (const [leaf, generations] of leaves.entries()) {
        for (const generation of generations) {
            checkKey(tree, leaf, 'handshake', generation);
            checkKey(tree, leaf, 'application', generation);
        }
    }
}

function checkKey(tree: SecretTree, leaf: number, kind: RatchetKind, expected: VectorCase): void {
    const prepared = tree.prepare(leafIndex(leaf), kind, expected['generation'] as number);
    requireSame(toHex(prepared.key.key.bytes), expected[`${kind}_key`]);
    requireSame(toHex(prepared.key.nonce.bytes), expected[`${kind}_nonce`]);
    tree.take(prepared);
    prepared.dispose();
}
