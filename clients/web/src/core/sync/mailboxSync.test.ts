import { beforeEach, describe, expect, test } from 'vitest';
import { createCheap, freshBrowser } from '../../../tests/support/testStore.ts';
import { InvitingOfficer, type Asked } from '../../../tests/support/invitingOfficer.ts';
import { MailboxRelay } from '../../../tests/support/mailboxRelay.ts';
import { noDesks } from '../../../tests/support/noDesks.ts';
import { filled, key, now, stranger, World } from '../../../tests/world.ts';
import { MalformedObjectException } from '../cbor/malformedObjectException.ts';
import { decodeSigned, isSignedBy } from '../cbor/signedCodec.ts';
import { appliedLink } from '../devices/appliedLink.ts';
import { drawApplicant } from '../devices/applicant.ts';
import { cardOf } from '../devices/mailboxMaker.ts';
import { storedPackageRecord } from '../devices/storedPackage.ts';
import { decodeKeyPackage, hasValidKeyPackageSignature, keyPackageRef } from '../mls/keypackages/keyPackage.ts';
import { KeyPackageSecrets } from '../mls/keypackages/keyPackageSecrets.ts';
import type { SealedStore } from '../storage/sealedStore.ts';
import type { StoreWriter } from '../storage/store.ts';
import { charterAcceptanceCodec } from '../trust/charterAcceptance.ts';
import { readCredential } from '../trust/deviceCredential.ts';
import { LetterKind } from '../trust/letter.ts';
import { letterSuite } from '../trust/letterSeal.ts';
import { openPackage } from '../trust/sealedPackage.ts';
import { Roles } from '../trust/roles.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import { timeOf } from '../trust/unixHour.ts';
import type { Alarm } from './alarm.ts';
import { bucket } from './bucket.ts';
import { DeviceSession } from './deviceSession.ts';
import type { FaultPoint } from './faultPoint.ts';
import { MailboxSync } from './mailboxSync.ts';

class Crash extends Error {}

const quiet = (): undefined => undefined;
let relay: MailboxRelay;
let officer: InvitingOfficer;
let store: SealedStore;
let session: DeviceSession;
let fault: FaultPoint | undefined;
let welcomes: number;
let alarms: Alarm[];

/** As after a restart: everything comes from the store. */
async function restart(): Promise<void> {
    fault = undefined;
    session = await DeviceSession.open(store, {
        dialer: () => relay.dial,
        now: () => timeOf(now),
        changed: () => undefined,
        alarm: (alarm) => alarms.push(alarm),
        onFault: (point) => {
            if (point === fault) throw new Crash();
        },
    });
}

const keep = (writer: StoreWriter) => {
    welcomes += 1;
    writer.put(bucket.welcomes, filled(welcomes, 4), filled(1, 1));
};
const sync = (intake = keep) => new MailboxSync(session, { keep: intake }, noDesks).run();
const own = () => relay.mailboxes.get(session.device.mailbox.id)!;

async function crashAt(point: FaultPoint): Promise<void> {
    fault = point;
    await expect(sync()).rejects.toThrow(Crash);
    await restart();
}

async function ask(): Promise<Asked> {
    await sync();
    return officer.asked();
}

async function enter(): Promise<Asked> {
    const asked = await ask();
    await officer.reply(asked);
    await officer.admit(asked);
    await sync();
    return asked;
}

beforeEach(async () => {
    freshBrowser();
    welcomes = 0;
    alarms = [];
    relay = new MailboxRelay();
    officer = await InvitingOfficer.at(relay);
    const link = await officer.invite();
    const device = await drawApplicant(link, await appliedLink({ link, isForDevice: false }), 'Ana', now);
    store = await createCheap();
    await store.write((writer) => {
        DeviceSession.begin(writer, device);
    });
    await restart();
    return () => store.close();
});

describe('an applicant', () => {
    test('makes a mailbox and asks the officer who invited', async () => {
        const { request } = await ask();
        expect(request).toMatchObject({ name: 'Ana', device: session.ownKey, card: cardOf(session.device.mailbox), secret: filled(3, 32) });
        expect(session.device.stage).toBe('asked');
        await sync();
        expect(await officer.letters()).toEqual([]);
    });

    test('sees the digits that the officer sees, and keeps the first nonce', async () => {
        const asked = await ask();
        await officer.reply(asked);
        await sync();
        expect(session.device).toMatchObject({ stage: 'digits', application: { nonce: filled(7, 32) } });
        await officer.reply(asked, filled(8, 32));
        await sync();
        expect(session.device.application?.nonce).toEqual(filled(7, 32));
        expect(session.charters?.headId).toBe(officer.world.charters.headId);
        expect(own().letters).toEqual([]);
    });

    test('hears nothing from strangers, under another Charter, about another request, or in junk', async () => {
        const asked = await ask();
        await officer.reply(asked, filled(7, 32), stranger);
        await officer.reply(asked, filled(7, 32), undefined, (await World.of(SignatureRules.twoOfficers)).charters);
        await officer.reply({ ...asked, id: officer.world.charters.headId });
        relay.drop(session.device.mailbox.id, filled(1, 300));
        relay.drop(session.device.mailbox.id, filled(1, 3));
        expect(own().letters).toHaveLength(5);
        await sync();
        expect(own().letters).toEqual([]);
        expect(session.device.stage).toBe('asked');
        await officer.reply(asked);
        await sync();
        expect(session.device.stage).toBe('digits');
    });

    test('is admitted, accepts the Charter and puts packages that others can use', async () => {
        const asked = await enter();
        expect(session.device.stage).toBe('admitted');
        const [letter] = await officer.letters();
        expect(letter).toMatchObject({ kind: LetterKind.acceptance, senderAdmission: session.admission });
        const acceptance = decodeSigned(charterAcceptanceCodec, letter!.body);
        expect(await isSignedBy(charterAcceptanceCodec, acceptance, session.ownKey)).toBe(true);
        expect(acceptance.body.charter).toBe(officer.world.charters.headId);

        expect(own().packages).toHaveLength(20);
        for (const sealed of own().packages.slice(0, 3)) {
            const keyPackage = decodeKeyPackage(openPackage(sealed, asked.card));
            expect(await hasValidKeyPackageSignature(keyPackage, letterSuite)).toBe(true);
            const { credential, signatureKey } = keyPackage.leafNode;
            expect((await readCredential(credential.body, signatureKey))?.admission).toEqual(session.admission);
            const stored = storedPackageRecord.decode((await store.get(bucket.packages, keyPackageRef(letterSuite, keyPackage)))!);
            const secrets = await KeyPackageSecrets.load(stored.secrets);
            expect(secrets.init.publicKey).toEqual(keyPackage.initKey);
        }
    });

    test('is not admitted for another device, nor without the signatures of the Charter', async () => {
        const asked = await ask();
        const before = session.device;
        await officer.admit(asked, key(stranger));
        await officer.admit(asked, undefined, stranger);
        await sync();
        expect(alarms).toEqual(['admission-unfit', 'admission-unsigned']);
        expect(session.device).toEqual(before);
        await officer.admit(asked);
        await sync();
        expect(session.device.stage).toBe('admitted');
    });

    test('is not admitted under another Charter, nor told of what somebody else sends', async () => {
        const asked = await ask();
        const admission = await officer.world.admit(20, undefined, Roles.participant);
        const { charters } = await World.of(SignatureRules.twoOfficers);
        await officer.grant(asked.card, asked.id, admission, {}, stranger);
        await officer.grant(asked.card, asked.id, admission, { charters: charters.signed });
        await sync();
        expect(alarms).toEqual(['admission-unfit']);
    });

    test('is declined with the reason, and nothing after it counts', async () => {
        const asked = await ask();
        await officer.decline(asked, 'not now');
        await sync();
        expect(session.device).toMatchObject({ stage: 'declined', application: { reason: 'not now' } });
        await officer.admit(asked);
        await sync();
        expect(session.device.stage).toBe('declined');
    });

    test('whose link was used before asks without a card, and reads nothing', async () => {
        const link = await officer.invite();
        const first = await drawApplicant(link, await appliedLink({ link, isForDevice: false }), 'Eve', now);
        await (
            await relay.dial(quiet, quiet)
        ).call('CreateMailbox', {
            ...first.mailbox,
            mailbox: first.mailbox.id,
            ownerKey: filled(1, 32),
            dropTokenHash: filled(1, 32),
            signature: filled(1, 64),
        });
        const asked = await ask();
        expect(asked.request.card).toBeUndefined();
        expect(session.device.stage).toBe('in-doubt');
        await sync();
    });
});

describe('after a crash', () => {
    test('the same mailbox is made and one request sent', async () => {
        await crashAt('after-mailbox-created');
        expect(session.device.stage).toBe('asking');
        await sync();
        expect(relay.mailboxes.size).toBe(2);
        expect(await officer.letters()).toHaveLength(1);
    });

    test.each(['before-letter-persist', 'after-letter-persist', 'after-letter-acknowledged'] as const)(
        'at %s an admission is taken once',
        async (point) => {
            const asked = await ask();
            await officer.admit(asked);
            await crashAt(point);
            await sync();
            expect(session.device.stage).toBe('admitted');
            expect(await officer.letters()).toHaveLength(1);
            expect(own()).toMatchObject({ letters: [] });
            expect(own().packages).toHaveLength(20);
        },
    );

    test('secrets of every package at the relay are in the store', async () => {
        const asked = await ask();
        await officer.admit(asked);
        await crashAt('after-packages-persist');
        expect(own().packages).toEqual([]);
        await sync();
        expect(own().packages).toHaveLength(20);
        for (const sealed of own().packages) {
            const reference = keyPackageRef(letterSuite, decodeKeyPackage(openPackage(sealed, asked.card)));
            expect(await store.get(bucket.packages, reference)).toBeDefined();
        }
    });

    test('the relay comes back to a letter that waits', async () => {
        relay.isReachable = false;
        await expect(sync()).rejects.toThrow('not-connected');
        expect(session.device.stage).toBe('asking');
        relay.isReachable = true;
        await sync();
        expect(session.device.stage).toBe('asked');
    });
});

describe('packages', () => {
    test('are filled up under ten, and replaced when the last is left', async () => {
        await enter();
        const before = own().packages;
        own().packages = before.slice(0, 10);
        await restart();
        await sync();
        expect(own().packages).toHaveLength(10);
        own().packages = before.slice(0, 9);
        await restart();
        await sync();
        expect(own().packages).toHaveLength(20);
        expect(own().packages.slice(0, 9)).toEqual(before.slice(0, 9));
        own().packages = before.slice(0, 1);
        await restart();
        await sync();
        expect(own().packages).toHaveLength(20);
        expect(own().packages).not.toContainEqual(before[0]);
        expect(await store.list(bucket.packages)).toHaveLength(20 + 11 + 20);
    });
});

describe('a Welcome', () => {
    test('is kept once its receiver is admitted', async () => {
        const asked = await ask();
        await officer.send(asked.card, LetterKind.welcome, filled(1, 10));
        await sync();
        expect(welcomes).toBe(0);
        await officer.admit(asked);
        await officer.send(asked.card, LetterKind.welcome, filled(1, 10));
        await sync();
        expect(welcomes).toBe(1);
        expect(await store.list(bucket.welcomes)).toHaveLength(1);
        expect(own().letters).toEqual([]);
    });

    test('that is refused leaves nothing behind', async () => {
        const asked = await enter();
        await officer.send(asked.card, LetterKind.welcome, filled(1, 10));
        await sync((writer) => {
            keep(writer);
            throw new MalformedObjectException('no Welcome');
        });
        expect(await store.list(bucket.welcomes)).toEqual([]);
        expect(own().letters).toEqual([]);
    });
});
