import { sha256 } from '@noble/hashes/sha2.js';
import { copyOf, type Bytes } from '../bytes.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { expectOk } from '../connection/relayRefused.ts';
import { HpkeKeyPair } from '../mls/crypto/hpkeKeyPair.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { ed25519PublicKey, signEd25519 } from '../trust/ed25519.ts';
import { letterSuite } from '../trust/letterSeal.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import { drawId, type MailboxId } from '../wire/opaqueId.ts';
import { createMailboxProof } from '../wire/proofs/proofs.ts';
import { RelayCode } from '../wire/relayCode.ts';
import type { MailboxKeys } from './mailboxKeys.ts';

/** Draws the keys of the own mailbox; nothing is sent. */
export async function drawMailbox(pass: Uint8Array, closeMark: Uint8Array): Promise<MailboxKeys> {
    const hpke = await HpkeKeyPair.generate(letterSuite);
    try {
        return {
            id: drawId<MailboxId>(),
            ownerSeed: random32(),
            dropToken: random32(),
            hpkePrivateKey: copyOf(hpke.privateKey.bytes),
            hpkePublicKey: copyOf(hpke.publicKey),
            packageKey: random32(),
            pass: copyOf(pass),
            closeMark: copyOf(closeMark),
        };
    } finally {
        hpke.dispose();
    }
}

/** What others need to drop letters into it and fetch its key packages. */
export function cardOf(keys: MailboxKeys): MailboxCard {
    return { mailbox: keys.id, dropToken: keys.dropToken, hpkeKey: opaqueOf(keys.hpkePublicKey), packageKey: keys.packageKey };
}

/** Makes the mailbox at the relay, once or again; whether it is there. Otherwise somebody else spent the pass. */
export async function makeMailbox(session: DeviceSession): Promise<boolean> {
    const keys = session.device.mailbox;
    const connection = await session.relay.letters();
    const request = {
        pass: keys.pass,
        mailbox: keys.id,
        ownerKey: await ed25519PublicKey(keys.ownerSeed),
        dropTokenHash: copyOf(sha256(keys.dropToken)),
        closeMark: keys.closeMark,
    };
    const signature = await signEd25519(keys.ownerSeed, createMailboxProof(connection.context, request));
    const reply = await connection.call('CreateMailbox', { ...request, signature });
    session.pass('after-mailbox-created');
    if (reply.code === RelayCode.passSpent) return false;
    expectOk(reply);
    return true;
}

function random32(): Bytes {
    return crypto.getRandomValues(new Uint8Array(32));
}
