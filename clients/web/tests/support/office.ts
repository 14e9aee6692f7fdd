import { putPerson } from '../../src/core/admissions/peopleDirectory.ts';
import { appliedLink } from '../../src/core/devices/appliedLink.ts';
import { drawApplicant } from '../../src/core/devices/applicant.ts';
import { newApplication, newDeviceState, type DeviceState } from '../../src/core/devices/deviceState.ts';
import { cardOf, drawMailbox, makeMailbox } from '../../src/core/devices/mailboxMaker.ts';
import { encodeCoSigned } from '../../src/core/cbor/coSigned.ts';
import { encodeObject } from '../../src/core/cbor/objectCodec.ts';
import { opaqueOf } from '../../src/core/cbor/opaque.ts';
import { admissionCodec } from '../../src/core/trust/admission.ts';
import { charterCodec, quickStartCharter, type Charter } from '../../src/core/trust/charter.ts';
import type { CharterChain } from '../../src/core/trust/charterChain.ts';
import { invitationToLink } from '../../src/core/trust/invitation.ts';
import type { PartyCode } from '../../src/core/trust/partyCode.ts';
import type { PersonTag } from '../../src/core/trust/personTag.ts';
import { parseRelayAddress } from '../../src/core/trust/relayAddress.ts';
import type { RoleWord } from '../../src/core/trust/roleWords.ts';
import { Roles } from '../../src/core/trust/roles.ts';
import { signedCharterChainCodec } from '../../src/core/trust/signedCharterChain.ts';
import { hoursAfter, timeOf, type UnixHour } from '../../src/core/trust/unixHour.ts';
import { PassKind } from '../../src/core/wire/passKind.ts';
import { facilitator, filled, key, now, opaque, seed, signAll, verified } from '../world.ts';
import { randomBytes } from './channelWorld.ts';
import { WebDevice } from './webDevice.ts';
import { WholeRelay } from './wholeRelay.ts';

/** A dialogue whose officers and people are all at browsers, with a relay in memory. */
export class Office {
    readonly relay = new WholeRelay();
    readonly charters: CharterChain;
    hour: UnixHour = now;

    private constructor(charters: CharterChain) {
        this.charters = charters;
    }

    /** A dialogue of two sides and, but for what is changed, one officer whose signature is enough. */
    static async open(change: Partial<Charter> = {}): Promise<Office> {
        const quick = quickStartCharter('Water', key(facilitator), now);
        const parties = [
            { code: 'hill' as PartyCode, title: 'Hill' },
            { code: 'coast' as PartyCode, title: 'Coast' },
        ];
        const body = { ...quick, parties, ...change };
        const signers = body.officers.map((officer) => people.find((person) => key(person) === officer.key)!);
        return new Office(await verified(await signAll(charterCodec, body, ...signers)));
    }

    get now(): number {
        return timeOf(this.hour);
    }

    wait(hours: number): void {
        this.hour = hoursAfter(this.hour, hours);
    }

    /** The device of an officer of the Charter, with passes in stock. */
    async officer(name: string, person = facilitator, roles: Roles = Roles.organizer | Roles.facilitator): Promise<WebDevice> {
        const mailbox = await drawMailbox(randomBytes(32), randomBytes(32));
        const officer = this.charters.head.officers.find((one) => one.key === key(person))!;
        const body = {
            dialogue: this.charters.dialogue,
            charter: this.charters.headId,
            person: opaque<PersonTag>(person, 16),
            device: key(person),
            party: officer.party,
            roles,
            notBefore: now,
            notAfter: hoursAfter(now, 24 * 365),
            limits: undefined,
            earlier: undefined,
        };
        const signers = this.charters.head.officers.map((one) => people.find((each) => key(each) === one.key)!);
        const state: DeviceState = {
            ...newDeviceState({
                relay: parseRelayAddress('https://relay.example'),
                relayId: this.relay.mailboxes.id,
                stage: 'admitted',
                name,
                deviceSeed: seed(person),
                mailbox,
            }),
            charters: encodeObject(signedCharterChainCodec, this.charters.signed),
            admission: encodeCoSigned(admissionCodec, await signAll(admissionCodec, body, ...signers)),
            application: newApplication(await this.#link(cardOf(mailbox), person), false, now),
        };
        const device = await WebDevice.open(this, state);
        await makeMailbox(device.session);
        await device.give(PassKind.mailbox, 8);
        await device.give(PassKind.channel, 4);
        await device.round();
        return device;
    }

    /** A browser in which a link was opened; it has asked. */
    async asks(link: string, name: string, isForDevice = false): Promise<WebDevice> {
        const applied = await appliedLink({ link, isForDevice });
        const device = await WebDevice.open(this, await drawApplicant(link, applied, name, this.hour));
        await device.round();
        return device;
    }

    /** Somebody whom an officer invited, who asked and was admitted. */
    async admit(officer: WebDevice, name: string, party: string | undefined = 'hill', role: RoleWord = 'participant'): Promise<WebDevice> {
        const { link } = await officer.admissions.invite({ role, party: party === '' ? undefined : party }, 24);
        const person = await this.asks(link, name);
        await officer.round();
        const [request] = await officer.admissions.requests();
        await officer.admissions.admit(request!.id, usual);
        for (const device of [officer, person, officer]) await device.round();
        return person;
    }

    #link(card: Parameters<typeof invitationToLink>[0]['card'], person: number): Promise<string> {
        const link = {
            relay: parseRelayAddress('https://relay.example'),
            relayId: this.relay.mailboxes.id,
            dialogue: this.charters.dialogue,
            charter: this.charters.headId,
            inviter: key(person),
            card,
            secret: filled(3, 32),
            pass: filled(4, 32),
            closeMark: opaqueOf(filled(5, 32)),
            party: undefined,
            roles: Roles.facilitator,
            expiresAt: hoursAfter(now, 1),
        };
        return invitationToLink(link, seed(person));
    }
}

/** Two officers know each other's mailboxes. */
export async function meet(one: WebDevice, other: WebDevice): Promise<void> {
    for (const [reader, of] of [
        [one, other],
        [other, one],
    ] as const) {
        const { admission, device, ownKey } = of.session;
        const contact = { device: ownKey, card: cardOf(device.mailbox), name: device.name };
        await reader.store.write((writer) => putPerson(writer, admission!, contact));
    }
}

/** Nothing beside the invitation. */
export const usual = { windowHours: undefined, until: undefined, note: '', vetting: undefined };

const people = Array.from({ length: 9 }, (_, i) => i + 1);
