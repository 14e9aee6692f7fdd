import { expect } from 'vitest';
import { plainVectors, type VectorCase } from '../../../../tests/mlsVectors.ts';
import { concat, fromHex, toHex } from '../../bytes.ts';
import { decode, encode } from '../codec/tlsEncoding.ts';
import type { TlsRead } from '../codec/tlsReader.ts';
import type { TlsWrite } from '../codec/tlsWriter.ts';
import { readMlsMessage, writeMlsMessage } from '../framing/mlsMessage.ts';
import { readCommit, writeCommit } from '../messages/commit.ts';
import { readGroupSecrets, writeGroupSecrets } from '../messages/groupSecrets.ts';
import { readProposal, writeProposal } from '../messages/proposal.ts';
import { readRatchetTree, writeRatchetTree } from '../tree/ratchetTreeExtension.ts';

const wholeMessages = [
    'mls_welcome',
    'mls_group_info',
    'mls_key_package',
    'public_message_application',
    'public_message_proposal',
    'public_message_commit',
    'private_message',
];

// The file gives the bodies of proposals without their type.
const proposalBodies = [
    'add_proposal',
    'update_proposal',
    'remove_proposal',
    'pre_shared_key_proposal',
    're_init_proposal',
    'external_init_proposal',
    'group_context_extensions_proposal',
];

plainVectors('messages', (item: VectorCase) => {
    const bytesOf = (name: string): Uint8Array => fromHex(item[name] as string);
    for (const name of wholeMessages) expectSame(bytesOf(name), readMlsMessage, writeMlsMessage);
    proposalBodies.forEach((name, i) => {
        expectSame(concat(Uint8Array.of(0, i + 1), bytesOf(name)), readProposal, writeProposal);
    });
    expectSame(bytesOf('ratchet_tree'), readRatchetTree, writeRatchetTree);
    expectSame(bytesOf('group_secrets'), readGroupSecrets, writeGroupSecrets);
    expectSame(bytesOf('commit'), readCommit, writeCommit);
});

function expectSame<T>(bytes: Uint8Array, read: TlsRead<T>, write: TlsWrite<T>): void {
    expect(toHex(encode(decode(bytes, read), write))).toBe(toHex(bytes));
}
