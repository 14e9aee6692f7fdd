import type { CoSigned } from '../cbor/coSigned.ts';
import { adoptedCharters } from '../amendments/charterAdoption.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { signedCharterChainCodec } from '../trust/signedCharterChain.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { cardOf } from '../devices/mailboxMaker.ts';
import type { Store } from '../storage/store.ts';
import type { Admission } from '../trust/admission.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import type { UnixHour } from '../trust/unixHour.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import type { Alarm } from './alarm.ts';
import type { DeviceSession } from './deviceSession.ts';
import type { FaultPoint } from './faultPoint.ts';
import type { LetterOffice } from './letterOffice.ts';
import type { RelayLink } from './relayLink.ts';
import type { Whispers } from './whispers.ts';

/** The session of a device that was admitted: what channels work with. */
export class AdmittedSession {
    readonly #session: DeviceSession;

    constructor(session: DeviceSession) {
        this.#session = session;
    }

    get store(): Store {
        return this.#session.store;
    }

    get relay(): RelayLink {
        return this.#session.relay;
    }

    get letters(): LetterOffice {
        return this.#session.letters;
    }

    get whispers(): Whispers {
        return this.#session.whispers;
    }

    get ownKey(): DeviceKey {
        return this.#session.ownKey;
    }

    get deviceSeed(): Uint8Array {
        return this.#session.device.deviceSeed;
    }

    get admission(): CoSigned<Admission> {
        return known(this.#session.admission);
    }

    get replacedAdmissions(): readonly ObjectHash[] {
        return this.#session.device.replacedAdmissions.map((bytes) => opaqueOf<ObjectHash>(bytes));
    }

    get charters(): CharterChain {
        return known(this.#session.charters);
    }

    /** Takes a verified chain of Charters, if it goes on where the own one ends; the one that holds, or undefined for another history. */
    async adopt(other: CharterChain): Promise<CharterChain | undefined> {
        const newer = adoptedCharters(this, other);
        if (newer !== undefined && newer.head.version > this.charters.head.version) {
            await this.#session.change(() => ({ ...this.#session.device, charters: encodeObject(signedCharterChainCodec, newer.signed) }));
        }
        return newer;
    }

    /** What the own profiles say. */
    get profile(): { readonly name: string; readonly counter: number; readonly card: MailboxCard } {
        const { name, profileCounter, mailbox } = this.#session.device;
        return { name, counter: profileCounter, card: cardOf(mailbox) };
    }

    now(): number {
        return this.#session.now();
    }

    hour(): UnixHour {
        return this.#session.hour();
    }

    alarm(alarm: Alarm, channel: ChannelId | undefined): void {
        this.#session.alarm(alarm, channel);
    }

    pass(point: FaultPoint): void {
        this.#session.pass(point);
    }
}

function known<T>(value: T | undefined): T {
    if (value === undefined) throw new TypeError('the device is not admitted');
    return value;
}
