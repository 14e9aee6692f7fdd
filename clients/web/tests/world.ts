import { coSign, type CoSigned } from '../src/core/cbor/coSigned.ts';
import { opaqueOf, type Opaque } from '../src/core/cbor/opaque.ts';
import type { Extensible } from '../src/core/cbor/objectReader.ts';
import type { SignedCodec } from '../src/core/cbor/signedCodec.ts';
import { admissionCodec, type Admission } from '../src/core/trust/admission.ts';
import { charterCodec, quickStartCharter, type Charter } from '../src/core/trust/charter.ts';
import { CharterChain } from '../src/core/trust/charterChain.ts';
import { createCredential, type DeviceCredential } from '../src/core/trust/deviceCredential.ts';
import type { DeviceKey } from '../src/core/trust/deviceKey.ts';
import { ed25519PublicKey } from '../src/core/trust/ed25519.ts';
import type { MailboxCard } from '../src/core/trust/mailboxCard.ts';
import type { PartyCode } from '../src/core/trust/partyCode.ts';
import type { PersonTag } from '../src/core/trust/personTag.ts';
import { Regime } from '../src/core/trust/regime.ts';
import { Roles } from '../src/core/trust/roles.ts';
import { SignatureRules, type SignatureRule } from '../src/core/trust/signatureRule.ts';
import { hoursAfter, unixHour } from '../src/core/trust/unixHour.ts';

/** The dialogue of two parties with fixed keys of tests/SecureDialogue.Client.Tests/Trust/World.cs: every run signs the same bytes. */
const hillOrganizer = 1;
const coastOrganizer = 2;
export const facilitator = 3;
export const stranger = 9;
export const hill = 'hill' as PartyCode;
export const coast = 'coast' as PartyCode;
export const now = unixHour(496_000);

export const filled = (value: number, count: number) => new Uint8Array(count).fill(value);
export const opaque = <T extends Opaque = Opaque>(value: number, count: number) => opaqueOf<T>(filled(value, count));
export const channel = opaque(0xc0, 16);
export const seed = (person: number) => filled(person, 32);

const keys = new Map<number, DeviceKey>();
for (let person = 1; person < 256; person++) keys.set(person, opaqueOf<DeviceKey>(await ed25519PublicKey(seed(person))));
export const key = (person: number) => keys.get(person)!;

export function card(person: number): MailboxCard {
    return { mailbox: opaque(person, 16), dropToken: filled(0xd1, 32), hpkeKey: opaque(0x68, 32), packageKey: filled(0xd2, 32) };
}

export function charterOf(admissionRule: SignatureRule): Charter {
    return {
        version: 1,
        previous: undefined,
        title: 'Water talks',
        parties: [
            { code: hill, title: 'Hill' },
            { code: coast, title: 'Coast' },
        ],
        officers: [
            { key: key(hillOrganizer), party: hill, roles: Roles.organizer },
            { key: key(coastOrganizer), party: coast, roles: Roles.organizer },
            { key: key(facilitator), party: undefined, roles: Roles.facilitator },
        ],
        admissionRule,
        deviceRule: SignatureRules.twoWhoKnowThePerson,
        quorum: SignatureRules.twoOfficers,
        groundRules: [
            { language: 'en', text: 'Nobody is quoted.' },
            { language: 'ar', text: 'لا يُقتبس أحد.'.normalize() },
        ],
        defaultRegime: Regime.closed,
        retentionDays: 7,
        suiteId: 3,
        survivingAdmissions: [],
        createdAt: now,
    };
}

export async function signAll<T extends Extensible>(codec: SignedCodec<T>, body: T, ...signers: number[]): Promise<CoSigned<T>> {
    let signed: CoSigned<T> = { body, signatures: [] };
    for (const signer of signers) signed = await coSign(codec, signed, seed(signer));
    return signed;
}

export async function verified(...versions: CoSigned<Charter>[]): Promise<CharterChain> {
    const chain = await CharterChain.verify({ versions });
    if (typeof chain === 'string') throw new Error(chain);
    return chain;
}

export class World {
    readonly charters: CharterChain;

    constructor(charters: CharterChain) {
        this.charters = charters;
    }

    static async of(admissionRule: SignatureRule): Promise<World> {
        return new World(await verified(await signAll(charterCodec, charterOf(admissionRule), 1, 2, 3)));
    }

    static async solo(): Promise<World> {
        return new World(await verified(await signAll(charterCodec, quickStartCharter('Water talks', key(facilitator), now), facilitator)));
    }

    admission(person: number, party: PartyCode | undefined, roles: Roles): Admission {
        return {
            dialogue: this.charters.dialogue,
            charter: this.charters.headId,
            person: opaque<PersonTag>(person, 16),
            device: key(person),
            party,
            roles,
            notBefore: now,
            notAfter: hoursAfter(now, 24 * 90),
            limits: undefined,
            earlier: undefined,
        };
    }

    admit(person: number, party: PartyCode | undefined, roles: Roles): Promise<CoSigned<Admission>> {
        const signers = this.charters.head.officers.length === 1 ? [3] : [1, 2, 3];
        return signAll(admissionCodec, this.admission(person, party, roles), ...signers);
    }

    async credential(person: number, party: PartyCode | undefined, roles: Roles, leaf = 0x77): Promise<DeviceCredential> {
        return credentialOf(await this.admit(person, party, roles), person, leaf);
    }
}

export function credentialOf(admission: CoSigned<Admission>, person: number, leaf = 0x77): Promise<DeviceCredential> {
    return createCredential(admission, filled(leaf, 32), seed(person));
}
