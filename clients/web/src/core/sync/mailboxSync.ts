import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import { admitted, answered, ask, declined } from '../devices/applicant.ts';
import { askAsFounder, declinedAsFounder } from '../founding/cofounder.ts';
import type { DeviceState } from '../devices/deviceState.ts';
import { renewed, takenEffect } from '../devices/renewal.ts';
import { refillPackages } from '../devices/packageStock.ts';
import { expectOk } from '../connection/relayRefused.ts';
import { HpkeKeyPair } from '../mls/crypto/hpkeKeyPair.ts';
import { MlsException } from '../mls/mlsException.ts';
import type { StoreWriter } from '../storage/store.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import { letterSuite, openLetter } from '../trust/letterSeal.ts';
import type { StoredLetter } from '../wire/mailboxes.ts';
import type { DeviceSession } from './deviceSession.ts';
import { DeviceTurn } from './deviceTurn.ts';

/** Takes letters about channels: Welcomes, requests to swap a leaf, revocations. */
export interface ChannelLetterIntake {
    /** Keeps what a letter brings, in the transaction that takes it. @throws MalformedObjectException when it is none, or does not hold. */
    keep(writer: StoreWriter, letter: Letter, session: DeviceSession): Promise<void> | void;
}

/** Takes letters to officers' desks: requests, papers, passes. */
export interface DeskLetterIntake {
    /** Keeps what a letter brings, in the transaction that takes it. @throws MalformedObjectException when it is none, or does not hold. */
    keep(turn: DeviceTurn, letter: Letter): Promise<void>;
}

/** What founders hear before there is a Charter. */
const aboutFounding: readonly LetterKind[] = [
    LetterKind.foundingRequest,
    LetterKind.proposal,
    LetterKind.countersignature,
    LetterKind.remark,
];

/**
 * Reads the own mailbox: each letter is opened, processed and persisted in one transaction, and acknowledged after it. A letter that
 * cannot be read or is not awaited changes nothing and is acknowledged too, so that it cannot block the others.
 */
export class MailboxSync {
    readonly #session: DeviceSession;
    readonly #channels: ChannelLetterIntake;
    readonly #desks: DeskLetterIntake;

    constructor(session: DeviceSession, channels: ChannelLetterIntake, desks: DeskLetterIntake) {
        this.#session = session;
        this.#channels = channels;
        this.#desks = desks;
    }

    /** Everything that goes through the mailbox: what a crash left, what waits there, what is to be dropped. */
    async run(): Promise<void> {
        const session = this.#session;
        await ask(session);
        await askAsFounder(session);
        await session.letters.dropAll();
        // Where the digits differ, an admission that comes all the same waits at the relay.
        if (['asking', 'in-doubt', 'differ'].includes(session.device.stage)) return;
        await this.#read();
        await session.letters.dropAll();
        if (session.device.nextAdmission !== undefined) await session.change(() => takenEffect(session.device, session.hour()));
        await refillPackages(session);
    }

    async #read(): Promise<void> {
        const session = this.#session;
        const keys = session.device.mailbox;
        const known = new Set<string>();
        for (;;) {
            const connection = await session.relay.mailbox(keys);
            const { letters, more } = expectOk(await connection.call('ReadLetters', { mailbox: keys.id }));
            // A relay that keeps showing the same letters is not followed for ever.
            const isFresh = letters.some(({ id }) => !known.has(id));
            for (const letter of letters) {
                known.add(letter.id);
                await this.#process(letter);
            }
            session.pass('after-letter-persist');
            if (letters.length > 0) {
                expectOk(await connection.call('AcknowledgeLetters', { mailbox: keys.id, letters: letters.map(({ id }) => id) }));
                session.pass('after-letter-acknowledged');
            }
            if (!more || !isFresh) return;
        }
    }

    async #process(sealed: StoredLetter): Promise<void> {
        const session = this.#session;
        const keys = session.device.mailbox;
        const pair = HpkeKeyPair.fromKeys(letterSuite, keys.hpkePublicKey, keys.hpkePrivateKey);
        try {
            const letter = await openLetter(sealed.bytes, keys.id, pair);
            session.pass('before-letter-persist');
            await session.change((writer) => this.#handle(writer, letter));
        } catch (refused) {
            // Anybody who holds the drop token can drop anything, and a card in a letter may hold a key that is none.
            if (!(refused instanceof MalformedObjectException || refused instanceof MlsException)) throw refused;
        } finally {
            pair.dispose();
        }
    }

    async #handle(writer: StoreWriter, letter: Letter): Promise<DeviceState | undefined> {
        const session = this.#session;
        switch (letter.kind) {
            case LetterKind.reply:
                return answered(session, letter);
            case LetterKind.admission:
                return session.device.stage === 'admitted' ? renewed(session, letter) : admitted(session, writer, letter);
            case LetterKind.declined:
                return session.device.foundingAnswer === undefined ? declined(session, letter) : declinedAsFounder(session, letter);
            case LetterKind.welcome:
                requireRule(session.device.stage === 'admitted', 'a Welcome before admission');
                await this.#channels.keep(writer, letter, session);
                // It used one; the relay says how many are left only when the mailbox is opened.
                session.relay.packagesLeft = Math.max(0, session.relay.packagesLeft - 1);
                return undefined;
            case LetterKind.swap:
            case LetterKind.revocation:
                requireRule(session.device.stage === 'admitted', 'a letter about channels before admission');
                await this.#channels.keep(writer, letter, session);
                return undefined;
            default:
                return this.#toDesks(writer, letter);
        }
    }

    async #toDesks(writer: StoreWriter, letter: Letter): Promise<DeviceState | undefined> {
        const { stage } = this.#session.device;
        const isAwaited = stage === 'admitted' || (stage === 'gathering' && aboutFounding.includes(letter.kind));
        requireRule(isAwaited, 'a letter to a desk before admission');
        const turn = new DeviceTurn(this.#session, writer);
        await this.#desks.keep(turn, letter);
        return turn.changed;
    }
}
