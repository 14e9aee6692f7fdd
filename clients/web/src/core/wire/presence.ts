import { bytes, choice, epoch, id, list, record, type Of } from './jsonRecord.ts';
import { Limits } from './limits.ts';
import type { ChannelId } from './opaqueId.ts';
import { RelayCode } from './relayCode.ts';

/** Says that one is here, for `Limits.presenceSeconds`, and asks who is. Needs a proof of the current epoch; nothing is stored. */
export type AppearRequest = Of<typeof appearRequest>;
export const appearRequest = record({
    channel: id<ChannelId>(),
    epoch,
    /** 16 bytes that members of the epoch can tell the leaf by; empty to ask only. */
    handle: bytes,
});

/** Who is here, in no order. Any member of the epoch can have made any of the handles. */
export type AppearReply = Of<typeof appearReply>;
export const appearReply = record(
    { code: choice(RelayCode), handles: list(bytes) },
    ({ handles }) => handles.length <= Limits.handles && handles.every((handle) => handle.length === Limits.handleBytes),
);

/** Says something to whoever has proven the current epoch and is connected now. Nothing is stored, nothing comes again. */
export type WhisperRequest = Of<typeof whisperRequest>;
export const whisperRequest = record({ channel: id<ChannelId>(), epoch, bytes });
