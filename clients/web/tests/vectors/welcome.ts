import type { CipherSuite } from '../../src/core/mls/crypto/cipherSuite.ts';
import { hex, requireSame, type VectorCase } from './vectorCase.ts';
import { toHex } from '../../src/core/bytes.ts';
import { decode, encode } from '../../src/core/mls/codec/tlsEncoding.ts';
import { HpkeKeyPair } from '../../src/core/mls/crypto/hpkeKeyPair.ts';
import { SignatureKeyPair } from '../../src/core/mls/crypto/signatureKeyPair.ts';
import { decodeWelcome, readMlsMessage } from '../../src/core/mls/framing/mlsMessage.ts';
import { WireFormat } from '../../src/core/mls/framing/wireFormat.ts';
import { KeyPackageSecrets } from '../../src/core/mls/keypackages/keyPackageSecrets.ts';
import { writeGroupContext } from '../../src/core/mls/messages/groupContext.ts';
import { hasValidGroupInfoSignature } from '../../src/core/mls/messages/groupInfo.ts';
import { confirmationTag, epochSecret } from '../../src/core/mls/schedule/keySchedule.ts';
import { zeroSecret } from '../../src/core/mls/schedule/pskSecret.ts';
import { openGroupInfo, openSecrets } from '../../src/core/mls/welcomes/welcomeProcessor.ts';

/** A Welcome opened by hand. */
export async function checkWelcome(item: VectorCase, suite: CipherSuite): Promise<void> {
    const message = decode(hex(item, 'key_package'), readMlsMessage);
    if (message.wireFormat !== WireFormat.KeyPackage) throw new Error('the case has no key package');
    const init = await HpkeKeyPair.fromPrivateKey(suite, hex(item, 'init_priv'));
    const secrets = new KeyPackageSecrets(init, await HpkeKeyPair.generate(suite), await SignatureKeyPair.generate(suite));
    const welcome = decodeWelcome(hex(item, 'welcome'));
    const { joinerSecret } = await openSecrets(welcome, message.body, secrets);
    const info = await openGroupInfo(suite, welcome, joinerSecret, zeroSecret(suite));
    const epoch = epochSecret(suite, joinerSecret, zeroSecret(suite), encode(info.context, writeGroupContext));
    requireSame(await hasValidGroupInfoSignature(suite, info, hex(item, 'signer_pub')), true);
    requireSame(toHex(confirmationTag(suite, epoch, info.context.confirmedTranscriptHash)), toHex(info.confirmationTag));
}
