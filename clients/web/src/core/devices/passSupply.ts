import { AddressBook } from '../admissions/addressBook.ts';
import { PeopleDirectory } from '../admissions/peopleDirectory.ts';
import type { Bytes } from '../bytes.ts';
import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { RelayRefused } from '../connection/relayRefused.ts';
import { MlsException } from '../mls/mlsException.ts';
import { KnownCuts } from '../revocations/knownCuts.ts';
import type { StoreWriter } from '../storage/store.ts';
import { bucket } from '../sync/bucket.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import type { Admission } from '../trust/admission.ts';
import { checkAdmission } from '../trust/admissionRules.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import { passBundleCodec } from '../trust/passBundle.ts';
import { passRequestCodec, type PassRequest } from '../trust/passRequest.ts';
import { hoursAfter, type UnixHour } from '../trust/unixHour.ts';
import { PassKind } from '../wire/passKind.ts';
import { RelayCode } from '../wire/relayCode.ts';
import type { Management } from './management.ts';
import { entitled, supply } from './passDesk.ts';
import { drawPass, mintPasses, restock } from './passMint.ts';
import { storedPassSupplyRecord } from './storedPassSupply.ts';

const leastOfOwn = 2;
const ownSupply = 4;
const mostADay = 64;
const mostALetter = 32;

/** The device that mints: supplies those who are new, and whoever asks, with passes. */
export class PassSupply {
    readonly #session: DeviceSession;
    /** Not asked again before: the relay grants the dialogue no more. */
    #notBefore: UnixHour | undefined;

    constructor(session: DeviceSession) {
        this.#session = session;
    }

    /** Somebody asks this device for passes. @throws MalformedObjectException when it cannot mint, or nobody's admission is beside it. */
    async asked(writer: StoreWriter, { body, senderAdmission }: Letter): Promise<void> {
        const request = decodeObject(passRequestCodec, body);
        const { management } = this.#session.device;
        requireRule(management !== undefined, 'a request for passes to a device that cannot mint');
        requireRule(senderAdmission !== undefined, 'a request for passes by somebody who is not admitted');
        await this.#draw(writer, management, senderAdmission, request);
    }

    /** Tops up the own stock, draws for those who are new, mints what was asked for and sends it. */
    async run(): Promise<void> {
        const session = this.#session;
        const { stage, management } = session.device;
        const isWaiting = this.#notBefore !== undefined && session.hour() < this.#notBefore;
        if (stage !== 'admitted' || management === undefined || isWaiting) return;
        try {
            await restock(session, PassKind.mailbox, leastOfOwn, ownSupply);
            await session.store.write(async (writer) => {
                for (const { admission } of (await PeopleDirectory.read(writer)).all) {
                    const isKnown = (await writer.get(bucket.passSupplies, bytesOf(admission.body.device))) !== undefined;
                    if (!isKnown) await this.#draw(writer, management, admission, { mailboxes: supply, channels: supply });
                }
            });
            for (const { key, value } of await session.store.list(bucket.passOrders)) await this.#send(key, value);
        } catch (refused) {
            if (!(refused instanceof RelayRefused) || refused.code !== RelayCode.quotaExceeded) throw refused;
            // Letters and channels go on without new places.
            this.#notBefore = hoursAfter(session.hour(), 1);
            session.alarm('relay-full', undefined);
        }
        await session.letters.dropAll();
    }

    async #draw(writer: StoreWriter, management: Management, admission: CoSigned<Admission>, asked: PassRequest): Promise<void> {
        const { charters } = this.#session;
        if (charters === undefined) return;
        const { mailboxes, channels } = entitled(charters.head, admission.body, asked);
        const wanted = mailboxes + channels;
        const key = bytesOf(admission.body.device);
        const day = Math.floor(this.#session.hour() / 24);
        const stored = await writer.get(bucket.passSupplies, key);
        const supplied = stored && storedPassSupplyRecord.decode(stored);
        const given = supplied?.day === day ? supplied.count : 0;
        if (wanted === 0 || wanted > mostALetter || given + wanted > mostADay) return;
        if ((await writer.get(bucket.passOrders, key)) !== undefined || !(await this.#isAdmitted(writer, admission))) return;
        const many = (kind: PassKind, count: number) => Array.from({ length: count }, () => drawPass(management, kind));
        const passes = [...many(PassKind.mailbox, mailboxes), ...many(PassKind.channel, channels)];
        writer.put(bucket.passOrders, key, encodeObject(passBundleCodec, { passes }));
        storedPassSupplyRecord.put(writer, bucket.passSupplies, key, { day, count: given + wanted });
    }

    async #isAdmitted(writer: StoreWriter, admission: CoSigned<Admission>): Promise<boolean> {
        const { charters } = this.#session;
        const isValid = charters !== undefined && (await checkAdmission(admission, charters, this.#session.hour())) === 'none';
        return isValid && !(await KnownCuts.read(writer)).covers(admission, undefined);
    }

    /** Whoever has no mailbox that is known here goes without; the passes were never minted. */
    async #send(device: Bytes, bundle: Bytes): Promise<void> {
        const { store, letters } = this.#session;
        const card = await new AddressBook(this.#session, store).cardOf(opaqueOf<DeviceKey>(device));
        const { passes } = decodeObject(passBundleCodec, bundle);
        for (const kind of card === undefined ? [] : Object.values(PassKind)) {
            const ofKind = passes.filter((pass) => pass.kind === kind).map(({ pass }) => pass);
            if (ofKind.length > 0) await mintPasses(this.#session, kind, ofKind);
        }
        await store.write(async (writer) => {
            writer.delete(bucket.passOrders, device);
            try {
                if (card !== undefined) await letters.write(writer, LetterKind.passes, card, bundle);
            } catch (refused) {
                // A card that somebody passed on may hold no mailbox of this relay, or a key that is none.
                if (!(refused instanceof MalformedObjectException || refused instanceof MlsException)) throw refused;
            }
        });
    }
}
