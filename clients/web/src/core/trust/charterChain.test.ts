import { expect, test } from 'vitest';
import { charterOf, facilitator, key, now, opaque, signAll, stranger, verified } from '../../../tests/world.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { idOfSigned } from '../cbor/signedCodec.ts';
import { charterCodec, quickStartCharter, type Charter } from './charter.ts';
import { CharterChain } from './charterChain.ts';
import type { ObjectHash } from './objectHash.ts';
import type { PartyCode } from './partyCode.ts';
import { Regime } from './regime.ts';
import { Roles } from './roles.ts';
import { SignatureRules } from './signatureRule.ts';
import { unixHour } from './unixHour.ts';

const first = await signAll(charterCodec, charterOf(SignatureRules.solo), 1, 2, 3);
const amended: Charter = { ...first.body, version: 2, previous: idOfSigned(charterCodec, first), title: 'Water and roads' };
const sign = (body: Charter, ...signers: number[]) => signAll(charterCodec, body, ...signers);

async function verify(...versions: CoSigned<Charter>[]): Promise<string> {
    const chain = await CharterChain.verify({ versions });
    return typeof chain === 'string' ? chain : 'none';
}

test('version 1 needs every officer and nobody else', async () => {
    expect(await verify(first)).toBe('none');
    expect(await verify(await sign(first.body, 1, 2))).toBe('signaturesMissing');
    expect(await verify(await sign(first.body, 1, 2, 3, stranger))).toBe('strangerSigned');
    expect(await verify({ ...first, body: { ...first.body, title: 'Changed' } })).toBe('falseSignature');
    expect(await verify()).toBe('versionMissing');
});

test('a quick start is one person whose signature is enough', async () => {
    const chain = await verified(await sign(quickStartCharter('Water talks', key(facilitator), now), facilitator));
    expect(chain.head.defaultRegime).toBe(Regime.closed);
    expect(await verify(await sign(chain.head, 1))).toBe('strangerSigned');
});

test('an amendment needs the previous version’s quorum and its hash', async () => {
    const chain = await verified(first, await sign(amended, 1, 2));
    expect(chain.dialogue).toBe(idOfSigned(charterCodec, first));
    expect(chain.find(chain.headId)).toBe(chain.head);
    expect(chain.find(opaque<ObjectHash>(1, 32))).toBeUndefined();
    expect(await verify(first, await sign(amended, 1, 3))).toBe('none');
    expect(await verify(first, await sign(amended, 1))).toBe('signaturesMissing');
    expect(await verify(first, await sign(amended, 1, 3, stranger))).toBe('strangerSigned');
    expect(await verify(first, await sign({ ...amended, previous: opaque<ObjectHash>(1, 32) }, 1, 3))).toBe('anotherPredecessor');
    expect(await verify(first, await sign({ ...amended, version: 3 }, 1, 3))).toBe('versionMissing');
    expect(await verify(await sign(amended, 1, 3))).toBe('versionMissing');
    expect(await verify(first, await sign({ ...amended, createdAt: unixHour(1) }, 1, 3))).toBe('beforePredecessor');
});

test('a new officer cannot sign their own appointment', async () => {
    const officer = { key: key(stranger), party: undefined, roles: Roles.facilitator };
    const appointed = { ...amended, officers: [...amended.officers, officer] };
    expect(await verify(first, await sign(appointed, 1, 2))).toBe('none');
    expect(await verify(first, await sign(appointed, 1, stranger))).toBe('strangerSigned');
});

test('a chain grows and is never replaced', async () => {
    const one = await verified(first);
    const two = await verified(first, await sign(amended, 1, 2));
    const other = await verified(first, await sign({ ...amended, title: 'Another' }, 1, 2));
    const elsewhere = await verified(await sign(charterOf(SignatureRules.twoOfficers), 1, 2, 3));
    expect(one.extend(two)).toBe(two);
    expect(two.extend(one)).toBe(two);
    expect(two.extend(other)).toBe('anotherHistory');
    expect(two.extend(elsewhere)).toBe('anotherDialogue');
});

test('codes, keys and surviving admissions are distinct, and officers are of listed parties', () => {
    const { parties, officers } = first.body;
    const wrong: Partial<Charter>[] = [
        { parties: [...parties, parties[0]!] },
        { officers: [...officers, officers[0]!] },
        { officers: [{ ...officers[0]!, party: 'river' as PartyCode }] },
        { survivingAdmissions: [opaque<ObjectHash>(2, 32), opaque<ObjectHash>(1, 32)] },
        { survivingAdmissions: [opaque<ObjectHash>(1, 32), opaque<ObjectHash>(1, 32)] },
    ];
    expect(encodeObject(charterCodec, first.body)).not.toHaveLength(0);
    for (const change of wrong) expect(() => encodeObject(charterCodec, { ...first.body, ...change })).toThrow(RangeError);
});
