import { fireEvent, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PersonView } from '../../../worker/api.ts';
import { choose, opened, prepare, press, write } from '../../testing/page.ts';
import { samplesIn } from '../../testing/samples.ts';
import { refuse } from '../../testing/scriptedPort.ts';
import { hasPlace } from './opening.svelte.ts';

const s = samplesIn('en');
const ingrid = { ...s.device, name: 'Ingrid', party: undefined, roles: ['facilitator'] } as const;
const person = (name: string, party: PersonView['party'], role: PersonView['roles'][number] = 'participant'): PersonView => ({
    name,
    party,
    roles: [role],
    from: 0,
    objectedTo: false,
});
const people = [
    person('Ingrid', undefined, 'facilitator'),
    person('Leyla', s.hill),
    person('Samir', s.coast),
    person('Karim', undefined, 'interpreter'),
    person('Oren', s.hill, 'organizer'),
];
const answers = { charter: () => s.inForce, people: () => people };
const opens = { channel: 'c9', added: ['Leyla'], waiting: [] };

beforeEach(prepare);

describe('a facilitator', () => {
    const ticked = async (): Promise<readonly string[]> =>
        (await screen.findAllByRole('checkbox', { checked: true })).map(
            (box) => box.closest('label')?.querySelector('bdi')?.textContent ?? '',
        );

    test('opens a plenary with everybody who has a place, but whom they take out', async () => {
        const { port } = await opened({ device: ingrid }, { ...answers, createChannel: () => ({ ...opens, waiting: ['Samir'] }) });
        await press('New channel');
        expect(await ticked()).toEqual(['Leyla', 'Samir', 'Karim']);
        await fireEvent.click(screen.getByLabelText(/Karim/));
        await write('Name of the channel', ' Plenary ');
        await press('Open the channel');
        expect(port.calls.find(({ name }) => name === 'createChannel')?.argument).toEqual({
            kind: 'plenary',
            title: 'Plenary',
            people: ['Leyla', 'Samir'],
        });
        expect((await screen.findByText(/They come in once/)).textContent.replaceAll(/[\u2068\u2069]/g, '')).toContain('Samir');
    });

    test('cannot put somebody of the other side into a caucus', async () => {
        const { port } = await opened({ device: ingrid }, { ...answers, createChannel: () => opens });
        await press('New channel');
        await choose('Kind', 'caucus');
        await choose('Side', 'C');
        expect(await ticked()).toEqual(['Samir', 'Karim']);
        expect(screen.queryByLabelText(/Leyla/)).toBeNull();
        await write('Name of the channel', 'Coast caucus');
        await press('Open the channel');
        expect(port.calls.find(({ name }) => name === 'createChannel')?.argument).toEqual({
            kind: 'caucus',
            side: 'C',
            title: 'Coast caucus',
            people: ['Samir', 'Karim'],
        });
    });

    test('chooses who is in a private line, and reads why it could not be opened', async () => {
        const { port } = await opened({ device: ingrid }, { ...answers, createChannel: refuse('bad-name') });
        await press('New channel');
        await choose('Kind', 'private-line');
        expect(screen.queryAllByRole('checkbox', { checked: true })).toEqual([]);
        await fireEvent.click(screen.getByLabelText(/Leyla/));
        await press('Open the channel');
        expect(port.calls.at(-1)?.argument).toEqual({ kind: 'private-line', title: '', people: ['Leyla'] });
        expect(await screen.findByRole('alert')).toBeTruthy();
    });
});

test('a working group with more voices of one side is opened only by whoever presses once more', async () => {
    const { port } = await opened({ device: ingrid }, { ...answers, createChannel: refuse('unbalanced') });
    await press('New channel');
    await choose('Kind', 'working-group');
    expect(screen.queryAllByRole('checkbox', { checked: true })).toEqual([]);
    await fireEvent.click(await screen.findByLabelText(/Leyla/));
    await press('Open the channel');
    expect((await screen.findByRole('alert')).textContent).toContain('as many participants of each side');
    const place = { kind: 'working-group', title: '', people: ['Leyla'] };
    expect(port.calls.at(-1)?.argument).toEqual(place);
    await fireEvent.click(screen.getByLabelText(/Samir/));
    expect(screen.queryByRole('alert')).toBeNull();
    await fireEvent.click(screen.getByLabelText(/Samir/));
    await press('Open the channel');
    await screen.findByRole('alert');
    await press('Open the channel');
    expect(port.calls.at(-1)?.argument).toEqual({ ...place, unbalanced: true });
});

test('each kind offers those whose role has a place in it', () => {
    const offered = (kind: Parameters<typeof hasPlace>[1]) =>
        people.filter((one) => hasPlace(one, kind, undefined)).map(({ name }) => name);
    expect(offered('team')).toEqual(['Ingrid', 'Karim']);
    expect(offered('text-desk')).toEqual(['Ingrid', 'Karim']);
    expect(offered('desk')).toEqual(['Ingrid', 'Oren']);
    expect(offered('commons')).toEqual(['Ingrid', 'Leyla', 'Samir', 'Karim']);
});

test('nobody else opens channels', async () => {
    await opened({ device: s.officer }, {});
    expect(await screen.findByText('Lake Dialogue')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'New channel' })).toBeNull();
});
