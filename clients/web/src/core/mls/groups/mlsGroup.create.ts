import { Secret } from '../crypto/secret.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import { confirmationTag } from '../schedule/keySchedule.ts';
import { leafIndex, nodeOf } from '../tree/leafIndex.ts';
import { signLeaf } from '../tree/leafNode.ts';
import { requireGroupCapabilities, requireValidLeaf } from '../tree/leafNodeRules.ts';
import { LeafNodeSource } from '../tree/leafNodeSource.ts';
import { PrivateTree } from '../tree/privateTree.ts';
import { RatchetTree } from '../tree/ratchetTree.ts';
import { treeHash } from '../tree/treeHash.ts';
import type { GroupCreation } from './groupCreation.ts';
import { newHistory } from './groupHistory.ts';
import { defaultRetention } from './groupRetention.ts';
import { enterEpoch, type GroupState } from './groupState.ts';

const first = leafIndex(0);
const empty = new Uint8Array();

/** A new group of one, in epoch 0 (RFC 9420 §11). Refused if the creator's own leaf breaks a rule. */
export async function createState(creation: GroupCreation): Promise<GroupState> {
    const { suite, groupId } = creation;
    const extensions = creation.groupContextExtensions ?? [];
    const history = newHistory(creation.retention ?? defaultRetention);
    const keys = new PrivateTree();
    const epochSecret = Secret.random(suite, suite.hashBytes);
    try {
        const encryption = await HpkeKeyPair.generate(suite);
        keys.set(nodeOf(first), encryption);
        const content = {
            encryptionKey: encryption.publicKey,
            signatureKey: creation.signatureKey.publicKey,
            credential: creation.credential,
            capabilities: creation.capabilities,
            origin: { source: LeafNodeSource.KeyPackage, lifetime: creation.lifetime },
            extensions: creation.leafExtensions ?? [],
        };
        const leaf = await signLeaf(content, creation.signatureKey, empty, first);
        await requireValidLeaf(leaf, suite, empty, first);
        requireGroupCapabilities(leaf, extensions);
        const tree = RatchetTree.ofLeaf(leaf);
        const context = {
            cipherSuite: suite.id,
            groupId,
            epoch: 0n,
            treeHash: treeHash(suite, tree),
            confirmedTranscriptHash: empty,
            extensions,
        };
        const tag = confirmationTag(suite, epochSecret, empty);
        const signatureKey = creation.signatureKey.copy();
        const entry = { suite, context, tree, own: first, keys, signatureKey, confirmationTag: tag, history, reInit: undefined };
        return enterEpoch(entry, epochSecret);
    } catch (refusal) {
        keys.dispose();
        throw refusal;
    } finally {
        epochSecret.dispose();
    }
}
