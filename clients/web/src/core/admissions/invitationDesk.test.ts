import { beforeEach, describe, expect, test } from 'vitest';
import { meet, Office, usual } from '../../../tests/support/office.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { coast, facilitator, filled, key, now, opaque } from '../../../tests/world.ts';
import { encodeSigned, idOfSigned, signObject } from '../cbor/signedCodec.ts';
import { cardOf } from '../devices/mailboxMaker.ts';
import { invitationCodec, invitationToLink, parseInvitation } from '../trust/invitation.ts';
import { joinRequestCodec, type JoinRequest } from '../trust/joinRequest.ts';
import { LetterKind } from '../trust/letter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { RemarkKind } from '../trust/remarkKind.ts';
import { Roles } from '../trust/roles.ts';
import { SignatureRules } from '../trust/signatureRule.ts';
import { hoursAfter } from '../trust/unixHour.ts';
import { PeopleDirectory } from './peopleDirectory.ts';

let office: Office;
let lena: WebDevice;

const officers = [
    { key: key(facilitator), party: undefined, roles: Roles.organizer | Roles.facilitator },
    { key: key(1), party: coast, roles: Roles.organizer },
];
const participant = { role: 'participant', party: 'hill' } as const;
const names = async (device: WebDevice) => (await PeopleDirectory.read(device.store)).all.map(({ name }) => name);

beforeEach(async () => {
    office = await Office.open();
    lena = await office.officer('Lena');
});

describe('a link', () => {
    test('A05: that two devices used admits neither, and one that one device used admits it', async () => {
        const { link } = await lena.admissions.invite(participant, 24);
        const other = await lena.admissions.invite(participant, 24);
        const ana = await office.asks(link, 'Ana');
        await office.asks(other.link, 'Bea');
        await lena.round();
        const eve = await office.asks(link, 'Eve');
        await lena.round();
        expect(eve.session.device.stage).toBe('in-doubt');
        expect(lena.alarms).toEqual(['link-in-doubt']);
        const requests = await lena.admissions.requests();
        expect(requests.map(({ name, inDoubt }) => [name, inDoubt])).toEqual([
            ['Ana', true],
            ['Bea', false],
            ['Eve', true],
        ]);
        for (const { id, inDoubt } of requests) {
            if (inDoubt) await expect(lena.admissions.admit(id, usual)).rejects.toMatchObject({ problem: 'link-in-doubt' });
            else await lena.admissions.admit(id, usual);
        }
        expect(await names(lena)).toEqual(['Bea']);
        for (const device of [lena, ana]) await device.round();
        expect(ana.session.device.stage).toBe('digits');
    });

    test('A05: that two devices used is in doubt, even if a relay gave both of them a mailbox for it', async () => {
        const { link } = await lena.admissions.invite(participant, 24);
        const other = await lena.admissions.invite(participant, 24);
        const ana = await office.asks(link, 'Ana');
        const eve = await office.asks(other.link, 'Eve');
        await lena.round();
        expect((await lena.admissions.requests()).map(({ inDoubt }) => inDoubt)).toEqual([false, false]);
        const { device } = eve.session;
        await dropAs(eve, { ...(await writtenBy(ana)).body, device: eve.session.ownKey, card: cardOf(device.mailbox), name: 'Eva' });
        await lena.round();
        expect((await lena.admissions.requests()).map(({ name, inDoubt }) => [name, inDoubt])).toEqual([
            ['Ana', true],
            ['Eve', false],
            ['Eva', true],
        ]);
    });

    test('A05: that a second device uses takes back what was proposed for the first', async () => {
        office = await Office.open({ officers, admissionRule: SignatureRules.twoOfficers });
        lena = await office.officer('Lena');
        const { link } = await lena.admissions.invite(participant, 24);
        await office.asks(link, 'Ana');
        await lena.round();
        const [request] = await lena.admissions.requests();
        const { paper } = await lena.admissions.admit(request!.id, usual);
        await office.asks(link, 'Eve');
        await lena.round();
        expect(await lena.desks.papers.papers()).toMatchObject([{ id: paper, state: 'withdrawn' }]);
        expect((await lena.admissions.requests()).map(({ inDoubt }) => inDoubt)).toEqual([true, true]);
    });

    test('A05: that a second device uses takes back what only the own objection holds up', async () => {
        office = await Office.open({ officers, admissionRule: SignatureRules.twoOfficers });
        lena = await office.officer('Lena');
        const omar = await office.officer('Omar', 1, Roles.organizer);
        await meet(lena, omar);
        const propose = async (name: string) => {
            const { link } = await lena.admissions.invite(participant, 24);
            const device = await office.asks(link, name);
            await lena.round();
            const asked = (await lena.admissions.requests()).find((one) => one.name === name);
            const paper = (await lena.admissions.admit(asked!.id, usual)).paper as ObjectHash;
            await lena.desks.papers.say(paper, RemarkKind.objection, 'let me ask once more');
            for (const one of [lena, omar]) await one.round();
            await omar.desks.papers.sign(paper);
            for (const one of [omar, lena, device]) await one.round();
            expect([(await lena.desks.papers.paper(paper)).paper.state, device.session.device.stage]).toEqual(['open', 'digits']);
            return { link, device, paper };
        };
        const ana = await propose('Ana');
        const bea = await propose('Bea');
        await office.asks(ana.link, 'Eve');
        await bea.device.round();
        await lena.desks.papers.withdraw(bea.paper);
        for (const one of [lena, omar, lena, ana.device, bea.device]) await one.round();
        const states = (device: WebDevice) =>
            Promise.all([ana, bea].map(async ({ paper }) => (await device.desks.papers.paper(paper)).paper.state));
        for (const officer of [lena, omar]) expect(await states(officer)).toEqual(['withdrawn', 'complete']);
        expect([ana, bea].map(({ device }) => device.session.device.stage)).toEqual(['digits', 'admitted']);
    });

    test('A06: whose time is over brings no request, whenever the request says it was made', async () => {
        const { link } = await lena.admissions.invite(participant, 24);
        const late = await office.asks(link, 'Late');
        await lena.round();
        const { hour, body } = await writtenBy(late);
        office.wait(23);
        await lena.round();
        expect(await lena.admissions.requests()).toMatchObject([{ name: 'Late' }]);

        // The request says an hour before the end, and comes a day and an hour after it.
        office.wait(26);
        await dropAs(late, { ...body, name: 'Much later', hour });
        await lena.round();
        expect(lena.alarms).toEqual(['late-request']);
        expect(await lena.admissions.requests()).toHaveLength(1);
    });

    test('A06: that was prolonged, or offers more, is read by nobody', async () => {
        const { link } = await lena.admissions.invite(participant, 24);
        const invitation = await parseInvitation(link);
        const forged = await invitationToLink(
            { ...invitation, roles: Roles.facilitator, expiresAt: hoursAfter(now, 24 * 365) },
            filled(77, 32),
        );
        await expect(parseInvitation(forged)).rejects.toThrow('not signed by its inviter');
        const honest = await office.asks(link, 'Ana');
        const { body } = await writtenBy(honest);
        await dropAs(honest, { ...body, invitation: opaque(9, 32), name: 'Other link' });
        await dropAs(honest, { ...body, secret: filled(8, 32), name: 'Other secret' });
        await dropAs(honest, { ...body, device: lena.session.ownKey, name: 'Other device' });
        await lena.round();
        expect((await lena.admissions.requests()).map(({ name, roles }) => [name, roles])).toEqual([['Ana', ['participant']]]);
    });

    test('A05: that was used for somebody who is in brings the next one into doubt', async () => {
        const { link } = await lena.admissions.invite(participant, 24);
        await office.asks(link, 'Ana');
        await lena.round();
        await lena.admissions.admit((await lena.admissions.requests())[0]!.id, usual);
        await office.asks(link, 'Eve');
        await lena.round();
        const [request] = await lena.admissions.requests();
        expect(request).toMatchObject({ name: 'Eve', inDoubt: true });
        await expect(lena.admissions.admit(request!.id, usual)).rejects.toMatchObject({ problem: 'link-in-doubt' });
        expect(await names(lena)).toEqual(['Ana']);
    });
});

/** The request that a device sent, as its body. */
async function writtenBy(device: WebDevice): Promise<{ readonly body: JoinRequest; readonly hour: JoinRequest['hour'] }> {
    const invitation = await parseInvitation(device.session.device.application!.link);
    const body = {
        dialogue: invitation.dialogue,
        invitation: idOfSigned(invitationCodec, { body: invitation }),
        device: device.session.ownKey,
        card: cardOf(device.session.device.mailbox),
        secret: invitation.secret,
        name: device.session.device.name,
        hour: now,
    };
    return { body, hour: hoursAfter(now, 23) };
}

/** Drops a request that a device signed, whatever it says. */
async function dropAs(device: WebDevice, body: JoinRequest): Promise<void> {
    const signed = encodeSigned(joinRequestCodec, await signObject(joinRequestCodec, body, device.session.device.deviceSeed));
    await device.store.write((writer) =>
        device.session.letters.write(writer, LetterKind.joinRequest, cardOf(lena.session.device.mailbox), signed),
    );
    await device.session.letters.dropAll();
}
