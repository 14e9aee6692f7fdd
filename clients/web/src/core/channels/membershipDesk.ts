import { toHex } from '../bytes.ts';
import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { coSign, type CoSigned } from '../cbor/coSigned.ts';
import { removalOrderCodec } from '../content/removalOrder.ts';
import { decodeKeyPackage } from '../mls/keypackages/keyPackage.ts';
import { requireValidKeyPackage } from '../mls/keypackages/keyPackageRules.ts';
import { MlsException } from '../mls/mlsException.ts';
import { maxAdds } from '../policy/commitRules.ts';
import { checkRemovalOrder } from '../policy/removalRules.ts';
import { idOfAdmission, type Admission } from '../trust/admission.ts';
import { deviceOf, type DeviceCredential } from '../trust/deviceCredential.ts';
import { readLeafCredential } from '../trust/deviceCredentialValidator.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import { areSameName } from '../trust/nameRules.ts';
import { openPackage } from '../trust/sealedPackage.ts';
import { expectOk } from '../connection/relayRefused.ts';
import { idOf, type MailboxId } from '../wire/opaqueId.ts';
import { RelayCode } from '../wire/relayCode.ts';
import { KnownCuts } from '../revocations/knownCuts.ts';
import { ChannelFailure, notWritable } from './channelFailure.ts';
import type { ChannelSession } from './channelSession.ts';
import type { ChannelSync } from './channelSync.ts';
import { commitPlan } from './commitPlan.ts';
import type { Newcomer } from './newcomer.ts';
import type { OpenChannel } from './openChannel.ts';
import { namesOf } from './profiles.ts';
import { servingLeaves } from './servingLeaves.ts';

/** Somebody admitted, whom a facilitator can add. */
export type Candidate = { readonly admission: CoSigned<Admission>; readonly card: MailboxCard; readonly name: string };

/** Names of those who came in, and of those whose devices have put no key packages yet. */
export type Added = { readonly added: readonly string[]; readonly waiting: readonly string[] };

/** Brings people in and out of a channel. */
export class MembershipDesk {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #sync: ChannelSync;
    #leaves: Promise<ReadonlySet<string>> | undefined;

    constructor(session: ChannelSession, channel: OpenChannel, sync: ChannelSync) {
        this.#session = session;
        this.#channel = channel;
        this.#sync = sync;
    }

    /** Adds people whose devices have put key packages; the others are named and wait. */
    async add(people: readonly Candidate[]): Promise<Added> {
        await this.#sync.run();
        await this.#requireNotCutOff(people);
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

    /** Removes everybody of a name: an order in the log, then the commit. */
    async remove(name: string): Promise<void> {
        await this.#sync.run();
        const names = namesOf(this.#channel.state);
        const named = this.#channel.roster
            .map((member) => member.credential)
            .filter((credential) => areSameName(names.get(idOfAdmission(credential.admission)) ?? '', name));
        if (named.length === 0) throw new ChannelFailure('not-found');
        if (named.some((credential) => deviceOf(credential) === this.#session.ownKey)) throw new ChannelFailure('not-allowed');
        for (const credential of named) await this.#order(credential);
        // The order takes effect after its place in this channel's log; reading it makes the removal due, and due ones are committed.
        await this.#sync.run();
        if (named.some((gone) => this.#isMember(deviceOf(gone)))) throw notWritable(this.#channel.state);
    }

    /** This device does not add anybody whom it knows to be cut off, even where the log does not say so yet. */
    async #requireNotCutOff(people: readonly Candidate[]): Promise<void> {
        const known = await KnownCuts.read(this.#session.store);
        if (people.some(({ admission }) => known.covers(admission, this.#channel.id))) throw new ChannelFailure('not-allowed');
    }

    async #order(credential: DeviceCredential): Promise<void> {
        const channel = this.#channel;
        const { charters } = channel;
        const body = {
            dialogue: charters.dialogue,
            charter: charters.headId,
            channel: channel.id,
            admission: idOfAdmission(credential.admission),
            person: undefined,
            reason: '',
            hour: this.#session.hour(),
        };
        const order = await coSign(removalOrderCodec, { body, signatures: [] }, this.#session.deviceSeed);
        // The Charter may ask for other signatures to remove somebody.
        if ((await checkRemovalOrder(order, charters)) !== 'none') throw new ChannelFailure('not-allowed');
        await channel.outbox.enqueue({ type: 'removalOrder', order }, this.#session.now());
        await channel.save();
    }

    #serving(): Promise<ReadonlySet<string>> {
        return (this.#leaves ??= servingLeaves(this.#session.store));
    }

    #isMember(device: DeviceKey): boolean {
        return this.#channel.roster.some((member) => deviceOf(member.credential) === device);
    }

    async #fetch({ admission, card, name }: Candidate): Promise<Newcomer | undefined> {
        const connection = await this.#session.relay.letters();
        const reply = await connection.call('FetchPackage', { mailbox: idOf<MailboxId>(bytesOf(card.mailbox)), dropToken: card.dropToken });
        if (reply.code === RelayCode.noPackage || reply.code === RelayCode.mailboxGone) return undefined;
        expectOk(reply);
        try {
            const keyPackage = decodeKeyPackage(openPackage(reply.package, card));
            const now = BigInt(Math.floor(this.#session.now() / 1000));
            await requireValidKeyPackage(keyPackage, this.#channel.group.suite, now, undefined);
            const device = await readLeafCredential(keyPackage.leafNode.credential, keyPackage.leafNode.signatureKey);
            requireRule(
                device !== undefined && idOfAdmission(device.admission) === idOfAdmission(admission),
                'a package of another device',
            );
            // A package serves one channel; only the last of a stock is handed out again.
            const isUsed = !reply.last && (await this.#serving()).has(toHex(keyPackage.leafNode.signatureKey));
            requireRule(!isUsed, 'a package that serves another channel');
            return { name, device: admission.body.device, card, package: keyPackage };
        } catch (refused) {
            if (!(refused instanceof MalformedObjectException || refused instanceof MlsException)) throw refused;
            this.#session.alarm('false-package', this.#channel.id);
            return undefined;
        }
    }
}
