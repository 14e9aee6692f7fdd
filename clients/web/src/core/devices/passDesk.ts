import { AddressBook } from '../admissions/addressBook.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import type { StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import type { Admission } from '../trust/admission.ts';
import { findOfficer, type Charter } from '../trust/charter.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import { passBundleCodec } from '../trust/passBundle.ts';
import { passRequestCodec, type PassRequest } from '../trust/passRequest.ts';
import { Roles } from '../trust/roles.ts';
import { PassKind } from '../wire/passKind.ts';
import { passStock } from './passStock.ts';
import { storedPassAskRecord } from './storedPassAsk.ts';

// Passes on their way: only the founder's device can mint (passSupply). Officers who invite and facilitators who open channels keep some
// in stock; they are sent a first supply when their admission is known, and ask for more when few are left.

/** How many of a kind a device has at most after it asked. */
export const supply = 16;
const low = 4;
const hoursToAskAgain = 12;

const only = new Uint8Array();

/** Passes came from an officer's device: it is the one that mints. @throws MalformedObjectException when it is none. */
export async function keepPasses(session: DeviceSession, writer: StoreWriter, letter: Letter): Promise<void> {
    const { passes } = decodeObject(passBundleCodec, letter.body);
    const isOfficer = session.charters !== undefined && findOfficer(session.charters.head, letter.sender) !== undefined;
    requireRule(isOfficer, 'passes from no officer');
    for (const pass of passes) await passStock.put(writer, pass);
    storedPassAskRecord.put(writer, bucket.passAsk, only, { minter: letter.sender, askedAt: 0 });
}

/** Asks for more when few are left. */
export async function askForPassesIfLow(session: DeviceSession): Promise<void> {
    const stored = await session.store.get(bucket.passAsk, only);
    const missing = await missingPasses(session);
    if (stored === undefined || missing === undefined) return;
    const ask = storedPassAskRecord.decode(stored);
    if (ask.askedAt + hoursToAskAgain > session.hour()) return;
    const card = await new AddressBook(session, session.store).cardOf(ask.minter);
    if (card === undefined) return;
    await session.store.write(async (writer) => {
        await session.letters.write(writer, LetterKind.passRequest, card, encodeObject(passRequestCodec, missing));
        storedPassAskRecord.put(writer, bucket.passAsk, only, { ...ask, askedAt: session.hour() });
    });
    await session.letters.dropAll();
}

/** What is missing; undefined while enough is left, and on the device that mints. */
async function missingPasses({ store, charters, admission, device }: DeviceSession): Promise<PassRequest | undefined> {
    if (device.stage !== 'admitted' || device.management || admission === undefined || charters === undefined) return undefined;
    const { mailboxes, channels } = entitled(charters.head, admission.body, {
        mailboxes: supply - (await passStock.count(store, PassKind.mailbox)),
        channels: supply - (await passStock.count(store, PassKind.channel)),
    });
    return mailboxes > supply - low || channels > supply - low ? { mailboxes, channels } : undefined;
}

/** Officers invite people and devices; facilitators open channels. */
export function entitled(charter: Charter, { device, roles }: Admission, asked: PassRequest): PassRequest {
    const most = (isEntitled: boolean, count: number) => (isEntitled ? Math.max(0, Math.min(count, supply)) : 0);
    return {
        mailboxes: most(findOfficer(charter, device) !== undefined, asked.mailboxes),
        channels: most((roles & Roles.facilitator) !== 0, asked.channels),
    };
}
