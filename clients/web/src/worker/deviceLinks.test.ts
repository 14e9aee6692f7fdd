import { beforeEach, expect, test } from 'vitest';
import { InvitingOfficer } from '../../tests/support/invitingOfficer.ts';
import { MailboxRelay } from '../../tests/support/mailboxRelay.ts';
import { freshBrowser } from '../../tests/support/testStore.ts';
import { now } from '../../tests/world.ts';
import { timeOf } from '../core/trust/unixHour.ts';
import { DeviceCalls } from './deviceCalls.ts';
import { deviceParts } from './deviceParts.ts';
import { Desks } from './desks.ts';

let officer: InvitingOfficer;
let calls: DeviceCalls;

beforeEach(async () => {
    freshBrowser();
    const relay = new MailboxRelay();
    officer = await InvitingOfficer.at(relay);
    const world = {
        dialer: () => relay.dial,
        parts: () => Promise.resolve(deviceParts),
        desks: () => Promise.resolve(Desks),
        now: () => timeOf(now),
        tell: () => undefined,
    };
    calls = new DeviceCalls(world, { request: () => Promise.reject(new Error('no device is made here')) });
});

const name = 'Ana';
const passphrase = 'seven small boats';

test('A14: a device link is read by the one call for it, and an invitation by none that links', async () => {
    const link = await officer.deviceLink();
    const invitation = await officer.invite();
    await expect(calls.invitation({ link })).rejects.toMatchObject({ problem: 'device-link' });
    await expect(calls.join({ link, name, passphrase })).rejects.toMatchObject({ problem: 'device-link' });
    await expect(calls.deviceLink({ link: invitation })).rejects.toMatchObject({ problem: 'bad-link' });
    await expect(calls.joinDevice({ link: invitation, name, passphrase })).rejects.toMatchObject({ problem: 'bad-link' });
    await expect(calls.invitation({ link: link.replace('#device=', '#invite=') })).rejects.toMatchObject({ problem: 'bad-link' });
    expect(await calls.deviceLink({ link })).toMatchObject({ relay: 'https://relay.example', usable: 'yes' });
    expect(await calls.invitation({ link: invitation })).toMatchObject({ usable: 'yes', party: undefined });
});

test('A05: a device link that is over is said to be', async () => {
    expect(await calls.deviceLink({ link: await officer.deviceLink(now) })).toMatchObject({ usable: 'expired' });
});
