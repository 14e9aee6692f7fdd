import { encodeObject, idOfObject } from '../../src/core/cbor/objectCodec.ts';
import { bytesOf, opaqueOf } from '../../src/core/cbor/opaque.ts';
import { decodeSigned, isSignedBy } from '../../src/core/cbor/signedCodec.ts';
import { newDeviceState, type DeviceState } from '../../src/core/devices/deviceState.ts';
import { cardOf, drawMailbox } from '../../src/core/devices/mailboxMaker.ts';
import { drawCofounder } from '../../src/core/founding/cofounder.ts';
import { foundingPaper, watchOthers } from '../../src/core/founding/foundingPaper.ts';
import { HpkeKeyPair } from '../../src/core/mls/crypto/hpkeKeyPair.ts';
import { toProposal, type Paper } from '../../src/core/papers/paper.ts';
import { PaperDesk } from '../../src/core/papers/paperDesk.ts';
import type { PaperDraft } from '../../src/core/papers/paperDraft.ts';
import { PaperIntake } from '../../src/core/papers/paperIntake.ts';
import { PaperObject } from '../../src/core/papers/paperObject.ts';
import { PaperShelf } from '../../src/core/papers/paperShelf.ts';
import { paperWorld, type PaperWorld } from '../../src/core/papers/paperWorld.ts';
import type { Alarm } from '../../src/core/sync/alarm.ts';
import { DeviceSession } from '../../src/core/sync/deviceSession.ts';
import { DeviceTurn } from '../../src/core/sync/deviceTurn.ts';
import { MailboxSync } from '../../src/core/sync/mailboxSync.ts';
import { admissionCodec, type Admission } from '../../src/core/trust/admission.ts';
import { charterCodec, type Charter } from '../../src/core/trust/charter.ts';
import type { Contact } from '../../src/core/trust/contact.ts';
import type { DialogueId } from '../../src/core/trust/dialogueId.ts';
import { foundingLinkCodec, foundingLinkToLink, parseFoundingLink } from '../../src/core/trust/foundingLink.ts';
import { foundingRequestCodec, type FoundingRequest } from '../../src/core/trust/foundingRequest.ts';
import { LetterKind } from '../../src/core/trust/letter.ts';
import { letterSuite, openLetter } from '../../src/core/trust/letterSeal.ts';
import type { ObjectHash } from '../../src/core/trust/objectHash.ts';
import type { Officer } from '../../src/core/trust/officer.ts';
import { PaperKind } from '../../src/core/trust/paperKind.ts';
import type { PartyCode } from '../../src/core/trust/partyCode.ts';
import type { PersonTag } from '../../src/core/trust/personTag.ts';
import { proposalCodec } from '../../src/core/trust/proposal.ts';
import { parseRelayAddress } from '../../src/core/trust/relayAddress.ts';
import { requestDeclinedCodec } from '../../src/core/trust/requestDeclined.ts';
import { Roles } from '../../src/core/trust/roles.ts';
import { SignatureRules } from '../../src/core/trust/signatureRule.ts';
import { hoursAfter, timeOf } from '../../src/core/trust/unixHour.ts';
import { charterOf, coast, filled, hill, now } from '../world.ts';
import { MailboxRelay } from './mailboxRelay.ts';
import { MemoryStore } from './memoryStore.ts';

const title = 'Water talks';

/** A device of the web core that takes part in papers, as its worker wires it. */
export class Desk {
    readonly name: string;
    readonly session: DeviceSession;
    readonly alarms: Alarm[];
    readonly #sync: MailboxSync;

    private constructor(name: string, session: DeviceSession, alarms: Alarm[]) {
        this.name = name;
        this.session = session;
        this.alarms = alarms;
        this.#sync = new MailboxSync(
            session,
            { keep: () => undefined },
            {
                keep: async (turn, letter) => {
                    const world = paperWorld(turn, foundingPaper);
                    await new PaperIntake(world).received(letter);
                    await watchOthers(world);
                },
            },
        );
    }

    static async open(device: DeviceState, relay: MailboxRelay, clock: { readonly now: number }): Promise<Desk> {
        const store = new MemoryStore();
        const alarms: Alarm[] = [];
        await store.write((writer) => {
            DeviceSession.begin(writer, device);
        });
        const session = await DeviceSession.open(store, {
            dialer: () => relay.dial,
            now: () => clock.now,
            changed: () => undefined,
            alarm: (alarm) => alarms.push(alarm),
        });
        return new Desk(device.name, session, alarms);
    }

    get contact(): Contact {
        return { device: this.session.ownKey, card: cardOf(this.session.device.mailbox), name: this.name };
    }

    sync(): Promise<void> {
        return this.#sync.run();
    }

    work<T>(body: (world: PaperWorld) => Promise<T>): Promise<T> {
        return DeviceTurn.take(this.session, (turn) => body(paperWorld(turn, foundingPaper)));
    }

    async propose(draft: PaperDraft): Promise<Paper> {
        const paper = await this.work((world) => new PaperDesk(world).propose(draft));
        await this.session.letters.dropAll();
        return paper;
    }

    async sign(id: ObjectHash): Promise<Paper> {
        const paper = await this.work((world) => new PaperDesk(world).sign(id));
        await this.session.letters.dropAll();
        return paper;
    }

    /** Goes on without a founder who answered a link in an hour. */
    async decline({ device, card, name }: Contact, link: string, hour = now): Promise<void> {
        const body = await parseFoundingLink(link);
        const request = { link: idOfObject(foundingLinkCodec, body), device, card, secret: body.secret, name, hour };
        const declined = encodeObject(requestDeclinedCodec, { request: idOfObject(foundingRequestCodec, request), reason: '' });
        const { session } = this;
        await session.store.write((writer) => session.letters.write(writer, LetterKind.declined, card, declined));
        await session.letters.dropAll();
    }

    papers(): Promise<readonly Paper[]> {
        return this.work(({ turn }) => new PaperShelf(turn).all());
    }
}

/** Founders of a dialogue, each on a device of the web core, before there is a Charter. The first one's links are made here. */
export class Founders {
    readonly relay: MailboxRelay;
    readonly clock: { now: number };
    readonly first: Desk;
    readonly others: Desk[] = [];
    /** Everybody's key and mailbox but the first one's, in the order in which they answered. */
    readonly answers: Contact[] = [];
    #links = 0;

    private constructor(relay: MailboxRelay, clock: { now: number }, first: Desk) {
        this.relay = relay;
        this.clock = clock;
        this.first = first;
    }

    static async gather(): Promise<Founders> {
        const relay = new MailboxRelay();
        const clock = { now: timeOf(now) };
        const mailbox = await drawMailbox(filled(1, 32), filled(2, 32));
        relay.mailboxes.set(mailbox.id, { letters: [], packages: [] });
        const device = newDeviceState({
            relay: parseRelayAddress('https://relay.example'),
            relayId: relay.id,
            stage: 'gathering',
            name: 'Ingrid',
            deviceSeed: crypto.getRandomValues(new Uint8Array(32)),
            mailbox,
        });
        return new Founders(relay, clock, await Desk.open(device, relay, clock));
    }

    get all(): readonly Desk[] {
        return [this.first, ...this.others];
    }

    /** A link that the first founder made. */
    link(party: PartyCode | undefined, roles: Roles, pass = ++this.#links): Promise<string> {
        const { device } = this.first.session;
        const link = {
            relay: device.relay,
            relayId: opaqueOf(bytesOf(this.relay.id)),
            inviter: this.first.session.ownKey,
            card: cardOf(device.mailbox),
            secret: filled(100 + pass, 32),
            pass: filled(pass, 32),
            closeMark: opaqueOf(filled(5, 32)),
            title,
            party,
            roles,
            expiresAt: hoursAfter(now, 24),
        };
        return foundingLinkToLink(link, device.deviceSeed);
    }

    /** Somebody opens a link: key and mailbox go to the first founder. */
    async answer(name: string, link: string): Promise<Desk> {
        const device = await drawCofounder(link, await parseFoundingLink(link), name, now);
        const desk = await Desk.open(device, this.relay, this.clock);
        await desk.sync();
        this.others.push(desk);
        this.answers.push(desk.contact);
        return desk;
    }

    /** What waits at the first founder's mailbox, taken out. */
    async requests(): Promise<readonly FoundingRequest[]> {
        const keys = this.first.session.device.mailbox;
        const sealed = this.relay.mailboxes.get(keys.id)!.letters.splice(0);
        const pair = HpkeKeyPair.fromKeys(letterSuite, keys.hpkePublicKey, keys.hpkePrivateKey);
        const letters = await Promise.all(sealed.map(({ bytes }) => openLetter(bytes, keys.id, pair)));
        return Promise.all(
            letters.map(async ({ kind, body, sender }) => {
                const signed = decodeSigned(foundingRequestCodec, body);
                const isSound = kind === LetterKind.foundingRequest && (await isSignedBy(foundingRequestCodec, signed, sender));
                if (!isSound) throw new Error('no founding request');
                return signed.body;
            }),
        );
    }

    /** Version 1 with an officer for each founder. */
    charter(change: Partial<Charter> = {}): Charter {
        const party = [undefined, hill, coast];
        const officers: readonly Officer[] = [this.first.contact, ...this.answers].map(({ device }, i) => ({
            key: device,
            party: party[i],
            roles: i === 0 ? Roles.facilitator : Roles.organizer,
        }));
        return { ...charterOf(SignatureRules.organizerOfEachPartyAndFacilitator), title, officers, ...change };
    }

    /** The paper of a version 1, with an admission for each of its officers. */
    draft(charter = this.charter(), change: Partial<Admission> = {}): PaperDraft {
        const id = idOfObject(charterCodec, charter);
        const admissions = charter.officers.map(({ key, party, roles }) => ({
            dialogue: id as string as DialogueId,
            charter: id,
            person: opaqueOf<PersonTag>(crypto.getRandomValues(new Uint8Array(16))),
            device: key,
            party,
            roles,
            notBefore: now,
            notAfter: hoursAfter(now, 400 * 24),
            limits: undefined,
            earlier: undefined,
            ...change,
        }));
        return {
            kind: PaperKind.charter,
            objects: [
                PaperObject.of(charterCodec, { body: charter, signatures: [] }),
                ...admissions.map((body) => PaperObject.of(admissionCodec, { body, signatures: [] })),
            ],
            about: this.answers,
            note: '',
            checklist: undefined,
        };
    }

    /** Sends a paper as a founder's device would, and keeps it nowhere there. */
    async send(draft: PaperDraft, to: Desk, from = this.first): Promise<Paper> {
        const { session } = from;
        const objects = await Promise.all(draft.objects.map(async (part) => part.add([await part.signBy(session.device.deviceSeed)])));
        const paper: Paper = {
            ...draft,
            objects,
            contacts: [...draft.about, this.first.contact],
            proposer: session.ownKey,
            hour: now,
            state: 'open',
            remarks: [],
        };
        await session.store.write((writer) =>
            session.letters.write(writer, LetterKind.proposal, to.contact.card, encodeObject(proposalCodec, toProposal(paper))),
        );
        await session.letters.dropAll();
        await to.sync();
        return paper;
    }

    async sync(): Promise<void> {
        for (const desk of [...this.all, ...this.all]) await desk.sync();
    }
}

/** Three founders who have answered: a neutral facilitator, and an organizer of each side. */
export async function threeFounders(): Promise<{ readonly founders: Founders; readonly orla: Desk; readonly otto: Desk }> {
    const founders = await Founders.gather();
    const orla = await founders.answer('Orla', await founders.link(hill, Roles.organizer));
    const otto = await founders.answer('Otto', await founders.link(coast, Roles.organizer));
    await founders.requests();
    return { founders, orla, otto };
}
