import { sha256 } from '@noble/hashes/sha2.js';
import { copyOf } from '../bytes.ts';
import { DeskFailure } from '../admissions/deskFailure.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { expectOk } from '../connection/relayRefused.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { signEd25519 } from '../trust/ed25519.ts';
import type { RelayPass } from '../trust/relayPass.ts';
import { drawCloseMark } from '../wire/closeMark.ts';
import type { PassKind } from '../wire/passKind.ts';
import { mintProof } from '../wire/proofs/proofs.ts';
import type { Management } from './management.ts';
import { passStock } from './passStock.ts';

// Mints passes with the dialogue's management key, on a connection that knows neither mailbox nor channel.

/** Draws a pass, which the relay does not know before it is minted, and the mark of whatever it is spent on. */
export function drawPass({ closingKey }: Pick<Management, 'closingKey'>, kind: PassKind): RelayPass {
    return { kind, pass: crypto.getRandomValues(new Uint8Array(32)), closeMark: opaqueOf(drawCloseMark(closingKey)) };
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
