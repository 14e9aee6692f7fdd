import type { Bytes } from '../../bytes.ts';
import { encode } from '../codec/tlsEncoding.ts';
import { signContent } from '../framing/authenticatedContent.ts';
import { ContentType } from '../framing/contentType.ts';
import { writeMlsMessage } from '../framing/mlsMessage.ts';
import { memberSender } from '../framing/sender.ts';
import { WireFormat } from '../framing/wireFormat.ts';
import { sealMessage } from '../secrets/messageProtection.ts';
import type { GroupState } from './groupState.ts';

/** Seals application data, which the caller wipes, as an MLSMessage (RFC 9420 §6.3) and spends a key of the own ratchet. */
export async function protectData(state: GroupState, data: Bytes, authenticatedData: Bytes, paddedBytes: number): Promise<Bytes> {
    const { groupId, epoch } = state.context;
    const content = { type: ContentType.Application, data };
    const framed = { groupId, epoch, sender: memberSender(state.own), authenticatedData, content };
    const signed = await signContent(WireFormat.PrivateMessage, framed, state.context, state.signatureKey);
    const generation = state.ratchets.nextGeneration(state.own, 'application');
    const key = state.ratchets.prepare(state.own, 'application', generation);
    try {
        const body = await sealMessage(state.suite, signed, key, state.secrets.senderDataSecret, paddedBytes);
        state.ratchets.take(key);
        return encode({ wireFormat: WireFormat.PrivateMessage, body }, writeMlsMessage);
    } finally {
        key.dispose();
    }
}
