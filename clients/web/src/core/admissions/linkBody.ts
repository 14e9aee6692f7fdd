import { cardOf } from '../devices/mailboxMaker.ts';
import { passStock } from '../devices/passStock.ts';
import type { StoreWriter } from '../storage/store.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import type { SignedLink } from '../trust/signedLink.ts';
import { hoursAfter, type UnixHour } from '../trust/unixHour.ts';
import { PassKind } from '../wire/passKind.ts';
import { DeskFailure } from './deskFailure.ts';

/**
 * What every link that this device makes has in common: a fresh secret, and a pass out of the stock for the mailbox of whoever uses it.
 * @throws DeskFailure when there is no pass, or this device is not in yet.
 */
export async function linkBody(session: DeviceSession, writer: StoreWriter): Promise<Omit<SignedLink, 'expiresAt'>> {
    const { device, charters, ownKey } = session;
    if (charters === undefined) throw new DeskFailure('not-ready');
    const pass = await passStock.take(writer, PassKind.mailbox);
    if (pass === undefined) throw new DeskFailure('no-pass');
    return {
        relay: device.relay,
        relayId: device.relayId,
        dialogue: charters.dialogue,
        charter: charters.headId,
        inviter: ownKey,
        card: cardOf(device.mailbox),
        secret: crypto.getRandomValues(new Uint8Array(32)),
        pass: pass.pass,
        closeMark: pass.closeMark,
    };
}

/** The first hour at which a link is void. @throws DeskFailure when it would be valid for less than an hour, or too long. */
export function expiryOf(session: DeviceSession, hours: number, longest: number): UnixHour {
    if (!(hours > 0 && hours <= longest)) throw new DeskFailure('bad-time');
    return hoursAfter(session.hour(), Math.ceil(hours));
}
