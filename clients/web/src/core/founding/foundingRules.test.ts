import { expect, test } from 'vitest';
import { card, charterOf, coast, facilitator, filled, hill, key, now, opaque, signAll, stranger } from '../../../tests/world.ts';
import { idOfObject } from '../cbor/objectCodec.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { admissionCodec, type Admission } from '../trust/admission.ts';
import { charterCodec, type Charter } from '../trust/charter.ts';
import type { Contact } from '../trust/contact.ts';
import type { DialogueId } from '../trust/dialogueId.ts';
import type { FoundingLink } from '../trust/foundingLink.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { PersonTag } from '../trust/personTag.ts';
import { parseRelayAddress } from '../trust/relayAddress.ts';
import { Roles } from '../trust/roles.ts';
import { SignerScope } from '../trust/signatureRequirement.ts';
import { SignatureRules, type SignatureRule } from '../trust/signatureRule.ts';
import { hoursAfter } from '../trust/unixHour.ts';
import { hangTogether, keepsTheLink } from './foundingRules.ts';

const hillOrganizer = 1;
const charter = charterOf(SignatureRules.organizerOfEachPartyAndFacilitator);
const contacts: readonly Contact[] = [1, 2, 3].map((person) => ({ device: key(person), card: card(person), name: `Person ${person}` }));
const hang = (one: Charter, admissions: readonly Admission[]) => hangTogether(one, admissions, contacts, now);

function admissionsOf(version: Charter): readonly Admission[] {
    const id = idOfObject(charterCodec, version);
    return version.officers.map(({ key: device, party, roles }, i) => ({
        dialogue: id as string as DialogueId,
        charter: id,
        person: opaque<PersonTag>(i + 1, 16),
        device,
        party,
        roles,
        notBefore: now,
        notAfter: hoursAfter(now, 24),
        limits: undefined,
        earlier: undefined,
    }));
}

test('A09: every officer has one admission that gives no more than the Charter says', async () => {
    const [first, second, third] = admissionsOf(charter) as [Admission, Admission, Admission];
    const others: readonly Partial<Admission>[] = [
        { device: key(stranger) },
        { roles: Roles.all },
        { party: hill },
        { person: first.person },
        { charter: opaque<ObjectHash>(1, 32) },
        { dialogue: opaque<DialogueId>(1, 32) },
        { notBefore: hoursAfter(now, 25) },
        { limits: { channels: [], listensOnly: true } },
        { earlier: await signAll(admissionCodec, third, 3) },
    ];
    expect(hang(charter, [first, second, third])).toBe(true);
    expect(hang(charter, [second, third])).toBe(false);
    expect(hang(charter, [first, second, third, first])).toBe(false);
    expect(hang(charter, [first, second, second])).toBe(false);
    for (const change of others) expect(hang(charter, [first, second, { ...third, ...change }]), Object.keys(change)[0]).toBe(false);
});

test('A09: rules that these officers can never meet are not founded', () => {
    const rule = (scope: SignerScope, count: number, roles: Roles): SignatureRule => ({
        threshold: 1,
        requirements: [{ scope, count, roles, party: undefined }],
    });
    const wrong: readonly Partial<Charter>[] = [
        { officers: charter.officers.slice(0, 2) },
        { admissionRule: rule(SignerScope.anybody, 4, Roles.all) },
        { quorum: rule(SignerScope.anybody, 4, Roles.all) },
        { deviceRule: rule(SignerScope.neutral, 1, Roles.organizer) },
        { createdAt: hoursAfter(now, 25) },
        { survivingAdmissions: [opaque<ObjectHash>(1, 32)] },
    ];
    expect(hang(charter, admissionsOf(charter))).toBe(true);
    for (const change of wrong) {
        const other = { ...charter, ...change };
        expect(hang(other, admissionsOf(other)), Object.keys(change)[0]).toBe(false);
    }
});

test('a founder whose mailbox nobody tells could not be written to', () => {
    expect(hangTogether(charter, admissionsOf(charter), contacts, now)).toBe(true);
    expect(hangTogether(charter, admissionsOf(charter), contacts.slice(1), now)).toBe(false);
});

test('A04: a founder signs what the own link promised and nothing else', () => {
    const link: FoundingLink = {
        relay: parseRelayAddress('https://relay.example'),
        relayId: opaque(1, 16),
        inviter: key(facilitator),
        card: card(facilitator),
        secret: filled(2, 32),
        pass: filled(3, 32),
        closeMark: opaqueOf(filled(4, 32)),
        title: 'Water talks',
        party: hill,
        roles: Roles.organizer,
        expiresAt: hoursAfter(now, 24),
    };
    const own = key(hillOrganizer);
    expect(keepsTheLink(charter, link, own)).toBe(true);
    expect(keepsTheLink({ ...charter, title: 'Another' }, link, own)).toBe(false);
    expect(keepsTheLink(charter, { ...link, inviter: key(stranger) }, own)).toBe(false);
    expect(keepsTheLink(charter, { ...link, party: coast }, own)).toBe(false);
    expect(keepsTheLink(charter, { ...link, roles: Roles.organizer | Roles.facilitator }, own)).toBe(false);
    expect(keepsTheLink(charter, link, key(stranger))).toBe(false);
});
