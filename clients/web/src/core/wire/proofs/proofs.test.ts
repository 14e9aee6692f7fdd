import { expect, test } from 'vitest';
import { measured, readGolden } from '../../../../tests/golden.ts';
import { toHex } from '../../bytes.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import { commitRequest, createChannelRequest, proveRequest } from '../channels.ts';
import { createDialogueRequest, mintPassesRequest } from '../dialogues.ts';
import { id } from '../jsonRecord.ts';
import { createMailboxRequest, openMailboxRequest, putPackagesRequest } from '../mailboxes.ts';
import { drawId, type RelayId } from '../opaqueId.ts';
import * as proofs from './proofs.ts';
import type { ProofContext } from './proofWriter.ts';

type Golden = { relay: string; nonce: string; proofs: { proof: string; request: Record<string, unknown>; bytes: string }[] };

const golden = readGolden<Golden>('wire', 'proofs');

/** The signatures, and whose the second one is. */
const uncovered = ['signature', 'stewardKey', 'stewardSignature'];
const context = { relay: id<RelayId>().read(golden.relay), nonce: fromBase64(golden.nonce)! };

const proofOf: Record<string, (at: ProofContext, json: unknown) => Uint8Array> = {
    dialogue: (at, json) => proofs.dialogueProof(at, createDialogueRequest.read(json)),
    mint: (at, json) => proofs.mintProof(at, mintPassesRequest.read(json)),
    'mailbox create': (at, json) => proofs.createMailboxProof(at, createMailboxRequest.read(json)),
    'mailbox open': (at, json) => proofs.openMailboxProof(at, openMailboxRequest.read(json)),
    packages: (at, json) => proofs.packagesProof(at, putPackagesRequest.read(json)),
    'channel create': (at, json) => proofs.channelProof(at, createChannelRequest.read(json)),
    prove: (at, json) => proofs.epochProof(at, proveRequest.read(json)),
    commit: (at, json) => proofs.commitProof(at, commitRequest.read(json)),
};

function changed(value: unknown): unknown {
    if (Array.isArray(value)) return value.slice(1);
    if (typeof value === 'boolean') return !value;
    if (typeof value === 'number') return value - 1;
    const bytes = fromBase64(value as string)!;
    bytes[bytes.length - 1]! ^= 1;
    return toBase64(bytes);
}

test('a proof covers its golden bytes: relay, nonce and every field but its signatures', () => {
    let changes = 0;
    for (const { proof, request, bytes } of golden.proofs) {
        const prove = (at: ProofContext, json: unknown) => toHex(proofOf[proof]!(at, json));
        expect(prove(context, request), proof).toBe(bytes);
        expect(prove({ ...context, relay: drawId<RelayId>() }, request)).not.toBe(bytes);
        expect(prove({ ...context, nonce: new Uint8Array(32) }, request)).not.toBe(bytes);
        for (const field of Object.keys(request)) {
            const isCovered = prove(context, { ...request, [field]: changed(request[field]) }) !== bytes;
            expect(isCovered, `${proof} ${field}`).toBe(!uncovered.includes(field));
            changes++;
        }
    }
    measured('wire', 'proofs.json', golden.proofs.length, changes);
    expect(golden.proofs).toHaveLength(Object.keys(proofOf).length);
    expect(changes).toBeGreaterThan(30);
});

test('a key or nonce of another length cannot be signed over', () => {
    const request = createMailboxRequest.read(golden.proofs.find(({ proof }) => proof === 'mailbox create')!.request);
    expect(proofs.createMailboxProof(context, request)).not.toHaveLength(0);
    expect(() => proofs.createMailboxProof(context, { ...request, ownerKey: new Uint8Array(31) })).toThrow(RangeError);
    expect(() => proofs.createMailboxProof({ ...context, nonce: new Uint8Array(33) }, request)).toThrow(RangeError);
});
