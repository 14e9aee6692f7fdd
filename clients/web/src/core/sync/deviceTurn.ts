import type { CoSigned } from '../cbor/coSigned.ts';
import type { DeviceState } from '../devices/deviceState.ts';
import type { StoreWriter } from '../storage/store.ts';
import type { Admission } from '../trust/admission.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { LetterKind } from '../trust/letter.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import type { UnixHour } from '../trust/unixHour.ts';
import type { Alarm } from './alarm.ts';
import { ownOf, type DeviceSession, type Own } from './deviceSession.ts';

/**
 * One transaction of the device as a desk sees it: what is written is read again at once, and so is the own device, although both are
 * stored only at the end.
 */
export class DeviceTurn {
    readonly session: DeviceSession;
    readonly writer: StoreWriter;
    #own: Own;
    #isChanged = false;

    constructor(session: DeviceSession, writer: StoreWriter) {
        this.session = session;
        this.writer = writer;
        this.#own = session;
    }

    /** A transaction of its own; when the body throws, nothing of it is stored. */
    static async take<T>(session: DeviceSession, body: (turn: DeviceTurn) => Promise<T>): Promise<T> {
        const results: T[] = [];
        await session.change(async (writer) => {
            const turn = new DeviceTurn(session, writer);
            results.push(await body(turn));
            return turn.changed;
        });
        return results[0] as T;
    }

    /** The own device as this transaction leaves it. */
    get device(): DeviceState {
        return this.#own.device;
    }

    /** The Charter chain in force; absent before an officer answered. */
    get charters(): CharterChain | undefined {
        return this.#own.charters;
    }

    /** The own admission; absent before admission. */
    get admission(): CoSigned<Admission> | undefined {
        return this.#own.admission;
    }

    get ownKey(): DeviceKey {
        return this.session.ownKey;
    }

    /** The device if it was changed: what is to be stored at the end. */
    get changed(): DeviceState | undefined {
        return this.#isChanged ? this.#own.device : undefined;
    }

    /** Changes the own device. */
    async save(device: DeviceState): Promise<void> {
        this.#own = await ownOf(device);
        this.#isChanged = true;
    }

    /**
     * Seals a letter that is dropped after the transaction.
     * @throws MalformedObjectException or MlsException when the card is of no mailbox that letters can be dropped into.
     */
    send(kind: LetterKind, to: MailboxCard, body: Uint8Array): Promise<void> {
        return this.session.letters.write(this.writer, kind, to, body);
    }

    /** As `send`, if there is a mailbox that can take it. */
    trySend(kind: LetterKind, to: MailboxCard | undefined, body: Uint8Array): Promise<boolean> {
        return this.session.letters.tryWrite(this.writer, kind, to, body);
    }

    now(): number {
        return this.session.now();
    }

    hour(): UnixHour {
        return this.session.hour();
    }

    alarm(alarm: Alarm): void {
        this.session.alarm(alarm, undefined);
    }
}
