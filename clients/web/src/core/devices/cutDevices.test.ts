import { beforeEach, describe, expect, test } from 'vitest';
import { asking, cutOff, linked, returned, rounds } from '../../../tests/support/furtherDevices.ts';
import { Office, usual } from '../../../tests/support/office.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { PeopleDirectory } from '../admissions/peopleDirectory.ts';
import { hoursAfter } from '../trust/unixHour.ts';

let office: Office;
let lena: WebDevice;
let ana: WebDevice;
let bea: WebDevice;

const at = () => ({ office, lena });

beforeEach(async () => {
    office = await Office.open();
    lena = await office.officer('Lena');
    ana = await office.admit(lena, 'Ana');
    bea = await office.admit(lena, 'Bea', 'coast');
});

describe('A07: after a cut', () => {
    const refused = { problem: 'not-allowed' };

    test('a link that was made before is void, and one that was made after is for the return', async () => {
        const { link } = await lena.admissions.inviteDevice('Ana', 24);
        const request = await asking(at(), lena, link, 'Ana');
        await cutOff(at(), ana);
        await expect(lena.admissions.admit(request, usual)).rejects.toMatchObject(refused);
        await lena.admissions.decline(request, '');
        expect((await returned(at(), 'Ana')).session.device.stage).toBe('admitted');
        await cutOff(at(), bea);
        const forReturn = (await lena.admissions.inviteDevice('Bea', 24)).link;
        const late = await asking(at(), lena, forReturn, 'Bea');
        await cutOff(at(), bea, true);
        await expect(lena.admissions.admit(late, usual)).rejects.toMatchObject(refused);
    });

    test('of all devices none comes back on a link; a person comes in anew, under the same name', async () => {
        const { link } = await lena.admissions.inviteDevice('Ana', 24);
        const request = await asking(at(), lena, link, 'Ana');
        const invited = await lena.admissions.invite({ role: 'participant', party: 'hill' }, 24);
        const again = await office.asks(invited.link, 'Ana');
        await lena.round();
        const anew = (await lena.admissions.requests()).at(-1)!.id;
        await expect(lena.admissions.admit(anew, usual)).rejects.toMatchObject({ problem: 'name-looks-alike' });
        await cutOff(at(), ana, true);
        await expect(lena.admissions.admit(request, usual)).rejects.toMatchObject(refused);
        await expect(lena.admissions.inviteDevice('Ana', 24)).rejects.toMatchObject(refused);
        expect((await lena.admissions.inviteDevice('Bea', 24)).link).toContain('#device=');
        await lena.admissions.admit(anew, usual);
        await rounds(lena, again);
        expect(again.session.device.stage).toBe('admitted');
        const people = await lena.admissions.candidates(['Ana']);
        expect(people.map(({ admission }) => admission.body.device)).toEqual([again.session.ownKey]);
    });

    test('a device vouches for no other', async () => {
        const { link } = await ana.admissions.linkOwn(24);
        await ana.admissions.admit(await asking(at(), ana, link, 'Ana'), usual);
        await rounds(ana, lena);
        await cutOff(at(), ana);
        const [paper] = (await lena.desks.papers.papers()).filter(({ state }) => state === 'open');
        await expect(lena.desks.papers.sign(paper!.id as never)).rejects.toMatchObject(refused);
        const other = await asking(at(), bea, (await bea.admissions.linkOwn(24)).link, 'Bea');
        await bea.admissions.admit(other, usual);
        await rounds(bea, lena);
        const newest = (await lena.desks.papers.papers()).at(-1)!;
        expect((await lena.desks.papers.sign(newest.id as never)).paper.state).toBe('complete');
    });

    test('a renewal begins after the hour of it, and brings no device back that was named', async () => {
        await cutOff(at(), bea, true);
        await expect(lena.admissions.renew('Bea', undefined, usual)).rejects.toMatchObject(refused);
        const tablet = await linked(at(), ana);
        const begin = async () => {
            await lena.admissions.renew('Ana', undefined, usual);
            const { all } = await PeopleDirectory.read(lena.store);
            return all.find(({ admission }) => admission.body.device === tablet.session.ownKey)!.admission.body.notBefore;
        };
        office.wait(1);
        expect(await begin()).toBe(office.hour);
        await cutOff(at(), ana, true);
        expect(await begin()).toBe(hoursAfter(office.hour, 1));
    });
});
