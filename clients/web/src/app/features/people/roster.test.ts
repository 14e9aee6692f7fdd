import { screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ChannelView, DeviceView } from '../../../worker/api.ts';
import { opened, prepare, press, write } from '../../testing/page.ts';
import { samplesIn } from '../../testing/samples.ts';
import { refuse, type ScriptedPort } from '../../testing/scriptedPort.ts';

const s = samplesIn('en');
const facilitator: DeviceView = { ...s.device, name: s.t.team, party: undefined, roles: ['facilitator'] };

beforeEach(prepare);

async function shown(device: DeviceView, changes: Partial<ChannelView> = {}, script: ScriptedPort['script'] = {}) {
    const channel = { ...s.water, ...changes };
    const page = await opened(
        { device },
        { channels: () => [channel], show: () => s.talk(channel), roster: () => s.members, people: () => s.people, ...script },
    );
    await page.dialogue.talk.show(channel, device.party);
    page.dialogue.sheet = 'roster';
    const sheet = within(await screen.findByRole('dialog'));
    await sheet.findByText(s.t.samir);
    return { ...page, sheet };
}

const plain = (text: string | null | undefined) =>
    text
        ?.replaceAll(/[\u2068\u2069]/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim();

describe('the roster', () => {
    test('tells of everybody side, role, how and when verified, who vouched, and who goes out next', async () => {
        const { sheet } = await shown(s.device);
        expect(sheet.getAllByRole('listitem').map((row) => plain(row.textContent))).toEqual([
            'Leyla Hill · participant You',
            'Samir Coast · participant not verified yet',
            'Petra Hill · participant Verified: code scanned, April 14, 2026',
            'Ingrid Team · facilitator another device than the one you verifiedNew device, verified by Petra',
            'Somebody whose name has not come yet Coast · participant not verified yetThe admission has ended; this device is taken out next.',
        ]);
        for (const name of ['Bring somebody in', 'Guide this channel']) expect(sheet.queryByRole('button', { name })).toBeNull();
        await press(/^Samir/);
        expect(sheet.queryByRole('button', { name: 'Take out of this channel' })).toBeNull();
        expect(sheet.getByRole('button', { name: 'Compare digits' })).toBeTruthy();
    });

    test('offers a caucus nobody of the other side, and brings in who was chosen', async () => {
        const added = { added: ['Rana'], waiting: [] };
        const people = [...s.people, { ...s.people[0]!, name: 'Rana', party: s.hill }];
        const { port, sheet } = await shown(
            facilitator,
            { kind: 'caucus', party: s.hill },
            { people: () => people, addToChannel: () => added },
        );
        await press('Bring somebody in');
        expect((await sheet.findAllByRole('checkbox')).map((box) => plain(box.parentElement?.textContent))).toEqual(['Rana Hill']);
        (await sheet.findAllByRole('checkbox'))[0]!.click();
        await press('Bring somebody in');
        expect((await sheet.findByRole('status')).textContent).toContain('reading from here on');
        const call = port.calls.find(({ name }) => name === 'addToChannel');
        expect(call?.argument).toMatchObject({ channel: s.water.id });
        expect((call?.argument as { people: string[] }).people).toEqual(['Rana']);
    });

    test('takes somebody out with a reason, or names that others must sign; a refusal is told and nothing is lost', async () => {
        const { port, sheet } = await shown(facilitator, {}, { removeFromChannel: refuse('not-allowed') });
        await press(/^Samir/);
        await press('Take out of this channel');
        await write('Why? It goes to all in the channel and to whoever must sign.', ' quoted outside ');
        await press('Sign and take out');
        expect(await sheet.findByText('The Charter does not allow this step.')).toBeTruthy();
        port.script.removeFromChannel = () => 'ab'.repeat(32);
        await press('Sign and take out');
        expect((await sheet.findByRole('status')).textContent).toContain('Others must sign too');
        expect(port.calls.filter(({ name }) => name === 'removeFromChannel').at(-1)?.argument).toEqual({
            channel: s.water.id,
            name: 'Samir',
            reason: 'quoted outside',
        });
    });
});
