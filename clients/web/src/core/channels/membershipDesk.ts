import { coSign, type CoSigned } from '../cbor/coSigned.ts';
import type { ChannelDescriptor } from '../content/channelDescriptor.ts';
import { ChannelKind } from '../content/channelKind.ts';
import { removalOrderCodec, type RemovalOrder } from '../content/removalOrder.ts';
import { isEven } from '../policy/balance.ts';
import { ChannelAct, decideFor } from '../policy/channelDecisions.ts';
import { isCutOff } from '../policy/channelFacts.ts';
import { checkPolicy } from '../policy/policyRules.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { fitsCaucus, maxAdds } from '../policy/commitRules.ts';
import { checkRemovalOrder } from '../policy/removalRules.ts';
import { idOfAdmission, type Admission } from '../trust/admission.ts';
import type { Charter } from '../trust/charter.ts';
import { deviceOf, type DeviceCredential } from '../trust/deviceCredential.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import { areSameName } from '../trust/nameRules.ts';
import { KnownCuts } from '../revocations/knownCuts.ts';
import { ChannelFailure, notWritable } from './channelFailure.ts';
import type { ChannelSession } from './channelSession.ts';
import type { ChannelSync } from './channelSync.ts';
import { commitPlan } from './commitPlan.ts';
import type { Newcomer } from './newcomer.ts';
import type { OpenChannel } from './openChannel.ts';
import { nextPolicy } from './ownPolicy.ts';
import { fetchPackage } from './packageFetch.ts';
import { namesOf } from './profiles.ts';

/** Somebody admitted, whom a facilitator can add. */
export type Candidate = {
    readonly admission: CoSigned<Admission>;
    readonly card: MailboxCard;
    readonly name: string;
    /** The admission that this one renewed: until the device has put packages anew, those of the earlier one are good. */
    readonly earlier: ObjectHash | undefined;
};

/** Names of those who came in, and of those whose devices have put no key packages yet. */
export type Added = { readonly added: readonly string[]; readonly waiting: readonly string[] };

/** Whom to remove, by the name that the channel shows, and why: up to 512 characters for the members and whoever signs. */
export type Removal = { readonly name: string; readonly reason: string };

/** Orders to remove somebody, with the own signature. */
export type Orders = readonly CoSigned<RemovalOrder>[];

const reasonCharacters = 512;

/** Brings people in and out of a channel. */
export class MembershipDesk {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #sync: ChannelSync;

    constructor(session: ChannelSession, channel: OpenChannel, sync: ChannelSync) {
        this.#session = session;
        this.#channel = channel;
        this.#sync = sync;
    }

    /** Adds people whose devices have put key packages; the others are named and wait. */
    async add(people: readonly Candidate[], unbalanced: boolean): Promise<Added> {
        await this.#sync.run();
        const { descriptor, charters, roster } = this.#channel;
        requirePlace(descriptor, people);
        if (!unbalanced) requireBalance(descriptor, charters.head, [...roster.map(({ credential }) => credential), ...people]);
        await this.#requireNotCutOff(people);
        await this.#renewPolicy();
        const newcomers: Newcomer[] = [];
        const waiting: string[] = [];
        for (const person of people) {
            if (this.#isMember(person.admission.body.device)) continue;
            const found = await this.#fetch(person);
            if (found === undefined) waiting.push(person.name);
            else newcomers.push(found);
        }
        for (let from = 0; from < newcomers.length; from += maxAdds) {
            const batch = newcomers.slice(from, from + maxAdds);
            const missing = (): readonly Newcomer[] => batch.filter((one) => !this.#isMember(one.device));
            await this.#sync.commits.commit(() => commitPlan.add(missing(), this.#sync.due()));
        }
        await this.#sync.run();
        return { added: newcomers.map((one) => one.name), waiting };
    }

    /**
     * Removes everybody of a name: an order in the log, then the commit; or a paper, when the own signature is not enough for the order.
     * The paper that waits for signatures; undefined when the removal is done.
     */
    async remove<Paper>({ name, reason }: Removal, propose: (orders: Orders) => Promise<Paper>): Promise<Paper | undefined> {
        if (reason.length > reasonCharacters || /\p{Surrogate}/u.test(reason)) throw new ChannelFailure('text-too-long');
        await this.#sync.run();
        const names = namesOf(this.#channel.state);
        const named = this.#channel.roster
            .map((member) => member.credential)
            .filter((credential) => areSameName(names.get(idOfAdmission(credential.admission)) ?? '', name));
        if (named.length === 0) throw new ChannelFailure('not-found');
        if (named.some((credential) => deviceOf(credential) === this.#session.ownKey)) throw new ChannelFailure('not-allowed');
        const orders = await Promise.all(named.map((credential) => this.#order(credential, reason.normalize('NFC'))));
        const refusals = await Promise.all(orders.map((order) => checkRemovalOrder(order, this.#channel.charters)));
        if (refusals.includes('strangerSigned')) throw new ChannelFailure('not-allowed');
        if (refusals.some((refusal) => refusal !== 'none')) return propose(orders);
        for (const order of orders) await this.#channel.outbox.enqueue({ type: 'removalOrder', order }, this.#session.now());
        await this.#channel.save();
        // The order takes effect after its place in this channel's log; reading it makes the removal due, and due ones are committed.
        await this.#sync.run();
        if (named.some((gone) => this.#isMember(deviceOf(gone)))) throw notWritable(this.#channel.state);
        return undefined;
    }

    /** This device does not add anybody whom it knows to be cut off, even where the log does not say so yet. */
    async #requireNotCutOff(people: readonly Candidate[]): Promise<void> {
        const known = await KnownCuts.read(this.#session.store);
        if (people.some(({ admission }) => known.covers(admission, this.#channel.id))) throw new ChannelFailure('not-allowed');
    }

    /**
     * A joiner knows who was cut off and not since when, so it takes no policy from one who was: who adds people signs the same policy
     * anew. Otherwise nobody could come in any more once the device that opened the channel is lost.
     */
    async #renewPolicy(): Promise<void> {
        const channel = this.#channel;
        const facts = channel.facts();
        const current = channel.policy;
        if (current === undefined || !isCutOff(facts, current.signerAdmission)) return;
        const renewed = await nextPolicy(this.#session, current.policy, {});
        if ((await checkPolicy(renewed, current.policy.body, facts)) !== 'none') return;
        await channel.outbox.enqueue(renewed, this.#session.now());
        await channel.save();
        await this.#sync.run();
    }

    #order(credential: DeviceCredential, reason: string): Promise<CoSigned<RemovalOrder>> {
        const { id, charters } = this.#channel;
        const body = {
            dialogue: charters.dialogue,
            charter: charters.headId,
            channel: id,
            admission: idOfAdmission(credential.admission),
            person: undefined,
            reason,
            hour: this.#session.hour(),
        };
        return coSign(removalOrderCodec, { body, signatures: [] }, this.#session.deviceSeed);
    }

    #isMember(device: DeviceKey): boolean {
        return this.#channel.roster.some((member) => deviceOf(member.credential) === device);
    }

    #fetch({ admission, card, name, earlier }: Candidate): Promise<Newcomer | undefined> {
        const good = [idOfAdmission(admission), earlier];
        return fetchPackage(this.#session, this.#channel, { name, card, isOwn: (found) => good.includes(idOfAdmission(found.admission)) });
    }
}

/** @throws ChannelFailure when somebody's role, or side in a caucus, has no place there: no member would take that commit. */
export function requirePlace(descriptor: ChannelDescriptor, people: readonly Candidate[]): void {
    const hasPlace = ({ admission: { body } }: Candidate): boolean =>
        decideFor(body, ChannelAct.join, descriptor.kind) === 'none' && fitsCaucus(body, descriptor);
    if (!people.every(hasPlace)) throw new ChannelFailure('not-allowed');
}

/** @throws ChannelFailure when one side would have more voices in a working group than another. */
export function requireBalance(
    { kind }: ChannelDescriptor,
    charter: Charter,
    people: readonly { readonly admission: CoSigned<Admission> }[],
): void {
    const admissions = people.map(({ admission }) => admission.body);
    if (kind === ChannelKind.workingGroup && !isEven(admissions, charter)) throw new ChannelFailure('unbalanced');
}
