import type { CoSigned } from '../../src/core/cbor/coSigned.ts';
import { encodeCoSigned } from '../../src/core/cbor/coSigned.ts';
import { encodeObject } from '../../src/core/cbor/objectCodec.ts';
import { bytesOf, opaqueOf } from '../../src/core/cbor/opaque.ts';
import { putPerson } from '../../src/core/admissions/peopleDirectory.ts';
import { newApplication, newDeviceState, type DeviceState } from '../../src/core/devices/deviceState.ts';
import { cardOf, drawMailbox } from '../../src/core/devices/mailboxMaker.ts';
import { HpkeKeyPair } from '../../src/core/mls/crypto/hpkeKeyPair.ts';
import type { Paper } from '../../src/core/papers/paper.ts';
import { PaperDesk } from '../../src/core/papers/paperDesk.ts';
import type { PaperDraft } from '../../src/core/papers/paperDraft.ts';
import { PaperObject } from '../../src/core/papers/paperObject.ts';
import type { PaperView } from '../../src/core/papers/views.ts';
import type { Alarm } from '../../src/core/sync/alarm.ts';
import { DeviceSession } from '../../src/core/sync/deviceSession.ts';
import { DeviceTurn } from '../../src/core/sync/deviceTurn.ts';
import type { FaultPoint } from '../../src/core/sync/faultPoint.ts';
import { MailboxSync } from '../../src/core/sync/mailboxSync.ts';
import { admissionCodec, idOfAdmission, type Admission } from '../../src/core/trust/admission.ts';
import type { Contact } from '../../src/core/trust/contact.ts';
import { invitationToLink } from '../../src/core/trust/invitation.ts';
import type { Letter, LetterKind } from '../../src/core/trust/letter.ts';
import { letterSuite, openLetter, sealLetter } from '../../src/core/trust/letterSeal.ts';
import type { MailboxCard } from '../../src/core/trust/mailboxCard.ts';
import { PaperKind } from '../../src/core/trust/paperKind.ts';
import type { PartyCode } from '../../src/core/trust/partyCode.ts';
import { parseRelayAddress } from '../../src/core/trust/relayAddress.ts';
import { Roles } from '../../src/core/trust/roles.ts';
import { signedCharterChainCodec } from '../../src/core/trust/signedCharterChain.ts';
import { hourOf, hoursAfter, timeOf } from '../../src/core/trust/unixHour.ts';
import { idOf, type MailboxId } from '../../src/core/wire/opaqueId.ts';
import { Desks } from '../../src/worker/desks.ts';
import { coast, facilitator, filled, hill, key, now, seed, type World } from '../world.ts';
import { MailboxRelay } from './mailboxRelay.ts';
import { MemoryStore } from './memoryStore.ts';

/** What the people of the test world are called; the numbers are those of world.ts. */
const names: Readonly<Record<number, string>> = { 1: 'Ana', 2: 'Bilal', 3: 'Lena', 9: 'Zoran', 20: 'Marek' };

/** Who they are in the test world. */
const capacities: Readonly<Record<number, readonly [PartyCode | undefined, Roles]>> = {
    1: [hill, Roles.organizer],
    2: [coast, Roles.organizer],
    3: [undefined, Roles.facilitator],
};

/** Officers of one dialogue, the relay between them, and a clock. */
export class Officers {
    readonly world: World;
    readonly relay = new MailboxRelay();
    readonly #devices = new Map<number, OfficerDevice>();
    now = timeOf(now);

    constructor(world: World) {
        this.world = world;
    }

    /** Ana of Hill, Bilal of Coast and Lena, who know each other's mailboxes as their founding made them known. */
    static async of(world: World): Promise<Officers> {
        const officers = new Officers(world);
        for (const person of [1, 2, facilitator]) await officers.device(person);
        return officers;
    }

    get ana(): OfficerDevice {
        return this.#devices.get(1)!;
    }

    get bilal(): OfficerDevice {
        return this.#devices.get(2)!;
    }

    get lena(): OfficerDevice {
        return this.#devices.get(facilitator)!;
    }

    /** A device of a person who is in; all that are made know each other. */
    async device(person: number): Promise<OfficerDevice> {
        const [party, roles] = capacities[person] ?? [hill, Roles.participant];
        const device = await OfficerDevice.of(this, person, await this.world.admit(person, party, roles));
        for (const other of this.#devices.values()) {
            await other.meet(device);
            await device.meet(other);
        }
        this.#devices.set(person, device);
        return device;
    }

    wait(hours: number): void {
        this.now += hours * 3_600_000;
    }

    /** Everybody reads what came, until nothing more comes. */
    async sync(...devices: readonly OfficerDevice[]): Promise<void> {
        const all = devices.length > 0 ? devices : [...this.#devices.values()];
        for (let round = 0; round < 3; round++) for (const device of all) await device.sync();
    }

    /** Puts a letter into somebody's mailbox as its sender's device would seal it. */
    async send(by: number, to: MailboxCard, kind: LetterKind, body: Uint8Array<ArrayBuffer>): Promise<void> {
        const letter: Letter = { kind, mailbox: to.mailbox, sender: key(by), senderAdmission: undefined, body, hour: hourOf(this.now) };
        this.relay.drop(idOf<MailboxId>(bytesOf(to.mailbox)), await sealLetter(letter, seed(by), bytesOf(to.hpkeKey)));
    }
}

/** A person's device in the web core: its session, its desks, and a store that outlives both. */
export class OfficerDevice {
    readonly person: number;
    readonly officers: Officers;
    readonly store = new MemoryStore();
    readonly alarms: Alarm[] = [];
    /** The lists of papers that the page was told. */
    readonly told: (readonly PaperView[])[] = [];
    readonly contact: Contact;
    readonly admission: CoSigned<Admission>;
    session!: DeviceSession;
    desks!: Desks;
    /** Where the process dies. */
    fault: FaultPoint | undefined;

    private constructor(officers: Officers, person: number, admission: CoSigned<Admission>, contact: Contact) {
        this.officers = officers;
        this.person = person;
        this.admission = admission;
        this.contact = contact;
    }

    static async of(officers: Officers, person: number, admission: CoSigned<Admission>): Promise<OfficerDevice> {
        const { charters } = officers.world;
        const mailbox = await drawMailbox(filled(1, 32), filled(2, 32));
        const card = cardOf(mailbox);
        officers.relay.mailboxes.set(mailbox.id, { letters: [], packages: Array.from({ length: 20 }, () => new Uint8Array()) });
        const relay = parseRelayAddress('https://relay.example');
        const link = {
            relay: relay!,
            relayId: officers.relay.id,
            dialogue: charters.dialogue,
            charter: charters.headId,
            inviter: key(facilitator),
            card,
            secret: filled(3, 32),
            pass: filled(4, 32),
            closeMark: opaqueOf(filled(5, 32)),
            expiresAt: hoursAfter(now, 24),
            party: undefined,
            roles: Roles.participant,
        };
        const name = names[person] ?? `P${person}`;
        const device: DeviceState = {
            ...newDeviceState({
                relay: link.relay,
                relayId: officers.relay.id,
                stage: 'admitted',
                name,
                deviceSeed: seed(person),
                mailbox,
            }),
            charters: encodeObject(signedCharterChainCodec, charters.signed),
            admission: encodeCoSigned(admissionCodec, admission),
            packagesOf: bytesOf(idOfAdmission(admission)),
            application: newApplication(await invitationToLink(link, seed(facilitator)), false, now),
        };
        const officer = new OfficerDevice(officers, person, admission, { device: key(person), card, name });
        await officer.store.write((writer) => {
            DeviceSession.begin(writer, device);
        });
        await officer.restart();
        return officer;
    }

    get card(): MailboxCard {
        return this.contact.card;
    }

    /** The process begins again: everything comes from the store. */
    async restart(): Promise<void> {
        this.fault = undefined;
        this.session = await DeviceSession.open(this.store, {
            dialer: () => this.officers.relay.dial,
            now: () => this.officers.now,
            changed: () => undefined,
            alarm: (alarm) => this.alarms.push(alarm),
            onFault: (point) => {
                if (point === this.fault) throw new Crash();
            },
        });
        this.desks = new Desks(this.session, (one) => {
            if (one.news === 'papers') this.told.push(one.papers);
        });
    }

    /** Is told of somebody who is in, as with an officer's notice. */
    meet(other: OfficerDevice): Promise<void> {
        return this.store.write((writer) => putPerson(writer, other.admission, other.contact));
    }

    async sync(): Promise<void> {
        await new MailboxSync(this.session, { keep: () => undefined }, this.desks).run();
        await this.desks.afterRound();
    }

    /** Proposes something on this device. */
    propose(draft: PaperDraft): Promise<Paper> {
        return DeviceTurn.take(this.session, (turn) => new PaperDesk(this.desks.papers.world(turn)).propose(draft));
    }

    /** The newest paper as its person sees it. */
    async paper(): Promise<PaperView> {
        return (await this.desks.papers.papers()).at(-1)!;
    }

    /** Everything dropped into this mailbox, opened and taken out. */
    async letters(): Promise<readonly Letter[]> {
        const { id, hpkePublicKey, hpkePrivateKey } = this.session.device.mailbox;
        const pair = HpkeKeyPair.fromKeys(letterSuite, hpkePublicKey, hpkePrivateKey);
        return Promise.all(
            this.officers.relay.mailboxes
                .get(id)!
                .letters.splice(0)
                .map(({ bytes }) => openLetter(bytes, id, pair)),
        );
    }
}

export class Crash extends Error {}

/** A draft that asks to admit somebody. */
export function admissionDraft(admission: Admission, about: Contact, note = ''): PaperDraft {
    const objects = [PaperObject.of(admissionCodec, { body: admission, signatures: [] })];
    return { kind: PaperKind.admission, objects, about: [about], note, checklist: undefined };
}
