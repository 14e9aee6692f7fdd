import { ed25519PublicKey, signEd25519 } from '../trust/ed25519.ts';
import { drawId, type MessageId } from '../wire/opaqueId.ts';
import { encodeStewardAct, stewardSignedBytes, type StewardAct } from '../wire/proofs/stewardAct.ts';
import type { RelayCode } from '../wire/relayCode.ts';
import { ChannelFailure } from './channelFailure.ts';
import type { ChannelSession } from './channelSession.ts';
import type { OpenChannel } from './openChannel.ts';

/** No hash, no key. */
export const nothing = new Uint8Array(32);

/** Signs an act with the own steward key and hands it in; what the relay says. @throws ChannelFailure when this device is no steward. */
export async function handInAct(
    session: ChannelSession,
    { id, state: { stewardSeed } }: OpenChannel,
    unsigned: Omit<StewardAct, 'hour' | 'stewardKey' | 'signature'>,
): Promise<RelayCode> {
    if (stewardSeed === undefined) throw new ChannelFailure('no-steward');
    const act = { ...unsigned, hour: BigInt(session.hour()) };
    const signature = await signEd25519(stewardSeed, stewardSignedBytes(id, act));
    const bytes = encodeStewardAct({ ...act, stewardKey: await ed25519PublicKey(stewardSeed), signature });
    const connection = await session.relay.channels();
    return (await connection.call('Steward', { channel: id, message: drawId<MessageId>(), act: bytes })).code;
}
