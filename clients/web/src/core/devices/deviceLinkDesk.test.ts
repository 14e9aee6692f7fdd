import { beforeEach, describe, expect, test } from 'vitest';
import { cutOff, linked, returned, rounds } from '../../../tests/support/furtherDevices.ts';
import { Office, usual } from '../../../tests/support/office.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { filled, now } from '../../../tests/world.ts';
import { encodeCoSigned } from '../cbor/coSigned.ts';
import { PeopleDirectory } from '../admissions/peopleDirectory.ts';
import { admissionCodec, idOfAdmission } from '../trust/admission.ts';
import { deviceLinkToLink, parseDeviceLink } from '../trust/deviceLink.ts';
import { parseInvitation } from '../trust/invitation.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import { hoursAfter } from '../trust/unixHour.ts';
import { PassKind } from '../wire/passKind.ts';
import { idOf, type ChannelId } from '../wire/opaqueId.ts';
import { fromHex } from '../bytes.ts';
import { appliedLink } from './appliedLink.ts';
import { passStock } from './passStock.ts';

let office: Office;
let lena: WebDevice;
let ana: WebDevice;
let bea: WebDevice;
let channel: ChannelId;

const at = () => ({ office, lena });
const admissionBytes = ({ session }: WebDevice) => encodeCoSigned(admissionCodec, session.admission!).length;
const everybody = () => [lena, ana, bea];

beforeEach(async () => {
    office = await Office.open();
    lena = await office.officer('Lena');
    ana = await office.admit(lena, 'Ana');
    bea = await office.admit(lena, 'Bea', 'coast');
    const plan = { title: 'All', kind: 'plenary' } as const;
    const made = await lena.channels.create(plan, await lena.admissions.everybody({ kind: 'plenary' }));
    expect(made).toMatchObject({ added: ['Ana', 'Bea'], waiting: [] });
    channel = idOf<ChannelId>(fromHex(made.channel));
    await rounds(...everybody());
});

describe('a second device', () => {
    test('A14: is linked by its person and an officer, comes into the channels, and all see who vouched', async () => {
        const tablet = await linked(at(), ana);
        expect(tablet.session.device.stage).toBe('admitted');
        const { earlier, person, notAfter } = tablet.session.admission!.body;
        expect(idOfAdmission(earlier!)).toBe(idOfAdmission(ana.session.admission!));
        expect(person).toBe(ana.session.admission!.body.person);
        expect(notAfter).toBeLessThanOrEqual(ana.session.admission!.body.notAfter);

        await rounds(...everybody(), tablet);
        expect(await tablet.channel('All')).toMatchObject({ state: 'open', people: 3 });
        for (const device of everybody()) {
            expect((await device.channel('All')).people).toBe(3);
            const told = await device.told(channel);
            expect(told).toContain('Lena device Ana, by Lena,Ana');
            // The person's own device, which admitted it too, is no facilitator's and tells nothing that would not hold.
            expect(told.filter((line) => line === 'other' || line.startsWith('admitted'))).toEqual(['admitted Ana, Hill, participant']);
        }
        await tablet.channels.send(channel, 'from the tablet');
        await rounds(tablet, bea);
        expect((await bea.channels.show(channel, 9)).lines.map(({ content }) => content)).toContainEqual({
            type: 'text',
            text: 'from the tablet',
        });
    });

    test('sees the digits that its person sees', async () => {
        const { link, expiresAt } = await ana.admissions.linkOwn(24);
        expect(expiresAt).toBeGreaterThan(office.now);
        const tablet = await office.asks(link, 'Ana', true);
        await ana.round();
        const [request] = await ana.admissions.requests();
        expect(request).toMatchObject({ name: 'Ana', forDevice: true, inDoubt: false });
        await tablet.round();
        expect((await ana.admissions.request(request!.id)).digits).toEqual(tablet.digits);
    });

    test('A14: is what a device link leads to, and an invitation never', async () => {
        const { link } = await ana.admissions.linkOwn(24);
        const invited = await lena.admissions.invite({ role: 'participant', party: 'hill' }, 24);
        await expect(parseInvitation(link)).rejects.toThrow();
        await expect(parseDeviceLink(invited.link)).rejects.toThrow();
        await expect(appliedLink({ link: invited.link, isForDevice: true })).rejects.toThrow();
        expect((await appliedLink({ link, isForDevice: true })).invitation).toBeUndefined();

        const cleo = await office.asks(invited.link, 'Cleo');
        await lena.round();
        const [request] = await lena.admissions.requests();
        expect(request!.forDevice).toBe(false);
        await lena.admissions.admit(request!.id, usual);
        await rounds(lena, cleo);
        expect(cleo.session.admission!.body.earlier).toBeUndefined();
    });

    test('A05: is in doubt when its link was used by two, and both are', async () => {
        const { link } = await ana.admissions.linkOwn(24);
        const tablet = await office.asks(link, 'Ana', true);
        await ana.round();
        expect((await ana.admissions.requests()).map(({ inDoubt }) => inDoubt)).toEqual([false]);
        const thief = await office.asks(link, 'Ana', true);
        await rounds(ana, tablet, thief);
        expect(ana.alarms).toEqual(['link-in-doubt']);
        const requests = await ana.admissions.requests();
        expect(requests.map(({ inDoubt }) => inDoubt)).toEqual([true, true]);
        for (const { id } of requests) await expect(ana.admissions.admit(id, usual)).rejects.toMatchObject({ problem: 'link-in-doubt' });
        expect(tablet.session.device.stage).toBe('digits');
        expect(thief.session.device.stage).toBe('in-doubt');
    });

    test('A06: is not linked by a link that was prolonged, or comes too late', async () => {
        const { link } = await ana.admissions.linkOwn(24);
        const body = await parseDeviceLink(link);
        const forged = await deviceLinkToLink({ ...body, expiresAt: hoursAfter(now, 24 * 365) }, filled(66, 32));
        await expect(parseDeviceLink(forged)).rejects.toThrow('not signed by its inviter');
        office.wait(49);
        await office.asks(link, 'Ana', true);
        await ana.round();
        expect(await ana.admissions.requests()).toEqual([]);
        expect(ana.alarms).toEqual(['late-request']);
    });

    test('asks under the name of its person, while the admission lasts', async () => {
        await ana.give(PassKind.mailbox, 2);
        const { link } = await ana.admissions.linkOwn(24);
        await office.asks(link, 'Anna', true);
        await ana.round();
        const [other] = await ana.admissions.requests();
        await expect(ana.admissions.admit(other!.id, usual)).rejects.toMatchObject({ problem: 'other-name' });
        await ana.admissions.decline(other!.id, '');
        const { notAfter } = ana.session.admission!.body;
        office.wait(notAfter - office.hour - 1);
        await office.asks((await ana.admissions.linkOwn(24)).link, 'ANA', true);
        await ana.round();
        const [same] = await ana.admissions.requests();
        await ana.admissions.admit(same!.id, usual);
        await office.asks((await ana.admissions.linkOwn(24)).link, 'Ana', true);
        await ana.round();
        office.wait(1);
        const [late] = await ana.admissions.requests();
        await expect(ana.admissions.admit(late!.id, usual)).rejects.toMatchObject({ problem: 'admission-over' });
    });

    test('costs the spare pass; without one there is no link', async () => {
        expect(await passStock.count(ana.store, PassKind.mailbox)).toBe(1);
        for (const hours of [0, 7 * 24 + 1]) {
            await expect(ana.admissions.linkOwn(hours)).rejects.toMatchObject({ problem: 'bad-time' });
        }
        await ana.admissions.linkOwn(7 * 24);
        await expect(ana.admissions.linkOwn(24)).rejects.toMatchObject({ problem: 'no-pass' });
    });

    test('adds none when its own admission, with those before it, would not fit', async () => {
        let from = ana;
        while (admissionBytes(from) <= 1100) {
            await from.give(PassKind.mailbox, 1);
            from = await linked(at(), from);
        }
        await from.give(PassKind.mailbox, 1);
        await expect(from.admissions.linkOwn(24)).rejects.toMatchObject({ problem: 'first-device-only' });
        await ana.give(PassKind.mailbox, 1);
        expect((await ana.admissions.linkOwn(24)).link).toContain('#device=');
    });
});

describe('a returning device', () => {
    test('takes the place of the lost one in the same commit', async () => {
        const fresh = await returned(at(), 'Ana');
        expect(fresh.session.device.stage).toBe('admitted');
        await rounds(lena, bea, fresh);
        expect(await fresh.channel('All')).toMatchObject({ state: 'open', people: 3 });
        expect(await bea.told(channel)).toContain('Lena device Ana, by Lena');
        await ana.round();
        expect(await ana.channel('All')).toMatchObject({ state: 'removed' });
        const { all } = await PeopleDirectory.read(lena.store);
        expect(all.map(({ name }) => name)).toEqual(['Ana', 'Bea', 'Ana']);
        expect((await lena.admissions.people()).map(({ name }) => name)).toEqual(['Bea', 'Ana']);
    });

    test('is let ask by an officer only, for one device that is meant', async () => {
        await bea.give(PassKind.mailbox, 1);
        await expect(bea.admissions.inviteDevice('Ana', 24)).rejects.toMatchObject({ problem: 'not-allowed' });
        await expect(lena.admissions.inviteDevice('Nobody', 24)).rejects.toMatchObject({ problem: 'not-found' });
        const tablet = await linked(at(), ana);
        await expect(lena.admissions.inviteDevice('Ana', 24)).rejects.toMatchObject({ problem: 'cut-off-first' });
        await cutOff(at(), tablet);
        expect((await lena.admissions.inviteDevice('Ana', 24)).link).toContain('#device=');
    });

    test('needs the signatures of the device rule', async () => {
        office = await Office.open({ deviceRule: SignatureRules.twoWhoKnowThePerson });
        lena = await office.officer('Lena');
        ana = await office.admit(lena, 'Ana');
        const { link } = await lena.admissions.inviteDevice('Ana', 24);
        const fresh = await office.asks(link, 'Ana', true);
        await lena.round();
        const [request] = await lena.admissions.requests();
        const { paper } = await lena.admissions.admit(request!.id, usual);
        expect(paper).toBeDefined();
        await rounds(lena, fresh, ana);
        expect(fresh.session.device.stage).toBe('digits');
        await ana.desks.papers.sign(paper as never);
        await rounds(ana, lena, fresh);
        expect(fresh.session.device.stage).toBe('admitted');
    });
});
