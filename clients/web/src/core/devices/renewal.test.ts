import { beforeEach, expect, test } from 'vitest';
import { InvitingOfficer, type Asked } from '../../../tests/support/invitingOfficer.ts';
import { MailboxRelay } from '../../../tests/support/mailboxRelay.ts';
import { createCheap, freshBrowser } from '../../../tests/support/testStore.ts';
import { noDesks } from '../../../tests/support/noDesks.ts';
import { filled, key, now, opaque, signAll, stranger } from '../../../tests/world.ts';
import type { SealedStore } from '../storage/sealedStore.ts';
import { bucket } from '../sync/bucket.ts';
import { DeviceSession } from '../sync/deviceSession.ts';
import { MailboxSync } from '../sync/mailboxSync.ts';
import { admissionCodec, idOfAdmission, type Admission } from '../trust/admission.ts';
import { readCredential } from '../trust/deviceCredential.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { PersonTag } from '../trust/personTag.ts';
import { Roles } from '../trust/roles.ts';
import { openPackage } from '../trust/sealedPackage.ts';
import { hoursAfter, timeOf } from '../trust/unixHour.ts';
import { PassKind } from '../wire/passKind.ts';
import { decodeKeyPackage } from '../mls/keypackages/keyPackage.ts';
import { drawApplicant } from './applicant.ts';
import { appliedLink } from './appliedLink.ts';

let relay: MailboxRelay;
let officer: InvitingOfficer;
let store: SealedStore;
let session: DeviceSession;
let hours: number;

const sync = () => new MailboxSync(session, { keep: () => undefined }, noDesks).run();
const request = opaque<ObjectHash>(0x55, 32);

async function begin(link: string, isForDevice: boolean): Promise<void> {
    const device = await drawApplicant(link, await appliedLink({ link, isForDevice }), 'Ana', now);
    store = await createCheap();
    await store.write((writer) => {
        DeviceSession.begin(writer, device);
    });
    session = await DeviceSession.open(store, {
        dialer: () => relay.dial,
        now: () => timeOf(hoursAfter(now, hours)),
        changed: () => undefined,
        alarm: () => undefined,
    });
}

async function asked(): Promise<Asked> {
    await sync();
    return officer.asked();
}

/** The own admission with changes, signed by the officer or by somebody else. */
const signedAs = (change: Partial<Admission>, signer = 3) => signAll(admissionCodec, { ...session.admission!.body, ...change }, signer);
const longer = () => ({ notAfter: hoursAfter(session.admission!.body.notAfter, 24) });
const own = () => idOfAdmission(session.admission!);

beforeEach(async () => {
    freshBrowser();
    hours = 0;
    relay = new MailboxRelay();
    officer = await InvitingOfficer.at(relay);
});

async function admitted(): Promise<Asked> {
    await begin(await officer.invite(), false);
    const applicant = await asked();
    await officer.admit(applicant);
    await sync();
    return applicant;
}

test('an admission that comes unasked is taken when it is this device’s own, and new packages carry it', async () => {
    const { card } = await admitted();
    const before = relay.mailboxes.get(session.device.mailbox.id)!.packages;
    const renewed = await signedAs({ ...longer(), roles: Roles.participant | Roles.interpreter });
    const first = own();
    await officer.grant(card, request, renewed);
    await sync();
    expect(own()).toBe(idOfAdmission(renewed));
    expect(session.device.replacedAdmissions).toHaveLength(1);
    const { packages } = relay.mailboxes.get(session.device.mailbox.id)!;
    expect(packages).toHaveLength(20);
    expect(packages.some((one) => before.includes(one))).toBe(false);
    const { leafNode } = decodeKeyPackage(openPackage(packages[0]!, card));
    const credential = await readCredential(leafNode.credential.body, leafNode.signatureKey);
    expect(idOfAdmission(credential!.admission)).toBe(idOfAdmission(renewed));
    await officer.grant(card, request, await signAll(admissionCodec, officer.world.admission(20, undefined, Roles.participant), 3));
    await sync();
    expect([own() === idOfAdmission(renewed), own() === first]).toEqual([true, false]);
});

test('A07: an admission that is replaced, of another device or person, or without its signatures changes nothing', async () => {
    const { card } = await admitted();
    const first = session.admission!;
    await officer.grant(card, request, await signedAs({ ...longer(), device: key(stranger) }));
    await officer.grant(card, request, await signedAs({ ...longer(), person: opaque<PersonTag>(0x77, 16) }));
    await officer.grant(card, request, await signedAs(longer(), stranger));
    await officer.grant(card, request, await signedAs(longer()), {}, stranger);
    await sync();
    expect(own()).toBe(idOfAdmission(first));
    const renewed = await signedAs(longer());
    await officer.grant(card, request, renewed);
    await officer.grant(card, request, first);
    await sync();
    expect(own()).toBe(idOfAdmission(renewed));
});

test('A09: a renewal takes effect at its first hour and not before', async () => {
    const { card } = await admitted();
    const first = own();
    const renewed = await signedAs({ ...longer(), notBefore: hoursAfter(now, 24) });
    await officer.grant(card, request, renewed);
    await sync();
    expect(own()).toBe(first);
    hours = 24;
    await sync();
    expect(own()).toBe(idOfAdmission(renewed));
});

test('A14: an invitation admits a person and a device link a device, never the other way', async () => {
    await begin(await officer.invite(), false);
    const applicant = await asked();
    const earlier = await officer.world.admit(20, undefined, Roles.participant);
    const further = { ...earlier.body, device: session.ownKey, earlier };
    await officer.grant(applicant.card, applicant.id, await signAll(admissionCodec, further, 3));
    await sync();
    expect(session.device.stage).toBe('asked');
    await store.close();

    freshBrowser();
    relay = new MailboxRelay();
    officer = await InvitingOfficer.at(relay);
    await begin(await officer.deviceLink(), true);
    const device = await asked();
    expect(device.request.device).toBe(session.ownKey);
    await officer.admit(device);
    await sync();
    expect(session.device.stage).toBe('asked');
    const own = { ...further, device: session.ownKey };
    await officer.grant(device.card, device.id, await signAll(admissionCodec, own, 3));
    await sync();
    expect(session.device.stage).toBe('admitted');
    expect(session.admission?.body.earlier).toEqual(earlier);
});

test('a spare pass that comes with the admission is kept', async () => {
    await begin(await officer.invite(), false);
    const { card, id, request: asking } = await asked();
    const body = { ...officer.world.admission(20, undefined, Roles.participant), device: asking.device };
    const spare = { kind: PassKind.mailbox, pass: filled(9, 32), closeMark: opaque(8, 32) };
    await officer.grant(card, id, await signAll(admissionCodec, body, 3), { spare });
    await sync();
    expect(await store.list(bucket.passes)).toHaveLength(1);
});
