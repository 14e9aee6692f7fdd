import { toHex } from '../bytes.ts';
import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { expectOk } from '../connection/relayRefused.ts';
import { decodeKeyPackage } from '../mls/keypackages/keyPackage.ts';
import { requireValidKeyPackage } from '../mls/keypackages/keyPackageRules.ts';
import { MlsException } from '../mls/mlsException.ts';
import { deviceOf, type DeviceCredential } from '../trust/deviceCredential.ts';
import { readLeafCredential } from '../trust/deviceCredentialValidator.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import { openPackage } from '../trust/sealedPackage.ts';
import { idOf, type MailboxId } from '../wire/opaqueId.ts';
import { RelayCode } from '../wire/relayCode.ts';
import type { ChannelSession } from './channelSession.ts';
import type { Newcomer } from './newcomer.ts';
import type { OpenChannel } from './openChannel.ts';
import { servingLeaves } from './servingLeaves.ts';

/** Whose package is wanted, and whether a credential is the one awaited. */
type Wanted = { readonly name: string; readonly card: MailboxCard; readonly isOwn: (credential: DeviceCredential) => boolean };

/** Fetches a key package of a device, and takes it only if it is that device's own; undefined when there is none. */
export async function fetchPackage(
    session: ChannelSession,
    channel: OpenChannel,
    { name, card, isOwn }: Wanted,
): Promise<Newcomer | undefined> {
    const connection = await session.relay.letters();
    const reply = await connection.call('FetchPackage', { mailbox: idOf<MailboxId>(bytesOf(card.mailbox)), dropToken: card.dropToken });
    if (reply.code === RelayCode.noPackage || reply.code === RelayCode.mailboxGone) return undefined;
    expectOk(reply);
    try {
        const keyPackage = decodeKeyPackage(openPackage(reply.package, card));
        await requireValidKeyPackage(keyPackage, channel.group.suite, BigInt(Math.floor(session.now() / 1000)), undefined);
        const credential = await readLeafCredential(keyPackage.leafNode.credential, keyPackage.leafNode.signatureKey);
        requireRule(credential !== undefined && isOwn(credential), 'a package of another device');
        // A package serves one channel; only the last of a stock is handed out again.
        const isUsed = !reply.last && (await servingLeaves(session.store)).has(toHex(keyPackage.leafNode.signatureKey));
        requireRule(!isUsed, 'a package that serves another channel');
        return { name, device: deviceOf(credential), card, package: keyPackage };
    } catch (refused) {
        if (!(refused instanceof MalformedObjectException || refused instanceof MlsException)) throw refused;
        session.alarm('false-package', channel.id);
        return undefined;
    }
}
