import { expect, test } from 'vitest';
import type { MemberView } from '../../../worker/api.ts';
import { refuse, ScriptedPort } from '../../testing/scriptedPort.ts';
import { Verification } from './verification.svelte.ts';

const member = (name: string, verification: MemberView['verification']): MemberView => ({
    device: name,
    name,
    party: undefined,
    verification,
});
const members = [member('Leyla', 'self'), member('Samir', 'unverified'), member('Petra', 'lost')];
const view = { digits: ['0123', '4567'], scan: 'SDV1:', members };

test('A01: only those who are there are marked, and only after the digits were shown', async () => {
    const port = new ScriptedPort({ verification: () => view, compared: () => [...members.slice(0, 2), member('Petra', 'verified')] });
    const verification = new Verification(port, 'c1');
    await verification.same();
    expect(port.count('compared')).toBe(0);
    await verification.load();
    expect(verification.others.map(({ name }) => name)).toEqual(['Samir', 'Petra']);
    verification.toggle('Samir');
    verification.toggle('Petra');
    verification.toggle('Petra');
    await verification.same();
    expect(port.calls.at(-1)?.argument).toEqual({ channel: 'c1', device: undefined, absent: ['Samir'] });
    expect(verification.outcome).toBe('same');
    expect(verification.others.map((one) => one.verification)).toEqual(['unverified', 'verified']);
});

test('A01: digits that changed meanwhile mark nobody, and are shown again', async () => {
    const port = new ScriptedPort({ verification: () => view, compared: refuse('digits-changed') });
    const verification = new Verification(port, 'c1');
    await verification.load();
    await verification.same();
    expect([verification.outcome, verification.problem]).toEqual([undefined, 'digits-changed']);
    port.script.verification = () => ({ ...view, digits: ['8901'] });
    await verification.load();
    expect([verification.view?.digits, verification.problem]).toEqual([['8901'], undefined]);
});
