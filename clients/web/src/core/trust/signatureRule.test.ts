import { expect, test } from 'vitest';
import { coast, hill, key } from '../../../tests/world.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { Roles } from './roles.ts';
import { SignerScope } from './signatureRequirement.ts';
import { isMetBy, signatureRuleCodec, SignatureRules, type SignatureRule } from './signatureRule.ts';
import type { Signer } from './signer.ts';

const signer = (of: number, party: Signer['party'], roles: Roles): Signer => ({ key: key(of), party, roles, isSamePerson: false });
const hillOrganizer = signer(1, hill, Roles.organizer);
const coastOrganizer = signer(2, coast, Roles.organizer);
const facilitator = signer(3, undefined, Roles.facilitator);
const founder = signer(4, undefined, Roles.organizer | Roles.facilitator);
const otherDevice = { ...signer(5, hill, Roles.none), isSamePerson: true };
const subject = { parties: [hill, coast], party: hill };
const meets = (rule: SignatureRule, ...signers: Signer[]) => isMetBy(rule, signers, subject);

test('solo needs one officer and no fewer', () => {
    expect(meets(SignatureRules.solo, founder)).toBe(true);
    expect(meets(SignatureRules.solo)).toBe(false);
    expect(meets(SignatureRules.solo, otherDevice)).toBe(false);
});

test('one organizer of each party and a facilitator cannot replace one another, and one with two roles counts once', () => {
    const rule = SignatureRules.organizerOfEachPartyAndFacilitator;
    const both = { ...coastOrganizer, roles: Roles.organizer | Roles.facilitator };
    expect(meets(rule, hillOrganizer, coastOrganizer, facilitator)).toBe(true);
    expect(meets(rule, hillOrganizer, coastOrganizer)).toBe(false);
    expect(meets(rule, hillOrganizer, facilitator)).toBe(false);
    expect(meets(rule, hillOrganizer, { ...hillOrganizer, key: key(7) }, facilitator)).toBe(false);
    expect(meets(rule, hillOrganizer, both, facilitator)).toBe(true);
    expect(meets(rule, { ...hillOrganizer, roles: both.roles }, both, { ...coastOrganizer, key: key(7) })).toBe(true);
    expect(meets(rule, hillOrganizer, both)).toBe(false);
});

test('two officers are any two, and a repeated one is one', () => {
    expect(meets(SignatureRules.twoOfficers, hillOrganizer, coastOrganizer)).toBe(true);
    expect(meets(SignatureRules.twoOfficers, facilitator, coastOrganizer)).toBe(true);
    expect(meets(SignatureRules.twoOfficers, facilitator, facilitator)).toBe(false);
});

test('a device needs two of facilitator, own organizer and other device', () => {
    const rule = SignatureRules.twoWhoKnowThePerson;
    expect(meets(rule, facilitator, hillOrganizer)).toBe(true);
    expect(meets(rule, facilitator, otherDevice)).toBe(true);
    expect(meets(rule, hillOrganizer, otherDevice)).toBe(true);
    expect(meets(rule, otherDevice)).toBe(false);
    expect(meets(rule, facilitator, coastOrganizer)).toBe(false);
    expect(meets(rule, otherDevice, { ...otherDevice, key: key(8) })).toBe(false);
    expect(isMetBy(rule, [founder], { ...subject, party: undefined })).toBe(false);
});

test('a rule survives its encoding, and its threshold lies within its requirements', () => {
    const named = { threshold: 1, requirements: [{ scope: SignerScope.namedParty, count: 1, roles: Roles.organizer, party: coast }] };
    const neutral = { threshold: 1, requirements: [{ scope: SignerScope.neutral, count: 1, roles: Roles.all, party: undefined }] };
    for (const rule of [...Object.values(SignatureRules), named, neutral])
        expect(decodeObject(signatureRuleCodec, encodeObject(signatureRuleCodec, rule))).toStrictEqual(rule);
    expect([meets(named, coastOrganizer), meets(named, hillOrganizer)]).toEqual([true, false]);
    expect([meets(neutral, facilitator), meets(neutral, hillOrganizer)]).toEqual([true, false]);
    for (const threshold of [0, 2]) expect(() => encodeObject(signatureRuleCodec, { ...named, threshold })).toThrow(RangeError);
    expect(() => encodeObject(signatureRuleCodec, { ...named, requirements: [] })).toThrow(RangeError);
});
