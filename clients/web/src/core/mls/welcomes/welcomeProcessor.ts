import { wipe } from '../../bytes.ts';
import { decode, decodeOwn, encode } from '../codec/tlsEncoding.ts';
import { requireConfirmation } from '../commits/commitRules.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import { decryptWithLabel } from '../crypto/labels.ts';
import type { Secret } from '../crypto/secret.ts';
import { findExtension, type Extension } from '../extensions/extension.ts';
import { ExtensionType } from '../extensions/extensionType.ts';
import { newHistory } from '../groups/groupHistory.ts';
import { defaultRetention } from '../groups/groupRetention.ts';
import { enterEpoch, type GroupState } from '../groups/groupState.ts';
import type { JoinOptions } from '../groups/joinOptions.ts';
import type { KeyPackage } from '../keypackages/keyPackage.ts';
import type { KeyPackageSecrets } from '../keypackages/keyPackageSecrets.ts';
import { writeGroupContext } from '../messages/groupContext.ts';
import { readGroupInfo, type GroupInfo } from '../messages/groupInfo.ts';
import { disposeGroupSecrets, readGroupSecrets, type GroupSecrets } from '../messages/groupSecrets.ts';
import type { Welcome } from '../messages/welcome.ts';
import { MlsException } from '../mlsException.ts';
import { confirmationTag, epochSecret } from '../schedule/keySchedule.ts';
import { computePskSecret } from '../schedule/pskSecret.ts';
import { nodeOf, type LeafIndex } from '../tree/leafIndex.ts';
import { PathSecrets } from '../tree/pathSecrets.ts';
import { PrivateTree } from '../tree/privateTree.ts';
import type { RatchetTree } from '../tree/ratchetTree.ts';
import { decodeRatchetTree } from '../tree/ratchetTreeExtension.ts';
import { storeSecrets } from '../tree/treeKem.ts';
import * as treeMath from '../tree/treeMath.ts';
import { requirePathSecret } from '../tree/updatePathRules.ts';
import { requireSuccessorGroup } from './successorRules.ts';
import { welcomeLabel } from './welcomeBuilder.ts';
import { withWelcomeKey } from './welcomeKey.ts';
import {
    requireEntry,
    requireInfoSignature,
    requireJoinedTree,
    requireOwnLeaf,
    requirePsks,
    requireSigner,
    requireSuite,
} from './welcomeRules.ts';

/** The epoch that was joined and the extensions of the GroupInfo. */
export type Joined = { readonly state: GroupState; readonly extensions: readonly Extension[] };

/** A Welcome into the epoch it leads to (RFC 9420 §12.4.3.1). */
export async function processWelcome(
    welcome: Welcome,
    keyPackage: KeyPackage,
    secrets: KeyPackageSecrets,
    options: JoinOptions,
): Promise<Joined> {
    const groupSecrets = await openSecrets(welcome, keyPackage, secrets);
    try {
        const pskSecret = computePskSecret(secrets.suite, requirePsks(secrets.suite, groupSecrets.psks, options));
        try {
            return await enter(welcome, keyPackage, secrets, options, groupSecrets, pskSecret);
        } finally {
            pskSecret.dispose();
        }
    } finally {
        disposeGroupSecrets(groupSecrets);
    }
}

/** Opens the entry of a key package. */
export async function openSecrets(welcome: Welcome, keyPackage: KeyPackage, secrets: KeyPackageSecrets): Promise<GroupSecrets> {
    const { suite } = secrets;
    const entry = requireEntry(welcome, keyPackage, suite);
    requireSuite(welcome.cipherSuite, keyPackage);
    const opened = await decryptWithLabel(suite, secrets.init, welcomeLabel, welcome.encryptedGroupInfo, entry.ciphertext);
    try {
        return decodeWholeSecrets(opened);
    } finally {
        wipe(opened);
    }
}

/** Decodes exactly one; secrets with bytes behind them are zeroed. */
export function decodeWholeSecrets(opened: Uint8Array): GroupSecrets {
    return decode(opened, (reader) => {
        const secrets = readGroupSecrets(reader);
        if (!reader.isAtEnd) disposeGroupSecrets(secrets);
        return secrets;
    });
}

/** Opens what all joiners get; its signature is still to be verified. */
export async function openGroupInfo(suite: CipherSuite, welcome: Welcome, joiner: Secret, pskSecret: Secret): Promise<GroupInfo> {
    const empty = new Uint8Array();
    const opened = await withWelcomeKey(suite, joiner, pskSecret, (key) =>
        suite.crypto.open(suite, key, empty, welcome.encryptedGroupInfo),
    );
    return decodeOwn(opened, readGroupInfo);
}

async function enter(
    welcome: Welcome,
    keyPackage: KeyPackage,
    secrets: KeyPackageSecrets,
    options: JoinOptions,
    groupSecrets: GroupSecrets,
    pskSecret: Secret,
): Promise<Joined> {
    const { suite } = secrets;
    const info = await openGroupInfo(suite, welcome, groupSecrets.joinerSecret, pskSecret);
    const { context } = info;
    requireSuite(context.cipherSuite, keyPackage);
    const tree = treeOf(info, options.ratchetTree);
    await requireInfoSignature(suite, info, requireSigner(tree, info).signatureKey);
    await requireJoinedTree(suite, info, tree, options);
    requireSuccessorGroup(groupSecrets.psks, info, tree, options);
    const own = requireOwnLeaf(tree, keyPackage);
    const epoch = epochSecret(suite, groupSecrets.joinerSecret, pskSecret, encode(context, writeGroupContext));
    try {
        requireConfirmation(confirmationTag(suite, epoch, context.confirmedTranscriptHash), info.confirmationTag);
        const history = newHistory(options.retention ?? defaultRetention);
        const keys = await keysOf(secrets, groupSecrets.pathSecret, info, tree, own);
        const signatureKey = secrets.signature.copy();
        const entry = { suite, context, tree, own, keys, signatureKey, confirmationTag: info.confirmationTag, history, reInit: undefined };
        return { state: enterEpoch(entry, epoch), extensions: info.extensions };
    } finally {
        epoch.dispose();
    }
}

// The tree inside a GroupInfo or else that beside it.
function treeOf(info: GroupInfo, outside: Uint8Array | undefined): RatchetTree {
    const encoded = findExtension(info.extensions, ExtensionType.RatchetTree)?.data ?? outside;
    if (encoded === undefined) throw new MlsException('TreeMissing');
    return decodeRatchetTree(encoded);
}

/** The own leaf's key and, if the commit had a path, the keys from the lowest node above both up. */
async function keysOf(
    secrets: KeyPackageSecrets,
    pathSecret: Secret | undefined,
    info: GroupInfo,
    tree: RatchetTree,
    own: LeafIndex,
): Promise<PrivateTree> {
    const { suite } = secrets;
    const keys = new PrivateTree();
    keys.set(nodeOf(own), secrets.encryption.copy());
    if (pathSecret === undefined) return keys;
    try {
        requirePathSecret(suite, pathSecret);
        const direct = tree.filteredDirectPath(info.signer);
        const nodes = direct.filter((node) => treeMath.isBelow(nodeOf(own), node));
        const path = new PathSecrets(suite, pathSecret.copy(), nodes.length);
        try {
            await storeSecrets(suite, tree, nodes, path, keys);
        } finally {
            path.dispose();
        }
        return keys;
    } catch (refusal) {
        keys.dispose();
        throw refusal;
    }
}
