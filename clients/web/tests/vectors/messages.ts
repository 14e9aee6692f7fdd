import { requireSame, type VectorCase } from './vectorCase.ts';
import { concat, fromHex, toHex } from '../../src/core/bytes.ts';
import { decode, encode } from '../../src/core/mls/codec/tlsEncoding.ts';
import type { TlsRead } from '../../src/core/mls/codec/tlsReader.ts';
import type { TlsWrite } from '../../src/core/mls/codec/tlsWriter.ts';
import { readMlsMessage, writeMlsMessage } from '../../src/core/mls/framing/mlsMessage.ts';
import { readCommit, writeCommit } from '../../src/core/mls/messages/commit.ts';
import { readGroupSecrets, writeGroupSecrets } from '../../src/core/mls/messages/groupSecrets.ts';
import { readProposal, writeProposal } from '../../src/core/mls/messages/proposal.ts';
import { readRatchetTree, writeRatchetTree } from '../../src/core/mls/tree/ratchetTreeExtension.ts';

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

/** Structures that encode to what was decoded. */
export function checkMessages(item: VectorCase): void {
    const bytesOf = (name: string): Uint8Array => fromHex(item[name] as string);
    for (const name of wholeMessages) requireUnchanged(bytesOf(name), readMlsMessage, writeMlsMessage);
    proposalBodies.forEach((name, i) => {
        requireUnchanged(concat(Uint8Array.of(0, i + 1), bytesOf(name)), readProposal, writeProposal);
    });
    requireUnchanged(bytesOf('ratchet_tree'), readRatchetTree, writeRatchetTree);
    requireUnchanged(bytesOf('group_secrets'), readGroupSecrets, writeGroupSecrets);
    requireUnchanged(bytesOf('commit'), readCommit, writeCommit);
}

function requireUnchanged<T>(bytes: Uint8Array, read: TlsRead<T>, write: TlsWrite<T>): void {
    requireSame(toHex(encode(decode(bytes, read), write)), toHex(bytes));
}
