import { describePlace, type ChannelPlace } from '../channels/channelPlan.ts';
import { ChannelAct, decideFor } from '../policy/channelDecisions.ts';
import { fitsCaucus } from '../policy/commitRules.ts';
import { DeviceLinkDesk } from '../devices/deviceLinkDesk.ts';
import { restock } from '../devices/passMint.ts';
import { keepPasses } from '../devices/passDesk.ts';
import type { PaperDirectory } from '../papers/paperDirectory.ts';
import type { PaperWorld } from '../papers/paperWorld.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { DeviceTurn } from '../sync/deviceTurn.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { parsePartyCode } from '../trust/partyCode.ts';
import { roleOf, type RoleWord } from '../trust/roleWords.ts';
import { PassKind } from '../wire/passKind.ts';
import { AdmissionDesk } from './admissionDesk.ts';
import { DeskFailure, type DeskProblem } from './deskFailure.ts';
import { invite } from './invitationDesk.ts';
import { PeopleDirectory, toldOfAdmission, type Person } from './peopleDirectory.ts';
import { renewAdmission } from './renewalDesk.ts';
import { RequestReader } from './requestReader.ts';
import { requestShelf } from './requestShelf.ts';
import type { AdmissionOptions, HandedLink, PersonView, RequestDetails, RequestView } from './views.ts';

/** Who asks to be admitted changed. */
export type RequestNews = { readonly news: 'requests'; readonly requests: readonly RequestView[] };

/** What an invitation offers, as the page says it. */
type OfferView = { readonly role: RoleWord; readonly party: string | undefined };

/** What this device does with invitations, requests and further devices, for whoever shows them; each step is one transaction. */
export class AdmissionDirectory {
    readonly #session: DeviceSession;
    readonly #papers: PaperDirectory;
    readonly #tell: (news: RequestNews) => void;
    #isTold = true;

    /** `tell` gets the requests whenever they changed. */
    constructor(session: DeviceSession, papers: PaperDirectory, tell: (news: RequestNews) => void) {
        this.#session = session;
        this.#papers = papers;
        this.#tell = tell;
    }

    /** Makes an invitation for one person. @throws DeskFailure when none was made. */
    async invite({ role, party }: OfferView, hours: number): Promise<HandedLink> {
        const code = party === undefined ? undefined : parsePartyCode(party);
        if (party !== undefined && code === undefined) throw new DeskFailure('not-found');
        await restock(this.#session, PassKind.mailbox, 1, 1);
        return invite(this.#session, { roles: roleOf(role), party: code }, hours);
    }

    /** Makes a link for a second device of the own person. @throws DeskFailure when none was made. */
    async linkOwn(hours: number): Promise<HandedLink> {
        await restock(this.#session, PassKind.mailbox, 1, 1);
        return new DeviceLinkDesk(this.#session).linkOwn(hours);
    }

    /** Makes a link for a device with which somebody returns. @throws DeskFailure when none was made. */
    async inviteDevice(name: string, hours: number): Promise<HandedLink> {
        await restock(this.#session, PassKind.mailbox, 1, 1);
        return new DeviceLinkDesk(this.#session).invite(name, hours);
    }

    /** Who waits and who is in doubt, oldest first. */
    requests(): Promise<readonly RequestView[]> {
        return this.#reader.pending();
    }

    /** A request with the digits to compare. @throws DeskFailure when there is none. */
    request(id: string): Promise<RequestDetails> {
        return this.#reader.details(id);
    }

    /** Everybody who was admitted, as far as this device was told. */
    people(): Promise<readonly PersonView[]> {
        return this.#reader.people(this.#session.hour());
    }

    /**
     * The devices of some people that can be added to channels; of somebody who was cut off the last one, so that the channel's rules
     * give the reason.
     * @throws DeskFailure when somebody is not known, or cannot be added now.
     */
    async candidates(names: readonly string[]): Promise<readonly Person[]> {
        const people = await PeopleDirectory.read(this.#session.store);
        const all: Person[] = [];
        for (const name of names) {
            const current = people.devicesOf(name);
            const devices = current.length > 0 ? current : [people.named(name)];
            const why = await this.#whyNotNow(people, devices);
            const ready = devices.filter((_, i) => why[i] === undefined);
            if (ready.length === 0) throw new DeskFailure(why[0] ?? 'not-found');
            all.push(...ready);
        }
        return all;
    }

    /** Who is to stand in a new channel, some people or everybody; the device that mints makes the pass for it. */
    async forNew(place: ChannelPlace, names: readonly string[] | undefined): Promise<readonly Person[]> {
        const people = await (names === undefined ? this.everybody(place) : this.candidates(names));
        await restock(this.#session, PassKind.channel, 1, 1);
        return people;
    }

    /** Everybody's devices that can be added to a new channel: organizers, for one, read no channels (design §6.7). */
    async everybody(place: ChannelPlace): Promise<readonly Person[]> {
        const { charters, store } = this.#session;
        if (charters === undefined) throw new DeskFailure('not-ready');
        const people = await PeopleDirectory.read(store);
        const descriptor = describePlace(charters, place);
        const mayJoin = ({ admission: { body } }: Person): boolean =>
            decideFor(body, ChannelAct.join, descriptor.kind) === 'none' && fitsCaucus(body, descriptor);
        const devices = people.current().filter(mayJoin);
        const why = await this.#whyNotNow(people, devices);
        return devices.filter((_, i) => why[i] === undefined);
    }

    /** Proposes the admission of somebody whose digits were compared. @throws DeskFailure or PaperFailure when nothing was proposed. */
    async admit(id: string, options: AdmissionOptions): Promise<RequestView> {
        await this.#act((world) => new AdmissionDesk(world).admit(id, options));
        const record = (await requestShelf.all(this.#session.store)).find((one) => one.id === id);
        if (record === undefined) throw new DeskFailure('not-found');
        return this.#reader.view(record);
    }

    /** The digits of a request differ here, which stops it, or are to be compared again. @throws DeskFailure when there is none. */
    async compare(id: string, differ: boolean): Promise<RequestDetails> {
        await this.#act((world) => new AdmissionDesk(world).compare(id, differ));
        return this.request(id);
    }

    /** Declines a request and tells the applicant the reason. @throws DeskFailure when there is none. */
    async decline(id: string, reason: string): Promise<undefined> {
        await this.#act((world) => new AdmissionDesk(world).decline(id, reason));
        return undefined;
    }

    /** Proposes another role or a later end for somebody who is in; the paper's id. @throws DeskFailure or PaperFailure when nothing was proposed. */
    renew(name: string, role: RoleWord | undefined, options: AdmissionOptions): Promise<ObjectHash> {
        return this.#act((world) => renewAdmission(world, name, role && roleOf(role), options));
    }

    /** A letter about admissions or passes came. @throws MalformedObjectException when it does not hold. */
    received(turn: DeviceTurn, letter: Letter): Promise<void> {
        const desk = new AdmissionDesk(this.#papers.world(turn));
        switch (letter.kind) {
            case LetterKind.joinRequest:
                this.#isTold = false;
                return desk.requested(letter);
            case LetterKind.acceptance:
                return desk.accepted(letter);
            case LetterKind.digitsDiffer:
                this.#isTold = false;
                return desk.differed(letter);
            case LetterKind.officerNotice:
                return toldOfAdmission(turn.session, turn.writer, letter);
            default:
                return keepPasses(turn.session, turn.writer, letter);
        }
    }

    /** Tells who asks if somebody did since it was told. */
    async tellNew(): Promise<void> {
        if (this.#isTold) return;
        this.#isTold = true;
        this.#tell({ news: 'requests', requests: await this.requests() });
    }

    #whyNotNow(people: PeopleDirectory, devices: readonly Person[]): Promise<readonly (DeskProblem | undefined)[]> {
        return Promise.all(devices.map((one) => people.whyNotNow(one, this.#session.hour())));
    }

    get #reader(): RequestReader {
        const { charters, store } = this.#session;
        if (charters === undefined) throw new DeskFailure('not-ready');
        return new RequestReader(store, charters);
    }

    async #act<T>(body: (world: PaperWorld) => Promise<T>): Promise<T> {
        const result = await DeviceTurn.take(this.#session, (turn) => body(this.#papers.world(turn)));
        this.#session.pass('after-paper-persist');
        this.#session.doorbell.ring();
        this.#isTold = false;
        await this.tellNew();
        await this.#papers.changed();
        return result;
    }
}
