import { expect, test } from 'vitest';
import { person, world } from '../../../tests/samples.ts';
import { credentialOf, filled, hill, key, signAll, stranger, World } from '../../../tests/world.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { admissionCodec } from './admission.ts';
import { checkAdmissionSignatures } from './admissionRules.ts';
import { deviceCredentialCodec, readCredential, type DeviceCredential } from './deviceCredential.ts';
import { Roles } from './roles.ts';
import { SignatureRules } from './signatureRule.ts';

const leafKey = filled(0x77, 32);

async function stands(credential: DeviceCredential, leaf = leafKey): Promise<boolean> {
    const read = await readCredential(encodeObject(deviceCredentialCodec, credential), leaf);
    return read !== undefined && (await checkAdmissionSignatures(read.admission, world.charters)) === 'none';
}

test('A04: a leaf stands only with the key its device certified', async () => {
    const credential = await world.credential(person, hill, Roles.participant);
    const { admission } = credential;
    expect(await stands(credential)).toBe(true);
    expect(await stands(credential, filled(0x78, 32))).toBe(false);
    expect(await stands({ ...credential, certificate: (await credentialOf(admission, stranger)).certificate })).toBe(false);
    expect(await stands(await credentialOf(await signAll(admissionCodec, admission.body, 1, 3), person))).toBe(false);
    expect(await stands({ ...credential, admission: await world.admit(person, hill, Roles.observer) })).toBe(false);
});

test('an admission of another dialogue does not stand', async () => {
    const elsewhere = await World.of(SignatureRules.twoOfficers);
    expect(await stands(await elsewhere.credential(person, hill, Roles.participant))).toBe(false);
    expect(await stands(await world.credential(person, hill, Roles.participant))).toBe(true);
});

test('bytes that are no credential refuse the leaf', async () => {
    expect(await readCredential(Uint8Array.of(1, 2), leafKey)).toBeUndefined();
    expect(await readCredential(new Uint8Array(0), leafKey)).toBeUndefined();
});

test('a third device of a person still fits the bound', async () => {
    const first = await world.admit(person, hill, Roles.participant);
    const second = await signAll(admissionCodec, { ...first.body, device: key(21), earlier: first }, person, 1, 3);
    const third = await signAll(admissionCodec, { ...first.body, device: key(22), earlier: second }, 21, 1, 3);
    expect(await stands(await credentialOf(third, 22))).toBe(true);
});
