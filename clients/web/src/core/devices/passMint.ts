import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { copyOf, wipe } from '../bytes.ts';
import { DeskFailure } from '../admissions/deskFailure.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { expectOk } from '../connection/relayRefused.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { signEd25519 } from '../trust/ed25519.ts';
import type { RelayPass } from '../trust/relayPass.ts';
import type { PassKind } from '../wire/passKind.ts';
import { mintProof } from '../wire/proofs/proofs.ts';
import type { Management } from './management.ts';
import { passStock } from './passStock.ts';

// Mints passes with the dialogue's management key, on a connection that knows neither mailbox nor channel.

/**
 * Draws a pass, which the relay does not know before it is minted. What it is spent on is closed by
 * `token = HMAC-SHA256(closing key, SHA-256(pass))`, of which the relay gets the SHA-256.
 */
export function drawPass({ closingKey }: Pick<Management, 'closingKey'>, kind: PassKind): RelayPass {
    const pass = crypto.getRandomValues(new Uint8Array(32));
    const token = hmac(sha256, closingKey, sha256(pass));
    const closeTokenHash = opaqueOf(sha256(token));
    wipe(token);
    return { kind, pass, closeTokenHash };
}

/** Makes the relay accept passes of one kind that were drawn here; asking again for the same ones changes nothing. */
export async function mintPasses(session: DeviceSession, kind: PassKind, passes: readonly Uint8Array[]): Promise<void> {
    const { management } = session.device;
    if (management === undefined) throw new DeskFailure('not-allowed');
    const { dialogue, seed } = management;
    await session.relay.dialogues(async (connection) => {
        const request = { dialogue, kind, passHashes: passes.map((pass) => copyOf(sha256(pass))) };
        const signature = await signEd25519(seed, mintProof(connection.context, request));
        expectOk(await connection.call('MintPasses', { ...request, signature }));
    });
}

/** Mints passes for this device itself where fewer than `least` are in stock; a device that cannot mint has what it was sent. */
export async function restock(session: DeviceSession, kind: PassKind, least: number, count: number): Promise<void> {
    const { management } = session.device;
    if (management === undefined || (await passStock.count(session.store, kind)) >= least) return;
    const fresh = Array.from({ length: count }, () => drawPass(management, kind));
    await mintPasses(
        session,
        kind,
        fresh.map(({ pass }) => pass),
    );
    await session.store.write(async (writer) => {
        for (const pass of fresh) await passStock.put(writer, pass);
    });
}
