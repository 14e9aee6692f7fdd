import { beforeEach, expect, test } from 'vitest';
import { Office, usual } from '../../../tests/support/office.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { opaque } from '../../../tests/world.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { appliedLink } from '../devices/appliedLink.ts';
import { compareDigits } from '../devices/applicant.ts';
import { digitsDifferCodec } from '../trust/digitsDiffer.ts';
import { LetterKind } from '../trust/letter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';

let office: Office;
let lena: WebDevice;
let ana: WebDevice;
let link: string;

const stateOf = async () => (await lena.admissions.requests()).map(({ differs, inDoubt }) => [differs, inDoubt]);

beforeEach(async () => {
    office = await Office.open();
    lena = await office.officer('Lena');
    ({ link } = await lena.admissions.invite({ role: 'participant', party: 'hill' }, 24));
    ana = await office.asks(link, 'Ana');
    for (const device of [lena, ana]) await device.round();
});

/** What somebody says of digits; whoever holds a link can. */
async function says(device: WebDevice, request: ObjectHash, about = link): Promise<void> {
    const { link: of } = await appliedLink({ link: about, isForDevice: false });
    const body = encodeObject(digitsDifferCodec, { request, secret: of.secret });
    await device.store.write((writer) => device.session.letters.write(writer, LetterKind.digitsDiffer, of.card, body));
    await device.session.letters.dropAll();
    await lena.round();
}

test('A09: digits that differ stop the entry on both sides until both compare again', async () => {
    const [request] = await lena.admissions.requests();
    await compareDigits(ana.session, true);
    for (const device of [ana, lena]) await device.round();
    expect(ana.session.device.stage).toBe('differ');
    expect([lena.alarms, await stateOf()]).toEqual([['digits-differ'], [[true, false]]]);
    expect(lena.news.at(-1)).toMatchObject({ news: 'requests', requests: [{ differs: true }] });
    await expect(lena.admissions.admit(request!.id, usual)).rejects.toMatchObject({ problem: 'digits-differ' });

    expect((await lena.admissions.compare(request!.id, false)).request.differs).toBe(false);
    await lena.admissions.admit(request!.id, usual);
    for (const device of [lena, ana]) await device.round();
    expect(ana.session.device.stage).toBe('differ');
    await compareDigits(ana.session, false);
    await ana.round();
    expect(ana.session.device.stage).toBe('admitted');
});

test('A09: digits that differ on the own screen stop a request as well', async () => {
    const [request] = await lena.admissions.requests();
    expect((await lena.admissions.compare(request!.id, true)).request.differs).toBe(true);
    await expect(lena.admissions.admit(request!.id, usual)).rejects.toMatchObject({ problem: 'digits-differ' });
    await lena.admissions.decline(request!.id, '');
    for (const device of [lena, ana]) await device.round();
    expect(ana.session.device.stage).toBe('declined');
});

test('A09: nobody stops an entry who does not hold its link, or in the name of another device', async () => {
    const other = await lena.admissions.invite({ role: 'participant', party: 'hill' }, 24);
    const eve = await office.asks(other.link, 'Eve');
    await lena.round();
    const [ofAna] = await lena.admissions.requests();
    await says(eve, ofAna!.id as ObjectHash);
    await says(eve, opaque<ObjectHash>(9, 32), (await foreign()).link);
    expect([lena.alarms, await stateOf()]).toEqual([
        [],
        [
            [false, false],
            [false, false],
        ],
    ]);
    // Whoever holds the link speaks of a request that never came: two devices use it.
    await says(eve, opaque<ObjectHash>(9, 32));
    expect([lena.alarms, await stateOf()]).toEqual([
        ['link-in-doubt'],
        [
            [false, true],
            [false, false],
        ],
    ]);
});

/** A link to this mailbox that was not made here. */
async function foreign(): Promise<{ readonly link: string }> {
    const elsewhere = await office.officer('Lena');
    return elsewhere.admissions.invite({ role: 'participant', party: 'hill' }, 24);
}
