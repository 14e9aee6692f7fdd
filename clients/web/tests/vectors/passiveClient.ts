import { fromHex, toHex } from '../../src/core/bytes.ts';
import { decode } from '../../src/core/mls/codec/tlsEncoding.ts';
import type { CipherSuite } from '../../src/core/mls/crypto/cipherSuite.ts';
import { Secret } from '../../src/core/mls/crypto/secret.ts';
import { readMlsMessage } from '../../src/core/mls/framing/mlsMessage.ts';
import { WireFormat } from '../../src/core/mls/framing/wireFormat.ts';
import type { ExternalPsk } from '../../src/core/mls/groups/externalPsk.ts';
import { MlsGroup } from '../../src/core/mls/groups/mlsGroup.ts';
import { requireValidKeyPackage } from '../../src/core/mls/keypackages/keyPackageRules.ts';
import { KeyPackageSecrets } from '../../src/core/mls/keypackages/keyPackageSecrets.ts';
import { acceptAll } from '../acceptAll.ts';
import { casesOf, hex, requireSame, type VectorCase } from './vectorCase.ts';

/** A client that joins by Welcome and follows the commits of others: the working group's passive-client format. */
export async function followCase(item: VectorCase, suite: CipherSuite): Promise<void> {
    let group = await join(item, suite);
    requireSame(toHex(group.epochAuthenticator), item['initial_epoch_authenticator'], 'the first authenticator');
    const options = { validator: acceptAll, onlyAddsAndRemoves: false, externalPsks: psksOf(item) };
    for (const [number, epoch] of casesOf(item, 'epochs').entries()) {
        for (const proposal of epoch['proposals'] as string[]) {
            requireSame((await group.receive(fromHex(proposal), options)).type, 'proposal', `a proposal of epoch ${number}`);
        }
        group = await reload(group);
        const received = await group.receive(hex(epoch, 'commit'), options);
        if (received.type !== 'commit') throw new Error(`epoch ${number} has no commit`);
        await group.merge(received.staged);
        requireSame(toHex(group.epochAuthenticator), epoch['epoch_authenticator'], `the authenticator after epoch ${number}`);
    }
    await (await reload(group)).dispose();
}

/** Stores and loads, as after a restart. */
export async function reload(group: MlsGroup): Promise<MlsGroup> {
    const saved = group.save();
    await group.dispose();
    const loaded = MlsGroup.load(saved);
    requireSame(toHex(loaded.save()), toHex(saved), 'the snapshot of what was loaded');
    return loaded;
}

async function join(item: VectorCase, suite: CipherSuite): Promise<MlsGroup> {
    const message = decode(hex(item, 'key_package'), readMlsMessage);
    if (message.wireFormat !== WireFormat.KeyPackage) throw new Error('the case has no key package');
    await requireValidKeyPackage(message.body, suite, undefined, undefined);
    const keys = { init: hex(item, 'init_priv'), encryption: hex(item, 'encryption_priv'), signature: hex(item, 'signature_priv') };
    const secrets = await KeyPackageSecrets.fromPrivateKeys(suite, keys);
    const tree = item['ratchet_tree'];
    const beside = typeof tree === 'string' ? { ratchetTree: fromHex(tree) } : {};
    const group = await MlsGroup.join(hex(item, 'welcome'), message.body, secrets, {
        validator: acceptAll,
        externalPsks: psksOf(item),
        ...beside,
    });
    secrets.dispose();
    return group;
}

function psksOf(item: VectorCase): ExternalPsk[] {
    return casesOf(item, 'external_psks').map((psk) => ({ id: hex(psk, 'psk_id'), secret: new Secret(hex(psk, 'psk')) }));
}
