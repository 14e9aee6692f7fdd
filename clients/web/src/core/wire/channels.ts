import { bytes, choice, count, epoch, flag, id, list, record, type Of } from './jsonRecord.ts';
import { ItemKind } from './itemKind.ts';
import { Limits } from './limits.ts';
import type { ChannelId, MessageId } from './opaqueId.ts';
import { RelayCode } from './relayCode.ts';

/** Makes a channel in epoch 0. A retry with the same id and key is answered `ok`. */
export type CreateChannelRequest = Of<typeof createChannelRequest>;
export const createChannelRequest = record({
    /** 32 bytes, a channel pass. */
    pass: bytes,
    channel: id<ChannelId>(),
    /** Epoch 0's access key, Ed25519, 32 bytes. */
    accessKey: bytes,
    stewardKeys: list(bytes),
    /** 32 bytes, by which a dialogue that is closed finds it. */
    closeMark: bytes,
    talkDays: count,
    signature: bytes,
});

/** Shows that one belongs to an epoch: opens its items to this connection; the current epoch's also subscribes and allows to post. */
export type ProveRequest = Of<typeof proveRequest>;
export const proveRequest = record({ channel: id<ChannelId>(), epoch, signature: bytes });

/** Where the epoch stands in the log. */
export type ProveReply = Of<typeof proveReply>;
export const proveReply = record(
    {
        code: choice(RelayCode),
        /** Whether it is the current epoch. */
        current: flag,
        /** Sequence of the commit that opened the epoch; 0 for epoch 0. */
        openedBy: count,
        /** d of the log chain at that sequence, 32 bytes. */
        openedDigest: bytes,
        /** The channel's last sequence. */
        head: count,
    },
    (reply) => reply.code !== RelayCode.ok || (reply.openedDigest.length === Limits.keyBytes && reply.openedBy <= reply.head),
);

/** Stores talk or a lasting item of the current epoch. A retry with the same message id is answered with the first sequence. */
export type PostRequest = Of<typeof postRequest>;
export const postRequest = record({ channel: id<ChannelId>(), epoch, message: id<MessageId>(), kind: choice(ItemKind), bytes });

/** Ends the current epoch and opens the next, in one transaction. A retry with the same message id is answered with the first sequence. */
export type CommitRequest = Of<typeof commitRequest>;
export const commitRequest = record({
    channel: id<ChannelId>(),
    /** The epoch that ends. */
    epoch,
    message: id<MessageId>(),
    /** The last lasting or steward sequence that the committer had processed; 0 for none. */
    after: count,
    bytes,
    /** The next epoch's access key, Ed25519, 32 bytes. */
    nextKey: bytes,
    signature: bytes,
    /** Ed25519, where stewards demand it; else empty. */
    stewardKey: bytes,
    /** By that key over what the access key signs; empty without it. */
    stewardSignature: bytes,
});

/** Stores a steward's act, from any connection that has said Hello for channels. */
export type StewardRequest = Of<typeof stewardRequest>;
export const stewardRequest = record({ channel: id<ChannelId>(), message: id<MessageId>(), act: bytes });

/** Where the item stands in the log: 1 or more; the first sequence when the item was there already. */
export type StoredReply = Of<typeof storedReply>;
export const storedReply = record({ code: choice(RelayCode), sequence: count });

/** Reads items of the proven epochs, and all steward items, after the last sequence the client has. */
export type ReadRequest = Of<typeof readRequest>;
export const readRequest = record({ channel: id<ChannelId>(), after: count });

/** One item of a channel's log. */
export type LogItem = Of<typeof logItem>;
export const logItem = record(
    {
        /** 1, 2, 3, … */
        sequence: count,
        message: id<MessageId>(),
        kind: choice(ItemKind),
        epoch,
        /** SHA-256 of the bytes as they were stored. */
        hash: bytes,
        /** The sealed bytes; empty when the item is void or expired. */
        bytes,
        /** Whether a steward superseded it. */
        void: flag,
    },
    (item) => item.sequence > 0 && item.hash.length === Limits.keyBytes,
);

/** Items after the one asked for, without gaps within what the connection may read. */
export type ReadReply = Of<typeof readReply>;
export const readReply = record({ code: choice(RelayCode), items: list(logItem), head: count, more: flag });
