import { wipe, type Bytes } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import type { EpochChange } from '../commits/epochChange.ts';
import { hpkeSealTo } from '../crypto/hpke.ts';
import type { HpkeInfo } from '../crypto/hpkeInfo.ts';
import { encryptContext } from '../crypto/labels.ts';
import type { CipherSuite } from '../crypto/cipherSuite.ts';
import type { Extension } from '../extensions/extension.ts';
import { ExtensionType } from '../extensions/extensionType.ts';
import { writeMlsMessage } from '../framing/mlsMessage.ts';
import { WireFormat } from '../framing/wireFormat.ts';
import type { GroupState } from '../groups/groupState.ts';
import { keyPackageRef } from '../keypackages/keyPackage.ts';
import { signGroupInfo, writeGroupInfo } from '../messages/groupInfo.ts';
import { writeGroupSecrets, type GroupSecrets } from '../messages/groupSecrets.ts';
import type { EncryptedGroupSecrets } from '../messages/welcome.ts';
import type { AddedMember } from '../proposals/appliedProposals.ts';
import type { FreshPath } from '../tree/freshPath.ts';
import { withWelcomeKey } from './welcomeKey.ts';

/** The label under which group secrets are sealed. */
export const welcomeLabel = 'Welcome';

const empty = new Uint8Array();

/** Makes one Welcome for all who join (RFC 9420 §12.4.3.1), the tree inside its GroupInfo: an MLSMessage. */
export async function buildWelcome(
    next: GroupState,
    change: EpochChange,
    joiners: readonly AddedMember[],
    path: FreshPath | undefined,
    extensions: readonly Extension[],
): Promise<Bytes> {
    const { suite } = next;
    const encryptedGroupInfo = await sealGroupInfo(next, change, extensions);
    const info = await encryptContext(suite, welcomeLabel, encryptedGroupInfo);
    const secrets = await Promise.all(
        joiners.map((joiner) => {
            const pathSecret = path?.secretFor(joiner.index);
            return sealSecrets(suite, joiner, info, { joinerSecret: change.joinerSecret, pathSecret, psks: change.pskIds });
        }),
    );
    const body = { cipherSuite: suite.id, secrets, encryptedGroupInfo };
    return encode({ wireFormat: WireFormat.Welcome, body }, writeMlsMessage);
}

async function sealSecrets(
    suite: CipherSuite,
    { keyPackage }: AddedMember,
    info: HpkeInfo,
    secrets: GroupSecrets,
): Promise<EncryptedGroupSecrets> {
    const plaintext = encode(secrets, writeGroupSecrets);
    try {
        const ciphertext = await hpkeSealTo(suite, keyPackage.initKey, info, empty, plaintext);
        return { newMember: keyPackageRef(suite, keyPackage), ciphertext };
    } finally {
        wipe(plaintext);
    }
}

async function sealGroupInfo(next: GroupState, change: EpochChange, extensions: readonly Extension[]): Promise<Bytes> {
    const { suite, context, confirmationTag } = next;
    const tree = { type: ExtensionType.RatchetTree, data: next.encodedTree() };
    const content = { context, extensions: [tree, ...extensions], confirmationTag, signer: next.own };
    const plaintext = encode(await signGroupInfo(content, next.signatureKey), writeGroupInfo);
    return withWelcomeKey(suite, change.joinerSecret, change.pskSecret, (key) => suite.crypto.seal(suite, key, empty, plaintext));
}
