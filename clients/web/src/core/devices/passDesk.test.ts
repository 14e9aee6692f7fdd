import { beforeEach, expect, test } from 'vitest';
import { Office } from '../../../tests/support/office.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { randomBytes } from '../../../tests/support/channelWorld.ts';
import { coast, facilitator, key } from '../../../tests/world.ts';
import { putPerson } from '../admissions/peopleDirectory.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { HpkeKeyPair } from '../mls/crypto/hpkeKeyPair.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { LetterKind } from '../trust/letter.ts';
import type { MailboxCard } from '../trust/mailboxCard.ts';
import { letterSuite, openLetter } from '../trust/letterSeal.ts';
import { passBundleCodec } from '../trust/passBundle.ts';
import { passRequestCodec, type PassRequest } from '../trust/passRequest.ts';
import { Roles } from '../trust/roles.ts';
import { PassKind } from '../wire/passKind.ts';
import { cardOf } from './mailboxMaker.ts';
import { passStock } from './passStock.ts';

let office: Office;
/** An officer's device, whose passes come from another. */
let lena: WebDevice;
/** The device that opened the dialogue and mints; a test in its place. */
let omar: WebDevice;

const count = (device: WebDevice, kind: PassKind) => passStock.count(device.store, kind);

/** Passes as the device that mints sends them. */
async function send(from: WebDevice, to: WebDevice, kind: PassKind, howMany: number): Promise<void> {
    const passes = Array.from({ length: howMany }, () => ({ kind, pass: randomBytes(32), closeMark: opaqueOf(randomBytes(32)) }));
    const card = cardOf(to.session.device.mailbox);
    const body = encodeObject(passBundleCodec, { passes });
    await from.store.write((writer) => from.session.letters.write(writer, LetterKind.passes, card, body));
    await from.session.letters.dropAll();
    await to.round();
}

/** What somebody asked the device that mints for; taken out of its mailbox. */
async function askedFor(): Promise<readonly PassRequest[]> {
    const keys = omar.session.device.mailbox;
    const pair = HpkeKeyPair.fromKeys(letterSuite, keys.hpkePublicKey, keys.hpkePrivateKey);
    const sealed = office.relay.mailboxes.mailboxes.get(keys.id)!.letters.splice(0);
    const letters = await Promise.all(sealed.map(({ bytes }) => openLetter(bytes, keys.id, pair)));
    return letters.filter(({ kind }) => kind === LetterKind.passRequest).map(({ body }) => decodeObject(passRequestCodec, body));
}

beforeEach(async () => {
    const officers = [
        { key: key(facilitator), party: undefined, roles: Roles.organizer | Roles.facilitator },
        { key: key(1), party: coast, roles: Roles.organizer },
    ];
    office = await Office.open({ officers });
    lena = await office.officer('Lena');
    omar = await office.officer('Omar', 1, Roles.organizer);
    const { admission, device, ownKey } = omar.session;
    await lena.store.write((writer) => putPerson(writer, admission!, { device: ownKey, card: cardOf(device.mailbox), name: 'Omar' }));
});

test.each([
    ['no mailbox', { mailbox: opaqueOf(randomBytes(20)) }],
    ['a key that is none', { hpkeKey: opaqueOf(new Uint8Array(32)) }],
])('a card of %s, which somebody passed on for whoever mints, stops nothing', async (_, wrong) => {
    await send(omar, lena, PassKind.mailbox, 4);
    const { admission, device, ownKey } = omar.session;
    const put = (card: MailboxCard) =>
        lena.store.write(async (writer) => {
            // What is known stays, so it goes first.
            writer.delete(bucket.people, bytesOf(idOfAdmission(admission!)));
            await putPerson(writer, admission!, { device: ownKey, card, name: 'Omar' });
        });
    await put({ ...cardOf(device.mailbox), ...wrong } as MailboxCard);
    for (let left = await count(lena, PassKind.mailbox); left >= 4; left--) {
        await lena.admissions.invite({ role: 'participant', party: 'hill' }, 24);
    }
    await lena.round();
    expect(await askedFor()).toEqual([]);
    await put(cardOf(device.mailbox));
    office.wait(13);
    await lena.round();
    expect(await askedFor()).toHaveLength(1);
});

test('passes come from an officer and from nobody else', async () => {
    const ana = await office.admit(lena, 'Ana');
    const before = await count(lena, PassKind.mailbox);
    await send(ana, lena, PassKind.mailbox, 3);
    expect(await count(lena, PassKind.mailbox)).toBe(before);
    await send(omar, lena, PassKind.mailbox, 3);
    expect(await count(lena, PassKind.mailbox)).toBe(before + 3);
    expect((await lena.admissions.invite({ role: 'participant', party: 'hill' }, 24)).link).toContain('#invite=');
});

test('nobody fills the store with them', async () => {
    for (let i = 0; i < 3; i++) await send(omar, lena, PassKind.channel, 32);
    expect(await count(lena, PassKind.channel)).toBe(64);
    expect(await lena.store.list(bucket.passes)).toHaveLength(64 + (await count(lena, PassKind.mailbox)));
});

test('more are asked for when few are left, and not again for half a day', async () => {
    await send(omar, lena, PassKind.mailbox, 4);
    await send(omar, lena, PassKind.channel, 4);
    await lena.round();
    expect(await askedFor()).toEqual([]);
    for (let left = await count(lena, PassKind.mailbox); left >= 4; left--) {
        await lena.admissions.invite({ role: 'participant', party: 'hill' }, 24);
    }
    await lena.round();
    expect(await askedFor()).toEqual([{ mailboxes: 13, channels: 8 }]);
    await lena.round();
    office.wait(11);
    await lena.round();
    expect(await askedFor()).toEqual([]);
    office.wait(1);
    await lena.round();
    expect(await askedFor()).toEqual([{ mailboxes: 13, channels: 8 }]);
});

test('who is no officer and no facilitator asks for none', async () => {
    const ana = await office.admit(lena, 'Ana');
    await send(omar, ana, PassKind.mailbox, 1);
    await ana.admissions.linkOwn(24);
    await ana.admissions.linkOwn(24);
    await ana.round();
    expect(await count(ana, PassKind.mailbox)).toBe(0);
    expect(await askedFor()).toEqual([]);
    expect(await ana.store.get(bucket.passAsk, bytesOf(opaqueOf(new Uint8Array())))).toBeDefined();
});
