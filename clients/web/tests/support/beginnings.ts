import { drawApplicant } from '../../src/core/devices/applicant.ts';
import { appliedLink } from '../../src/core/devices/appliedLink.ts';
import { drawFounder, type NewDialogue } from '../../src/core/devices/founder.ts';
import { drawCofounder } from '../../src/core/founding/cofounder.ts';
import { parseBeginLink } from '../../src/core/trust/beginLink.ts';
import { parseFoundingLink } from '../../src/core/trust/foundingLink.ts';
import type { ObjectHash } from '../../src/core/trust/objectHash.ts';
import type { RoleWord } from '../../src/core/trust/roleWords.ts';
import { hoursAfter, timeOf, type UnixHour } from '../../src/core/trust/unixHour.ts';
import { now } from '../world.ts';
import { rounds } from './furtherDevices.ts';
import { FoundingRelay } from './foundingRelay.ts';
import { usual } from './office.ts';
import { WebDevice } from './webDevice.ts';

const parties = [
    { code: 'hill', title: 'Hill' },
    { code: 'coast', title: 'Coast' },
];

/** A dialogue that one signs for. */
export const alone: NewDialogue = { title: 'Water talks', parties, rules: 'solo', roles: [], party: undefined };

/** A dialogue whose first founder is a neutral facilitator. */
export const withOthers: NewDialogue = { ...alone, rules: '1+1+1', roles: ['facilitator'] };

/** Browsers in which dialogues are begun, with a relay in memory on which none is yet. */
export class Beginnings {
    readonly relay = new FoundingRelay();
    hour: UnixHour = now;

    get now(): number {
        return timeOf(this.hour);
    }

    wait(hours: number): void {
        this.hour = hoursAfter(this.hour, hours);
    }

    /** A device that is to open a dialogue; nothing is sent. */
    async draw(dialogue: NewDialogue, name = 'Ingrid', link = this.relay.beginLink()): Promise<WebDevice> {
        const relayId = this.relay.whole.channels.relay;
        return WebDevice.open(this, await drawFounder(dialogue, { ...parseBeginLink(link), relayId }, name, this.hour));
    }

    /** A device that opened a dialogue. */
    async begin(dialogue: NewDialogue, name?: string): Promise<WebDevice> {
        const first = await this.draw(dialogue, name);
        await first.round();
        return first;
    }

    /** A browser in which a founding link was opened; it has answered. */
    async answer(name: string, link: string): Promise<WebDevice> {
        const device = await WebDevice.open(this, await drawCofounder(link, await parseFoundingLink(link), name, this.hour));
        await device.round();
        return device;
    }

    /** Somebody of a side, invited as a founder, whose answer came. */
    async organizer(first: WebDevice, name: string, party: string, roles: readonly RoleWord[] = ['organizer']): Promise<WebDevice> {
        const { link } = await first.desks.founding.invite(roles, party, 24);
        const founder = await this.answer(name, link);
        await first.round();
        return founder;
    }

    /** Proposes version 1 and lets everybody sign. */
    async sign(first: WebDevice, ...others: readonly WebDevice[]): Promise<void> {
        const { paper } = await first.desks.charter.propose(asPlanned);
        await rounds(first, ...others);
        for (const device of others) await device.desks.papers.sign(paper as ObjectHash);
        await rounds(first, ...others);
    }

    /** Somebody invited by an officer, who has asked. */
    async ask(officer: WebDevice, name: string): Promise<WebDevice> {
        const { link } = await officer.admissions.invite({ role: 'participant', party: 'hill' }, 24);
        const applied = await appliedLink({ link, isForDevice: false });
        const person = await WebDevice.open(this, await drawApplicant(link, applied, name, this.hour));
        await person.round();
        return person;
    }

    /** Somebody invited by an officer whose signature is enough, who asked and was admitted. */
    async admit(officer: WebDevice, name: string): Promise<WebDevice> {
        const person = await this.ask(officer, name);
        await officer.round();
        const [request] = await officer.admissions.requests();
        await officer.admissions.admit(request!.id, usual);
        await rounds(officer, person);
        return person;
    }
}

/** Nothing but what was planned. */
export const asPlanned = { draft: undefined, without: [], note: '' };
