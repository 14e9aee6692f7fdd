import { expect } from 'vitest';
import { suiteVectors, type VectorCase } from '../../../../tests/mlsVectors.ts';
import { fromHex, toHex, type Bytes } from '../../bytes.ts';
import { decode, encode } from '../codec/tlsEncoding.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import { Secret } from '../crypto/secret.ts';
import { readAuthenticatedContent } from '../framing/authenticatedContent.ts';
import { writeGroupContext, type GroupContext } from '../messages/groupContext.ts';
import { deriveEpochSecrets } from '../schedule/epochSecrets.ts';
import { exportSecret } from '../schedule/exporter.ts';
import { confirmationKey, encryptionSecret, epochSecret, joinerSecret, welcomeSecret } from '../schedule/keySchedule.ts';
import { computePskSecret } from '../schedule/pskSecret.ts';
import { confirmedTranscriptHash, interimTranscriptHash } from '../schedule/transcriptHash.ts';
import { senderDataKey } from '../secrets/messageProtection.ts';
import type { RatchetKind } from '../secrets/ratchetKind.ts';
import { SecretTree } from '../secrets/secretTree.ts';
import { leafIndex } from '../tree/leafIndex.ts';

const hex = (item: VectorCase, name: string): Bytes => fromHex(item[name] as string);
const secretOf = (item: VectorCase, name: string): Secret => new Secret(hex(item, name));
const casesOf = (item: VectorCase, name: string): VectorCase[] => item[name] as VectorCase[];

suiteVectors('key-schedule', async (item, suite) => {
    let init = secretOf(item, 'initial_init_secret');
    for (const [number, epoch] of casesOf(item, 'epochs').entries()) {
        const context = encode(contextOf(item, epoch, suite, number), writeGroupContext);
        expect(toHex(context)).toBe(epoch['group_context']);
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
        for (const [name, secret] of Object.entries(expected)) expect(toHex(secret.bytes), name).toBe(epoch[name]);
        const external = await HpkeKeyPair.deriveFrom(suite, secrets.externalSecret.bytes);
        expect(toHex(external.publicKey)).toBe(epoch['external_pub']);
        const exporter = epoch['exporter'] as VectorCase;
        const { label, length } = exporter as { label: string; length: number };
        expect(toHex(exportSecret(suite, secrets.exporterSecret, label, hex(exporter, 'context'), length))).toBe(exporter['secret']);
        init = secrets.initSecret;
    }
});

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

suiteVectors('psk_secret', (item, suite) => {
    const psks = casesOf(item, 'psks').map((psk) => ({
        id: { type: 'external', id: hex(psk, 'psk_id'), nonce: hex(psk, 'psk_nonce') } as const,
        secret: secretOf(psk, 'psk'),
    }));
    expect(toHex(computePskSecret(suite, psks).bytes)).toBe(item['psk_secret']);
});

suiteVectors('transcript-hashes', (item, suite) => {
    const commit = decode(hex(item, 'authenticated_content'), readAuthenticatedContent);
    const confirmed = confirmedTranscriptHash(suite, hex(item, 'interim_transcript_hash_before'), commit);
    const { confirmationTag } = commit.authentication;
    expect(toHex(confirmed)).toBe(item['confirmed_transcript_hash_after']);
    expect(toHex(suite.crypto.mac(suite, hex(item, 'confirmation_key'), confirmed))).toBe(toHex(confirmationTag));
    expect(toHex(interimTranscriptHash(suite, confirmed, confirmationTag))).toBe(item['interim_transcript_hash_after']);
});

suiteVectors('secret-tree', (item, suite) => {
    const senderData = item['sender_data'] as VectorCase;
    const key = senderDataKey(suite, hex(senderData, 'ciphertext'), secretOf(senderData, 'sender_data_secret'));
    expect(toHex(key.key.bytes)).toBe(senderData['key']);
    expect(toHex(key.nonce.bytes)).toBe(senderData['nonce']);
    const leaves = item['leaves'] as VectorCase[][];
    const tree = SecretTree.of(suite, leaves.length, secretOf(item, 'encryption_secret'));
    for (const [leaf, generations] of leaves.entries()) {
        for (const generation of generations) {
            checkKey(tree, leaf, 'handshake', generation);
            checkKey(tree, leaf, 'application', generation);
        }
    }
});

function checkKey(tree: SecretTree, leaf: number, kind: RatchetKind, expected: VectorCase): void {
    const prepared = tree.prepare(leafIndex(leaf), kind, expected['generation'] as number);
    expect(toHex(prepared.key.key.bytes)).toBe(expected[`${kind}_key`]);
    expect(toHex(prepared.key.nonce.bytes)).toBe(expected[`${kind}_nonce`]);
    tree.take(prepared);
    prepared.dispose();
}
