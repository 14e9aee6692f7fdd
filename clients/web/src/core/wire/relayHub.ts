import {
    commitRequest,
    createChannelRequest,
    logItem,
    postRequest,
    proveReply,
    proveRequest,
    readReply,
    readRequest,
    stewardRequest,
    storedReply,
} from './channels.ts';
import { createDialogueRequest, mintPassesRequest } from './dialogues.ts';
import { done } from './done.ts';
import { helloReply, helloRequest } from './hello.ts';
import { bytes, epoch, id, list, type Of } from './jsonRecord.ts';
import {
    acknowledgeLettersRequest,
    createMailboxRequest,
    dropRequest,
    fetchPackageReply,
    fetchPackageRequest,
    openMailboxReply,
    openMailboxRequest,
    putPackagesRequest,
    readLettersReply,
    readLettersRequest,
} from './mailboxes.ts';
import type { ChannelId } from './opaqueId.ts';
import { appearReply, appearRequest, whisperRequest } from './presence.ts';

/**
 * Every call a client can make, by its name on the hub: the table of contents of the protocol. `Hello` comes first. After it a
 * connection serves one purpose, fixed by its first call: dialogues, one mailbox, or channels. A mailbox is never opened on a
 * connection that proves channels, so that nothing at the relay ties the two together.
 */
export const relayHub = {
    Hello: { request: helloRequest, reply: helloReply },
    CreateDialogue: { request: createDialogueRequest, reply: done },
    MintPasses: { request: mintPassesRequest, reply: done },
    CreateMailbox: { request: createMailboxRequest, reply: done },
    OpenMailbox: { request: openMailboxRequest, reply: openMailboxReply },
    PutPackages: { request: putPackagesRequest, reply: done },
    ReadLetters: { request: readLettersRequest, reply: readLettersReply },
    AcknowledgeLetters: { request: acknowledgeLettersRequest, reply: done },
    Drop: { request: dropRequest, reply: done },
    FetchPackage: { request: fetchPackageRequest, reply: fetchPackageReply },
    CreateChannel: { request: createChannelRequest, reply: done },
    Prove: { request: proveRequest, reply: proveReply },
    Post: { request: postRequest, reply: storedReply },
    Commit: { request: commitRequest, reply: storedReply },
    Steward: { request: stewardRequest, reply: storedReply },
    Read: { request: readRequest, reply: readReply },
    Appear: { request: appearRequest, reply: appearReply },
    Whisper: { request: whisperRequest, reply: done },
} as const;

export type HubCall = keyof typeof relayHub;
export type HubRequest<Call extends HubCall> = Of<(typeof relayHub)[Call]['request']>;
export type HubReply<Call extends HubCall> = Of<(typeof relayHub)[Call]['reply']>;

/** What the relay sends by itself, by name, and its arguments. A call's answer may overtake it: order by sequence, never by arrival. */
export const relayEvents = {
    /** A letter was stored in the connection's mailbox. */
    LetterArrived: [],
    /** Items were stored in a channel whose current epoch this connection has proven. */
    ItemsStored: [id<ChannelId>(), list(logItem)],
    /** Somebody whispered in a channel whose current epoch this connection has proven: channel, epoch, sealed bytes. */
    Whispered: [id<ChannelId>(), epoch, bytes],
} as const;
