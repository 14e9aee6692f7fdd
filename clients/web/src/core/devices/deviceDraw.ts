import { bytesOf } from '../cbor/opaque.ts';
import type { SignedLink } from '../trust/signedLink.ts';
import { idOf, type RelayId } from '../wire/opaqueId.ts';
import { newDeviceState, type DeviceState } from './deviceState.ts';
import { drawMailbox } from './mailboxMaker.ts';

/** What every link says of where to ask, and the pass for a mailbox there. */
type Door = Pick<SignedLink, 'relay' | 'relayId' | 'pass' | 'closeMark'>;

/** Draws the keys of a device that comes by a link; nothing is sent. */
export async function drawDevice({ relay, relayId, pass, closeMark }: Door, name: string): Promise<DeviceState> {
    return newDeviceState({
        relay,
        relayId: idOf<RelayId>(bytesOf(relayId)),
        stage: 'asking',
        name,
        deviceSeed: crypto.getRandomValues(new Uint8Array(32)),
        mailbox: await drawMailbox(pass, bytesOf(closeMark)),
    });
}
