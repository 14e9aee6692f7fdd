import { beforeEach, describe, expect, test } from 'vitest';
import { Office, usual } from '../../../tests/support/office.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { coast, facilitator, hill, key, now, opaque } from '../../../tests/world.ts';
import { encodeSigned, signObject } from '../cbor/signedCodec.ts';
import { cardOf } from '../devices/mailboxMaker.ts';
import { bucket } from '../sync/bucket.ts';
import { charterAcceptanceCodec } from '../trust/charterAcceptance.ts';
import { LetterKind } from '../trust/letter.ts';
import { Roles } from '../trust/roles.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import { hoursAfter, timeOf } from '../trust/unixHour.ts';
import { PassKind } from '../wire/passKind.ts';
import { passStock } from '../devices/passStock.ts';
import { PeopleDirectory } from './peopleDirectory.ts';

let office: Office;
let lena: WebDevice;

const officers = [
    { key: key(facilitator), party: undefined, roles: Roles.organizer | Roles.facilitator },
    { key: key(1), party: coast, roles: Roles.organizer },
];
const participant = { role: 'participant', party: 'hill' } as const;
const names = async (device: WebDevice) => (await PeopleDirectory.read(device.store)).all.map(({ name }) => name);
const mailboxPasses = (device: WebDevice) => passStock.count(device.store, PassKind.mailbox);

beforeEach(async () => {
    office = await Office.open();
    lena = await office.officer('Lena');
});

describe('an officer at a browser', () => {
    test('invites somebody who asks; both see the same digits, and one signature lets the person in', async () => {
        const { link, expiresAt } = await lena.admissions.invite(participant, 23.5);
        expect(expiresAt).toBe(timeOf(hoursAfter(now, 24)));
        const ana = await office.asks(link, 'Ana');
        await lena.round();
        const [request] = await lena.admissions.requests();
        expect(lena.news).toContainEqual({ news: 'requests', requests: [request] });
        expect(request).toMatchObject({ name: 'Ana', roles: ['participant'], inDoubt: false, forDevice: false, paper: undefined });
        expect(request?.party).toEqual({ code: 'hill', title: 'Hill', mark: 0 });
        await ana.round();
        expect(ana.session.device.stage).toBe('digits');
        expect((await lena.admissions.request(request!.id)).digits).toEqual(ana.digits);

        await lena.admissions.admit(request!.id, usual);
        for (const device of [lena, ana, lena]) await device.round();
        expect(ana.session.device.stage).toBe('admitted');
        expect(ana.session.admission?.body).toMatchObject({ party: hill, roles: Roles.participant, device: ana.session.ownKey });
        expect(await lena.admissions.requests()).toEqual([]);
        expect(await lena.admissions.people()).toMatchObject([{ name: 'Ana', objectedTo: false, from: timeOf(now) }]);
        expect(await passStock.count(ana.store, PassKind.mailbox)).toBe(1);
        expect(await mailboxPasses(lena)).toBe(6);
    });

    test('reads that the Charter was accepted', async () => {
        const ana = await office.admit(lena, 'Ana');
        const bea = await office.admit(lena, 'Bea');
        const accepted = async () => (await lena.store.list(bucket.people)).map(({ value }) => JSON.parse(new TextDecoder().decode(value)));
        expect((await accepted())[0]).toMatchObject({ acceptedAt: now });
        const { charters, ownKey, device } = ana.session;
        const body = { dialogue: charters!.dialogue, charter: charters!.headId, device: ownKey, hour: hoursAfter(now, 1) };
        const write = async (change: Partial<typeof body>) => {
            const signed = encodeSigned(
                charterAcceptanceCodec,
                await signObject(charterAcceptanceCodec, { ...body, ...change }, device.deviceSeed),
            );
            await ana.store.write((writer) =>
                ana.session.letters.write(writer, LetterKind.acceptance, cardOf(lena.session.device.mailbox), signed),
            );
            await ana.session.letters.dropAll();
            await lena.round();
        };
        await write({ charter: opaque(9, 32) });
        await write({ device: bea.session.ownKey });
        expect(await accepted()).toMatchObject([{ acceptedAt: now }, { acceptedAt: now }]);
        await write({});
        expect(await accepted()).toMatchObject([{ acceptedAt: now + 1 }, { acceptedAt: now }]);
    });

    test('declines with the reason; a longer one is refused before anything is sent', async () => {
        const { link } = await lena.admissions.invite(participant, 24);
        const ana = await office.asks(link, 'Ana');
        await lena.round();
        const [request] = await lena.admissions.requests();
        await expect(lena.admissions.decline(request!.id, 'x'.repeat(513))).rejects.toMatchObject({ problem: 'note-too-long' });
        await lena.admissions.decline(request!.id, 'x'.repeat(512));
        for (const device of [lena, ana]) await device.round();
        expect(ana.session.device).toMatchObject({ stage: 'declined', application: { reason: 'x'.repeat(512) } });
        await expect(lena.admissions.decline(request!.id, '')).rejects.toMatchObject({ problem: 'not-found' });
        await expect(lena.admissions.admit(request!.id, usual)).rejects.toMatchObject({ problem: 'not-found' });
    });

    test('invites only as an officer, to a side of the Charter, for a while, with a pass', async () => {
        const ana = await office.admit(lena, 'Ana');
        await ana.give(PassKind.mailbox, 1);
        await expect(ana.admissions.invite(participant, 24)).rejects.toMatchObject({ problem: 'not-allowed' });
        const before = await mailboxPasses(lena);
        for (const party of ['no side!', 'lake']) {
            await expect(lena.admissions.invite({ role: 'participant', party }, 24)).rejects.toMatchObject({ problem: 'not-found' });
        }
        for (const hours of [0, -1, 60 * 24 + 1, Number.NaN]) {
            await expect(lena.admissions.invite(participant, hours)).rejects.toMatchObject({ problem: 'bad-time' });
        }
        expect(await mailboxPasses(lena)).toBe(before);
        for (let i = 0; i < before; i++) await lena.admissions.invite(participant, 60 * 24);
        await expect(lena.admissions.invite(participant, 24)).rejects.toMatchObject({ problem: 'no-pass' });
    });

    test('proposes where others must sign too: the request waits with its paper', async () => {
        office = await Office.open({ officers, admissionRule: SignatureRules.twoOfficers });
        lena = await office.officer('Lena');
        const { link } = await lena.admissions.invite(participant, 24);
        const ana = await office.asks(link, 'Ana');
        await lena.round();
        const [request] = await lena.admissions.requests();
        const proposed = await lena.admissions.admit(request!.id, usual);
        expect(proposed.paper).toMatch(/^[0-9a-f]{64}$/);
        expect(lena.news.at(-1)).toMatchObject({ news: 'papers', papers: [{ id: proposed.paper, state: 'open' }] });
        for (const device of [lena, ana]) await device.round();
        expect(ana.session.device.stage).toBe('digits');
        expect(await lena.admissions.requests()).toEqual([]);

        await lena.desks.papers.withdraw(proposed.paper as never);
        expect(await lena.admissions.requests()).toMatchObject([{ name: 'Ana', paper: undefined }]);
    });

    test('is kept from terms that no rule allows, and from what counsel said no to', async () => {
        const { link } = await lena.admissions.invite(participant, 24);
        await office.asks(link, 'Ana');
        await lena.round();
        const [request] = await lena.admissions.requests();
        const vetting = {
            standing: 'non-official',
            acceptability: 'known',
            counsel: 'no',
            listVersion: '',
            conditions: '',
            nextReview: 0,
        } as const;
        const refused = [
            [{ windowHours: 73 }, 'bad-time'],
            [{ windowHours: -1 }, 'bad-time'],
            [{ until: timeOf(hoursAfter(now, 72)) }, 'bad-time'],
            [{ until: timeOf(hoursAfter(now, 6 * 366 * 24)) }, 'bad-time'],
            [{ note: 'x'.repeat(1001) }, 'note-too-long'],
            [{ vetting }, 'counsel-said-no'],
        ] as const;
        for (const [change, problem] of refused) {
            await expect(lena.admissions.admit(request!.id, { ...usual, ...change })).rejects.toMatchObject({ problem });
        }
        expect(await lena.admissions.requests()).toHaveLength(1);
        await lena.admissions.admit(request!.id, {
            ...usual,
            windowHours: 0,
            note: 'x'.repeat(1000),
            vetting: { ...vetting, counsel: 'yes' },
        });
        expect(await names(lena)).toEqual(['Ana']);
    });
});
