import { isReturn } from '../admissions/isReturn.ts';
import { PeopleDirectory } from '../admissions/peopleDirectory.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import { ChannelAct, decideFor } from '../policy/channelDecisions.ts';
import { isCutOff } from '../policy/channelFacts.ts';
import { idOfAdmission, type Admission } from '../trust/admission.ts';
import { checkAdmission } from '../trust/admissionRules.ts';
import { deviceOf, personOf } from '../trust/deviceCredential.ts';
import { unixHour } from '../trust/unixHour.ts';
import type { ChannelSession } from './channelSession.ts';
import type { CommitDesk } from './commitDesk.ts';
import type { OpenChannel } from './openChannel.ts';
import { fetchPackage } from './packageFetch.ts';

/**
 * Brings further and returning devices into the channels of their person, on a facilitator's device. The admission is what lets them in;
 * a returning device takes the place of the earlier one in the same commit, if that still stands.
 */
export class DeviceArrivals {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #commits: CommitDesk;

    constructor(session: ChannelSession, channel: OpenChannel, commits: CommitDesk) {
        this.#session = session;
        this.#channel = channel;
        this.#commits = commits;
    }

    /** Adds those whose person is, or was last, in this channel; those who have put no key packages yet wait. */
    async add(due: () => readonly number[]): Promise<void> {
        const session = this.#session;
        if (decideFor(session.admission.body, ChannelAct.addMember, this.#channel.descriptor.kind) !== 'none') return;
        const people = await PeopleDirectory.read(session.store);
        for (const person of people.current()) {
            const { admission, name, card } = person;
            if (!(await this.#belongs(admission)) || (await people.whyNotNow(person, session.hour())) !== undefined) continue;
            const id = idOfAdmission(admission);
            const isOwn = (found: { readonly admission: CoSigned<Admission> }): boolean => idOfAdmission(found.admission) === id;
            const newcomer = await fetchPackage(session, this.#channel, { name, card, isOwn });
            if (newcomer === undefined) continue;
            await this.#commits.commit(async () => {
                if (!(await this.#belongs(admission))) return undefined;
                return { adds: [newcomer], removes: [...new Set([...due(), ...this.#replaced(admission)])] };
            });
        }
    }

    async #belongs(admission: CoSigned<Admission>): Promise<boolean> {
        const { person, device, earlier } = admission.body;
        if (earlier === undefined) return false;
        const facts = this.#channel.facts();
        const { departed } = this.#channel.state;
        const isHere = facts.roster.some(({ credential }) => deviceOf(credential) === device);
        if (isHere || departed.some((gone) => gone.device === device) || isCutOff(facts, admission)) return false;
        const isPersonsChannel =
            facts.roster.some(({ credential }) => personOf(credential) === person) || departed.some((gone) => gone.person === person);
        const hour = unixHour(Math.max(this.#session.hour(), facts.lastHour));
        return isPersonsChannel && (await checkAdmission(admission, facts.charters, hour)) === 'none';
    }

    #replaced(admission: CoSigned<Admission>): readonly number[] {
        const earlier = isReturn(admission) ? admission.body.earlier?.body.device : undefined;
        return this.#channel.roster.filter(({ credential }) => deviceOf(credential) === earlier).map(({ leaf }) => leaf);
    }
}
