import { expect, test } from 'vitest';
import { person, world } from '../../../tests/samples.ts';
import { channel, coast, hill, key, now, opaque, seed, signAll, stranger, verified } from '../../../tests/world.ts';
import { fromHex, toHex } from '../bytes.ts';
import { decodeCoSigned, encodeCoSigned } from '../cbor/coSigned.ts';
import { MalformedObjectException } from '../cbor/malformedObjectException.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { idOfSigned } from '../cbor/signedCodec.ts';
import { admissionCodec, idOfAdmission, type Admission } from './admission.ts';
import { checkAdmission } from './admissionRules.ts';
import { charterCodec } from './charter.ts';
import type { DialogueId } from './dialogueId.ts';
import { signEd25519 } from './ed25519.ts';
import type { KeySignature } from './keySignature.ts';
import type { ObjectHash } from './objectHash.ts';
import type { PartyCode } from './partyCode.ts';
import type { PersonTag } from './personTag.ts';
import { Roles } from './roles.ts';
import { SignatureRules } from './signatureRule.ts';
import { frame, SigningLabels } from './signingLabels.ts';
import { hoursAfter, unixHour } from './unixHour.ts';

const secondDevice = 21;
const body = world.admission(person, hill, Roles.participant);
const signed = await signAll(admissionCodec, body, 1, 2, 3);
const further = { ...body, device: key(secondDevice), earlier: signed };

async function check(admission: Admission, ...signers: number[]): Promise<string> {
    return checkAdmission(await signAll(admissionCodec, admission, ...signers), world.charters, now);
}

test('A09: one party’s officers cannot admit alone', async () => {
    expect(await check(body, 1, 2, 3)).toBe('none');
    expect(await check(body, 1, 3)).toBe('signaturesMissing');
    expect(await check(body, 3)).toBe('signaturesMissing');
    expect(await check(body, 1, 2, 3, stranger)).toBe('strangerSigned');
});

test('A09: a signature that stands twice is read by nobody', async () => {
    const honest = await signAll(admissionCodec, body, 1, 2);
    const [one, other] = honest.signatures as [KeySignature, KeySignature];
    const hexOf = ({ signer, signature }: KeySignature) => [toHex(bytesOf(signer)), toHex(signature)] as const;
    const encoded = toHex(encodeCoSigned(admissionCodec, honest));
    const doubled = hexOf(other).reduce((hex, part, i) => hex.replace(part, hexOf(one)[i] as string), encoded);
    expect(decodeCoSigned(admissionCodec, fromHex(encoded)).signatures).toHaveLength(2);
    expect(() => decodeCoSigned(admissionCodec, fromHex(doubled))).toThrow(MalformedObjectException);
});

test('A04: an admission that was changed after signing is refused', async () => {
    const changes: Partial<Admission>[] = [
        { device: key(stranger) },
        { person: opaque<PersonTag>(1, 16) },
        { party: coast },
        { roles: Roles.facilitator },
        { notBefore: unixHour(1) },
        { notAfter: unixHour(900_000) },
        { limits: { channels: [], listensOnly: true } },
    ];
    expect(await checkAdmission(signed, world.charters, now)).toBe('none');
    for (const change of changes)
        expect(await checkAdmission({ ...signed, body: { ...body, ...change } }, world.charters, now)).toBe('falseSignature');
});

test('A15: a signature over another type does not admit', async () => {
    const other = await signEd25519(seed(3), frame(SigningLabels.removalOrder, encodeObject(admissionCodec, body)));
    const signatures = signed.signatures.map((one) => (one.signer === key(3) ? { ...one, signature: other } : one));
    expect(await checkAdmission({ body, signatures }, world.charters, now)).toBe('falseSignature');
    expect(await checkAdmission(signed, world.charters, now)).toBe('none');
});

test('an admission holds from its first hour to before its last', async () => {
    expect(await checkAdmission(signed, world.charters, unixHour(now - 1))).toBe('notYetValid');
    expect(await checkAdmission(signed, world.charters, now)).toBe('none');
    expect(await checkAdmission(signed, world.charters, unixHour(body.notAfter - 1))).toBe('none');
    expect(await checkAdmission(signed, world.charters, body.notAfter)).toBe('expired');
});

test('an admission of another dialogue, version or party is refused', async () => {
    expect(await check({ ...body, dialogue: opaque<DialogueId>(1, 32) }, 1, 2, 3)).toBe('anotherDialogue');
    expect(await check({ ...body, charter: opaque<ObjectHash>(1, 32) }, 1, 2, 3)).toBe('unknownCharter');
    expect(await check({ ...body, party: 'river' as PartyCode }, 1, 2, 3)).toBe('unknownParty');
    expect(await check({ ...body, party: undefined, roles: Roles.interpreter }, 1, 2, 3)).toBe('none');
});

test('A02: a further device needs two who know the person, and is no other device of its own', async () => {
    expect(await check(further, person, 3)).toBe('none');
    expect(await check(further, 1, 3)).toBe('none');
    expect(await check(further, person)).toBe('signaturesMissing');
    expect(await check(further, 2, 3)).toBe('signaturesMissing');
    expect(await check(further, secondDevice, 3)).toBe('strangerSigned');
    expect(await check({ ...further, device: key(person) }, 1, 3)).toBe('none');
    expect(await check({ ...further, device: key(person) }, person, 3)).toBe('strangerSigned');
});

test('a further device gets no more than the first had', async () => {
    const more: Partial<Admission>[] = [
        { roles: Roles.participant | Roles.facilitator },
        { person: opaque<PersonTag>(1, 16) },
        { party: coast },
        { notAfter: hoursAfter(further.notAfter, 1) },
    ];
    expect(await check(further, 1, 3)).toBe('none');
    for (const change of more) expect(await check({ ...further, ...change }, 1, 3)).toBe('exceedsEarlier');
});

test('limits of the first device bind the further one', async () => {
    const limits = { channels: [channel], listensOnly: true };
    const limited = { ...further, earlier: await signAll(admissionCodec, { ...body, limits }, 1, 2, 3) };
    expect(await check({ ...limited, limits }, 1, 3)).toBe('none');
    expect(await check(limited, 1, 3)).toBe('exceedsEarlier');
    expect(await check({ ...limited, limits: { ...limits, listensOnly: false } }, 1, 3)).toBe('exceedsEarlier');
    expect(await check({ ...limited, limits: { ...limits, channels: [opaque(1, 16)] } }, 1, 3)).toBe('exceedsEarlier');
    expect(await check({ ...limited, limits: { ...limits, channels: [] } }, 1, 3)).toBe('exceedsEarlier');
});

test('a further device of somebody never admitted is refused', async () => {
    const never = await signAll(admissionCodec, body, 1, 3);
    expect(await check({ ...further, earlier: never }, 1, 3)).toBe('signaturesMissing');
    expect(await check(further, 1, 3)).toBe('none');
});

test('A07: an older admission is accepted only if the amendment lists it', async () => {
    const first = world.charters.signed.versions[0]!;
    const amendment = {
        ...first.body,
        version: 2,
        previous: idOfSigned(charterCodec, first),
        admissionRule: SignatureRules.twoOfficers,
    };
    const listing = { ...amendment, survivingAdmissions: [idOfAdmission(signed)] };
    const onlyTitle = { ...amendment, admissionRule: first.body.admissionRule, title: 'New' };
    const under = async (version: typeof onlyTitle | typeof amendment) =>
        checkAdmission(signed, await verified(first, await signAll(charterCodec, version, 1, 2)), now);
    expect(await under(listing)).toBe('none');
    expect(await under(amendment)).toBe('notCarriedOver');
    expect(await under(onlyTitle)).toBe('none');
});
