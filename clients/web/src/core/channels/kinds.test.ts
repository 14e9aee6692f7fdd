import { beforeEach, expect, test } from 'vitest';
import { Office } from '../../../tests/support/office.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { fromHex } from '../bytes.ts';
import { ChannelKind } from '../content/channelKind.ts';
import { longestDays } from '../policy/policyRules.ts';
import { PassKind } from '../wire/passKind.ts';
import { idOf, type ChannelId } from '../wire/opaqueId.ts';

let office: Office;
let lena: WebDevice;

beforeEach(async () => {
    office = await Office.open();
    lena = await office.officer('Lena');
    for (const [name, side, role] of [
        ['Ana', 'hill', 'participant'],
        ['Bea', 'coast', 'participant'],
        ['Noor', '', 'rapporteur'],
        ['Otto', 'hill', 'organizer'],
    ] as const)
        await office.admit(lena, name, side, role);
    await lena.give(PassKind.channel, 4);
    await lena.give(PassKind.mailbox, 2);
});

const people = (...names: readonly string[]) => lena.admissions.candidates(names);

test('each kind refuses who has no place in it, and takes who has', async () => {
    for (const [kind, stranger, members] of [
        ['working-group', 'Otto', ['Ana', 'Bea', 'Noor']],
        ['commons', 'Noor', ['Ana', 'Bea']],
        ['team', 'Ana', ['Noor']],
        ['text-desk', 'Ana', ['Noor']],
        ['desk', 'Noor', ['Otto']],
    ] as const) {
        const plan = { title: kind, kind, unbalanced: true } as const;
        await expect(lena.channels.create(plan, await people(...members, stranger)), kind).rejects.toMatchObject({
            problem: 'not-allowed',
        });
        const made = await lena.channels.create(plan, await lena.admissions.everybody({ kind }));
        expect(made.added, kind).toEqual(members);
        const id = idOf<ChannelId>(fromHex(made.channel));
        await expect(lena.channels.add(id, await people(stranger), true), kind).rejects.toMatchObject({ problem: 'not-allowed' });
        expect(await lena.channel(kind)).toMatchObject({ kind, people: members.length + 1 });
    }
});

test('a working group is opened and filled with as many of each side, or by a word', async () => {
    await office.admit(lena, 'Cora');
    const plan = { title: 'Water', kind: 'working-group' } as const;
    await expect(lena.channels.create(plan, await people('Ana', 'Noor'))).rejects.toMatchObject({ problem: 'unbalanced' });
    expect(await lena.channels.channels()).toEqual([]);
    const made = await lena.channels.create(plan, await people('Ana', 'Bea'));
    const id = idOf<ChannelId>(fromHex(made.channel));
    await expect(lena.channels.add(id, await people('Cora'))).rejects.toMatchObject({ problem: 'unbalanced' });
    expect((await lena.channels.add(id, await people('Cora'), true)).added).toEqual(['Cora']);
});

test('the commons keeps words for three days at most', () => {
    const { head } = office.charters;
    expect(longestDays(ChannelKind.commons, head)).toBe(3);
    expect(longestDays(ChannelKind.commons, { ...head, retentionDays: 1 })).toBe(1);
    expect(longestDays(ChannelKind.plenary, head)).toBe(head.retentionDays);
});
