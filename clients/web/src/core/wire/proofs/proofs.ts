import type { Bytes } from '../../bytes.ts';
import type { CommitRequest, CreateChannelRequest, ProveRequest } from '../channels.ts';
import type { CreateDialogueRequest, MintPassesRequest } from '../dialogues.ts';
import type { CreateMailboxRequest, OpenMailboxRequest, PutPackagesRequest } from '../mailboxes.ts';
import { ProofLabel } from './proofLabel.ts';
import { hashed, hashedAll, idField, key, layOutFor, number, type ProofContext } from './proofWriter.ts';

/** A request whose signatures are still to be made: proofs do not read them. */
type Unsigned<T> = Omit<T, 'signature' | 'stewardKey' | 'stewardSignature'>;

/** What the management key signs to open a dialogue. */
export function dialogueProof(context: ProofContext, request: Unsigned<CreateDialogueRequest>): Bytes {
    const { dialogue, managementKey, closeMark, pass } = request;
    return layOutFor(context, ProofLabel.dialogue, idField(dialogue), key(managementKey), key(closeMark), hashed(pass));
}

/** What the management key signs to mint passes. */
export function mintProof(context: ProofContext, request: Unsigned<MintPassesRequest>): Bytes {
    return layOutFor(context, ProofLabel.mint, idField(request.dialogue), number(request.kind), hashedAll(request.passHashes));
}

/** What the owner key signs to create a mailbox: the whole request. */
export function createMailboxProof(context: ProofContext, request: Unsigned<CreateMailboxRequest>): Bytes {
    const { mailbox, ownerKey, dropTokenHash, closeMark, pass } = request;
    const keys = [ownerKey, dropTokenHash, closeMark].map(key);
    return layOutFor(context, ProofLabel.createMailbox, idField(mailbox), ...keys, hashed(pass));
}

/** What the owner key signs to open a mailbox. */
export function openMailboxProof(context: ProofContext, request: Unsigned<OpenMailboxRequest>): Bytes {
    return layOutFor(context, ProofLabel.openMailbox, idField(request.mailbox));
}

/** What the owner key signs to put key packages. */
export function packagesProof(context: ProofContext, request: Unsigned<PutPackagesRequest>): Bytes {
    const replace = number(request.replace ? 1 : 0);
    return layOutFor(context, ProofLabel.packages, idField(request.mailbox), replace, hashedAll(request.packages));
}

/** What epoch 0's access key signs to create a channel: the whole request. */
export function channelProof(context: ProofContext, request: Unsigned<CreateChannelRequest>): Bytes {
    const { channel, accessKey, stewardKeys, closeMark, talkDays, pass } = request;
    const middle = [key(accessKey), hashedAll(stewardKeys), key(closeMark), number(talkDays)];
    return layOutFor(context, ProofLabel.createChannel, idField(channel), ...middle, hashed(pass));
}

/** What an epoch's access key signs to prove it. */
export function epochProof(context: ProofContext, request: Unsigned<ProveRequest>): Bytes {
    return layOutFor(context, ProofLabel.prove, idField(request.channel), number(request.epoch));
}

/** What the current access key, and a steward's beside it, signs to end its epoch. */
export function commitProof(context: ProofContext, request: Unsigned<CommitRequest>): Bytes {
    const { channel, epoch, message, after, bytes, nextKey } = request;
    const middle = [number(epoch), idField(message), number(after), hashed(bytes)];
    return layOutFor(context, ProofLabel.commit, idField(channel), ...middle, key(nextKey));
}
