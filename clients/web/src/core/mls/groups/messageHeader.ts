import type { PrivateMessageHeader } from '../framing/privateMessage.ts';
import type { WireFormat } from '../framing/wireFormat.ts';
import type { LeafIndex } from '../tree/leafIndex.ts';

/** What a message shows without keys; nothing of it is verified. */
export type MessageHeader = PrivateMessageHeader & { readonly wireFormat: WireFormat };

/** Who sent a PrivateMessage and with which key of its ratchet; authentic only as far as any member could have written it. */
export type MessageSender = { readonly leaf: LeafIndex; readonly generation: number };
