import { expect, test } from 'vitest';
import { measured, readGolden } from '../../../tests/golden.ts';
import { world } from '../../../tests/samples.ts';
import { hill } from '../../../tests/world.ts';
import { ChannelKind } from '../content/channelKind.ts';
import { Roles } from '../trust/roles.ts';
import { ChannelAct, decide, decideFor } from './channelDecisions.ts';

type Row = [kind: keyof typeof ChannelKind, act: keyof typeof ChannelAct, roles: string, refusal: string];

const { rows } = readGolden<{ rows: Row[] }>('policy', 'decisions');

test('every row of the table is what the code decides, and no cell is missing or there twice', () => {
    const rolesOf = (names: string) => names.split('+').reduce((sum, name) => sum | Roles[name as keyof typeof Roles], 0);
    for (const [kind, act, roles, refusal] of rows)
        expect(decide(rolesOf(roles), ChannelAct[act], ChannelKind[kind]), `${kind} ${act} ${roles}`).toBe(refusal);
    const cells = new Set(rows.map(([kind, act, roles]) => `${kind} ${act} ${roles}`));
    const single = Object.keys(Roles).filter((name) => name !== 'none' && name !== 'all');
    for (const kind of Object.keys(ChannelKind).filter((kind) => kind !== 'quietLine'))
        for (const act of Object.keys(ChannelAct)) for (const role of single) expect(cells).toContain(`${kind} ${act} ${role}`);
    const refusals = rows.filter(([, , , refusal]) => refusal !== 'none').length;
    measured('policy', 'decisions.json', rows.length, refusals);
    expect(cells.size).toBe(rows.length);
    expect(rows.length).toBeGreaterThanOrEqual(8 * 20 * 7);
    expect(refusals).toBeGreaterThan(100);
});

test('kinds of later versions are refused', () => {
    expect(decide(Roles.facilitator, ChannelAct.join, ChannelKind.quietLine)).toBe('kindNotSupported');
    expect(decide(Roles.facilitator, ChannelAct.join, ChannelKind.plenary)).toBe('none');
});

test('an admission limited to listening posts no words', () => {
    const admission = world.admission(20, hill, Roles.participant);
    const listening = { ...admission, limits: { channels: [], listensOnly: true } };
    expect(decideFor(admission, ChannelAct.postText, ChannelKind.plenary)).toBe('none');
    expect(decideFor(listening, ChannelAct.postText, ChannelKind.plenary)).toBe('listensOnly');
    expect(decideFor(listening, ChannelAct.postSeen, ChannelKind.plenary)).toBe('none');
});
