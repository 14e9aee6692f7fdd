import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import { bytesOf } from '../cbor/opaque.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import { expectOk, RelayRefused } from '../connection/relayRefused.ts';
import { MlsException } from '../mls/mlsException.ts';
import type { Store, StoreWriter } from '../storage/store.ts';
import type { Admission } from '../trust/admission.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { LetterKind } from '../trust/letter.ts';
import { sealLetter } from '../trust/letterSeal.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import type { UnixHour } from '../trust/unixHour.ts';
import { drawId, idOf, opaqueIdBytes, type LetterId, type MailboxId } from '../wire/opaqueId.ts';
import { RelayCode } from '../wire/relayCode.ts';
import { bucket } from './bucket.ts';
import type { Alarm } from './alarm.ts';
import type { RelayLink } from './relayLink.ts';
import { storedLetterRecord, type StoredLetter } from './storedLetter.ts';

/** Answers to a letter that the relay will never take. */
const hopeless: readonly RelayCode[] = [RelayCode.malformed, RelayCode.tooLarge, RelayCode.notFound];

/** Whose letters they are. */
type Correspondent = {
    readonly store: Store;
    readonly relay: RelayLink;
    readonly ownKey: DeviceKey;
    readonly device: { readonly deviceSeed: Uint8Array };
    readonly admission: CoSigned<Admission> | undefined;
    hour(): UnixHour;
    alarm(alarm: Alarm, channel: undefined): void;
};

/** Writes sealed letters into the store and drops them at the relay until it has them. */
export class LetterOffice {
    readonly #own: Correspondent;

    constructor(own: Correspondent) {
        this.#own = own;
    }

    /** Seals a letter and keeps it in the same transaction as what it tells. */
    async write(writer: StoreWriter, kind: LetterKind, to: MailboxCard, body: Uint8Array, admission?: CoSigned<Admission>): Promise<void> {
        const letter = await this.seal(kind, to, body, admission);
        storedLetterRecord.put(writer, bucket.lettersOut, bytesOf(letter.letter), letter);
    }

    /**
     * As `write`, if there is a mailbox that can take it: a card that somebody passed on may hold none of this relay, or a key that is
     * none, and must not stop what else this device does.
     */
    async tryWrite(writer: StoreWriter, kind: LetterKind, to: MailboxCard | undefined, body: Uint8Array): Promise<boolean> {
        if (to === undefined) return false;
        try {
            await this.write(writer, kind, to, body);
            return true;
        } catch (refused) {
            if (refused instanceof MalformedObjectException || refused instanceof MlsException) return false;
            throw refused;
        }
    }

    /**
     * Seals a letter that somebody else keeps.
     * @throws MalformedObjectException or MlsException when the card is of no mailbox that letters can be dropped into.
     */
    async seal(
        kind: LetterKind,
        to: MailboxCard,
        body: Uint8Array,
        senderAdmission: CoSigned<Admission> | undefined = this.#own.admission,
    ): Promise<StoredLetter> {
        const mailbox = bytesOf(to.mailbox);
        requireRule(mailbox.length === opaqueIdBytes, 'a card of no mailbox of this relay');
        const { ownKey, device } = this.#own;
        const letter = {
            kind,
            mailbox: to.mailbox,
            sender: ownKey,
            senderAdmission,
            body: new Uint8Array(body),
            hour: this.#own.hour(),
        };
        return {
            mailbox: idOf<MailboxId>(mailbox),
            dropToken: to.dropToken,
            letter: drawId<LetterId>(),
            bytes: await sealLetter(letter, device.deviceSeed, bytesOf(to.hpkeKey)),
        };
    }

    /** Drops what waits; a letter to a closed mailbox is let go. */
    async dropAll(): Promise<void> {
        const { store } = this.#own;
        for (const { key, value } of await store.list(bucket.lettersOut)) {
            const code = await this.#tryDrop(storedLetterRecord.decode(value));
            if (code !== RelayCode.mailboxFull) {
                await store.write((writer) => {
                    writer.delete(bucket.lettersOut, key);
                });
            }
        }
    }

    /** Drops one letter; dropping it again changes nothing. `ok`, `mailboxGone` or `mailboxFull`. */
    async drop({ mailbox, dropToken, letter, bytes }: StoredLetter): Promise<RelayCode> {
        const connection = await this.#own.relay.letters();
        const reply = await connection.call('Drop', { mailbox, dropToken, letter, bytes });
        const isTold = reply.code === RelayCode.mailboxGone || reply.code === RelayCode.mailboxFull;
        return isTold ? reply.code : expectOk(reply).code;
    }

    /** As `drop`; a letter that the relay will never take must not hold up the others. */
    async #tryDrop(letter: StoredLetter): Promise<RelayCode> {
        try {
            return await this.drop(letter);
        } catch (refused) {
            if (!(refused instanceof RelayRefused) || !hopeless.includes(refused.code)) throw refused;
            this.#own.alarm('letter-refused', undefined);
            return refused.code;
        }
    }
}
