import { expect, test } from 'vitest';
import { Office } from '../../../tests/support/office.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { coast, facilitator, filled, key, signAll } from '../../../tests/world.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { cardOf } from '../devices/mailboxMaker.ts';
import { admissionCodec } from '../trust/admission.ts';
import { LetterKind } from '../trust/letter.ts';
import { officerNoticeCodec, type OfficerNotice } from '../trust/officerNotice.ts';
import { Roles } from '../trust/roles.ts';
import { hoursAfter } from '../trust/unixHour.ts';
import { PeopleDirectory } from './peopleDirectory.ts';

const officers = [
    { key: key(facilitator), party: undefined, roles: Roles.organizer | Roles.facilitator },
    { key: key(1), party: coast, roles: Roles.organizer },
];
const names = async (device: WebDevice) => (await PeopleDirectory.read(device.store)).all.map(({ name }) => name);

test('another officer is told of an admission, and believes no stranger and no missing signature', async () => {
    const office = await Office.open({ officers });
    const lena = await office.officer('Lena');
    const omar = await office.officer('Omar', 1, Roles.organizer);
    const ana = await office.admit(lena, 'Ana');
    const { admission, device } = ana.session;
    const notice: OfficerNotice = { admission: admission!, card: cardOf(device.mailbox), name: 'Ana' };
    const tell = async (from: WebDevice, body: OfficerNotice) => {
        const bytes = encodeObject(officerNoticeCodec, body);
        await from.store.write((writer) =>
            from.session.letters.write(writer, LetterKind.officerNotice, cardOf(omar.session.device.mailbox), bytes),
        );
        await from.session.letters.dropAll();
        await omar.round();
    };
    await tell(ana, notice);
    const [one] = notice.admission.signatures;
    await tell(lena, { ...notice, admission: { ...notice.admission, signatures: [{ ...one!, signature: filled(1, 64) }] } });
    expect(await names(omar)).toEqual([]);
    await tell(lena, notice);
    expect(await names(omar)).toEqual(['Ana']);
    // A16: the mailbox and the name that are known stay, whoever tells of others; a renewal is taken.
    const other = { card: cardOf(lena.session.device.mailbox), name: 'Anna' };
    const { body } = notice.admission;
    const renewed = await signAll(admissionCodec, { ...body, notAfter: hoursAfter(body.notAfter, 24) }, facilitator);
    for (const told of [notice.admission, renewed]) {
        await tell(lena, { ...other, admission: told });
        expect((await PeopleDirectory.read(omar.store)).all).toMatchObject([{ admission: told, card: notice.card, name: 'Ana' }]);
    }
});
