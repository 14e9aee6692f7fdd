import type { Bytes } from '../src/core/bytes.ts';
import { encode } from '../src/core/mls/codec/tlsEncoding.ts';
import { encryptWithLabel } from '../src/core/mls/crypto/labels.ts';
import type { SignatureKeyPair } from '../src/core/mls/crypto/signatureKeyPair.ts';
import { decodeWelcome, writeMlsMessage } from '../src/core/mls/framing/mlsMessage.ts';
import { WireFormat } from '../src/core/mls/framing/wireFormat.ts';
import { keyPackageRef } from '../src/core/mls/keypackages/keyPackage.ts';
import { signGroupInfo, writeGroupInfo, type GroupInfo } from '../src/core/mls/messages/groupInfo.ts';
import { disposeGroupSecrets, writeGroupSecrets, type GroupSecrets } from '../src/core/mls/messages/groupSecrets.ts';
import { zeroSecret } from '../src/core/mls/schedule/pskSecret.ts';
import { openGroupInfo, openSecrets } from '../src/core/mls/welcomes/welcomeProcessor.ts';
import { withWelcomeKey } from '../src/core/mls/welcomes/welcomeKey.ts';
import type { GroupMember } from './groupMember.ts';

type WelcomeForgery = {
    readonly info?: (info: GroupInfo) => GroupInfo;
    readonly secrets?: (encoded: Bytes) => Bytes;
};

/** Opens a good Welcome without pre-shared keys as its joiner, changes it, signs it and seals it again. */
export async function forgeWelcome(good: Bytes, joiner: GroupMember, signer: SignatureKeyPair, forgery: WelcomeForgery): Promise<Bytes> {
    const { suite, keyPackage } = joiner;
    const welcome = decodeWelcome(good);
    const none = zeroSecret(suite);
    const opened: GroupSecrets = await openSecrets(welcome, keyPackage, joiner.secrets);
    try {
        const info = await openGroupInfo(suite, welcome, opened.joinerSecret, none);
        const signed = await signGroupInfo(forgery.info?.(info) ?? info, signer);
        const sealed = await withWelcomeKey(suite, opened.joinerSecret, none, (key) =>
            suite.crypto.seal(suite, key, new Uint8Array(), encode(signed, writeGroupInfo)),
        );
        const encoded = encode(opened, writeGroupSecrets);
        const ciphertext = await encryptWithLabel(suite, keyPackage.initKey, 'Welcome', sealed, forgery.secrets?.(encoded) ?? encoded);
        const secrets = [{ newMember: keyPackageRef(suite, keyPackage), ciphertext }];
        const body = { cipherSuite: suite.id, secrets, encryptedGroupInfo: sealed };
        return encode({ wireFormat: WireFormat.Welcome, body }, writeMlsMessage);
    } finally {
        disposeGroupSecrets(opened);
        none.dispose();
    }
}
