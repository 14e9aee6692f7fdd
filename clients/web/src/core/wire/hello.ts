import { bytes, choice, count, id, record, text, type Of } from './jsonRecord.ts';
import { Limits } from './limits.ts';
import type { RelayId } from './opaqueId.ts';
import { RelayCode } from './relayCode.ts';

/** The first call on every connection. */
export type HelloRequest = Of<typeof helloRequest>;
export const helloRequest = record({ version: count });

/** The relay introduces itself: its installation, 32 bytes that every proof on this connection covers, and its version for people. */
export type HelloReply = Of<typeof helloReply>;
export const helloReply = record(
    { code: choice(RelayCode), relay: id<RelayId>(), nonce: bytes, release: text },
    (reply) => reply.code !== RelayCode.ok || reply.nonce.length === Limits.keyBytes,
);
