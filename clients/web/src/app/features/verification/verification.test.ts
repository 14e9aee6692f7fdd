import { expect, test } from 'vitest';
import type { MemberView } from '../../../worker/api.ts';
import { refuse, ScriptedPort } from '../../testing/scriptedPort.ts';
import { Verification } from './verification.svelte.ts';

const member = (name: string, verification: MemberView['verification']): MemberView => ({
    device: name,
    name,
    party: undefined,
    roles: ['participant'],
    verification,
    compared: undefined,
    vouchers: undefined,
    isDue: false,
});
const members = [member('Leyla', 'self'), member('Samir', 'unverified'), member('Petra', 'lost')];
const view = { digits: ['0123', '4567'], scan: 'SDV1:', members };

test('A01: only those who are there are marked, and only after the digits were shown', async () => {
    const port = new ScriptedPort({ verification: () => view, compared: () => [...members.slice(0, 2), member('Petra', 'verified')] });
    const verification = new Verification(port, 'c1', undefined);
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
    const verification = new Verification(port, 'c1', undefined);
    await verification.load();
    await verification.same();
    expect([verification.outcome, verification.problem]).toEqual([undefined, 'digits-changed']);
    port.script.verification = () => ({ ...view, digits: ['8901'] });
    await verification.load();
    expect([verification.view?.digits, verification.problem]).toEqual([['8901'], undefined]);
});

test('A04: the camera goes off with the right code; one that is refused is told once, and another can be held up', async () => {
    const port = new ScriptedPort({ verification: () => view, scanned: refuse('code-differs') });
    const verification = new Verification(port, 'c1', 'Samir');
    await verification.load();
    await verification.scanned('SDV1:00');
    expect(port.count('scanned')).toBe(0);
    verification.scan();
    for (const code of ['SDV1:00', 'SDV1:00']) await verification.scanned(code);
    expect([verification.problem, verification.isScanning, verification.outcome]).toEqual(['code-differs', true, undefined]);
    expect(port.count('scanned')).toBe(1);
    port.script.scanned = () => members;
    await verification.scanned('SDV1:01');
    expect(port.calls.at(-1)?.argument).toEqual({ channel: 'c1', device: 'Samir', absent: [], code: 'SDV1:01' });
    expect([verification.problem, verification.isScanning, verification.outcome]).toEqual([undefined, false, 'same']);
});

test('of two people one begins to read aloud, whichever screen is looked at', async () => {
    const both = [member('a', 'self'), member('b', 'unverified')] as const;
    const first = async (device: string, members: readonly MemberView[]): Promise<boolean> => {
        const verification = new Verification(new ScriptedPort({ verification: () => ({ ...view, members }) }), 'c1', device);
        await verification.load();
        return verification.readsFirst;
    };
    expect(await first('b', both)).toBe(true);
    expect(await first('a', [member('b', 'self'), member('a', 'unverified')])).toBe(false);
});
