import { expect } from 'vitest';
import { suiteVectors, type VectorCase } from '../../../../tests/mlsVectors.ts';
import { fromHex, toHex, type Bytes } from '../../bytes.ts';
import { decode, encode } from '../codec/tlsEncoding.ts';
import { HpkeKeyPair } from '../crypto/hpkeKeyPair.ts';
import { SignatureKeyPair } from '../crypto/signatureKeyPair.ts';
import { decodeWelcome, readMlsMessage } from '../framing/mlsMessage.ts';
import { WireFormat } from '../framing/wireFormat.ts';
import { KeyPackageSecrets } from '../keypackages/keyPackageSecrets.ts';
import { writeGroupContext } from '../messages/groupContext.ts';
import { hasValidGroupInfoSignature } from '../messages/groupInfo.ts';
import { confirmationTag, epochSecret } from '../schedule/keySchedule.ts';
import { zeroSecret } from '../schedule/pskSecret.ts';
import { openGroupInfo, openSecrets } from '../welcomes/welcomeProcessor.ts';

const hex = (item: VectorCase, name: string): Bytes => fromHex(item[name] as string);

suiteVectors('welcome', async (item, suite) => {
    const message = decode(hex(item, 'key_package'), readMlsMessage);
    if (message.wireFormat !== WireFormat.KeyPackage) throw new Error('the case has no key package');
    const init = await HpkeKeyPair.fromPrivateKey(suite, hex(item, 'init_priv'));
    const secrets = new KeyPackageSecrets(init, await HpkeKeyPair.generate(suite), await SignatureKeyPair.generate(suite));
    const welcome = decodeWelcome(hex(item, 'welcome'));
    const { joinerSecret } = await openSecrets(welcome, message.body, secrets);
    const info = await openGroupInfo(suite, welcome, joinerSecret, zeroSecret(suite));
    const epoch = epochSecret(suite, joinerSecret, zeroSecret(suite), encode(info.context, writeGroupContext));
    expect(await hasValidGroupInfoSignature(suite, info, hex(item, 'signer_pub'))).toBe(true);
    expect(toHex(confirmationTag(suite, epoch, info.context.confirmedTranscriptHash))).toBe(toHex(info.confirmationTag));
});
