import { expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';

/** What a device's owner made sure of, by name. */
async function marksOf(device: TestDevice, { channel }: Three): Promise<Readonly<Record<string, string>>> {
    const { members } = await device.directory.verification(channel, undefined);
    return Object.fromEntries(members.map(({ name, verification }) => [name, verification]));
}

async function unverified(device: TestDevice): Promise<readonly number[]> {
    return (await device.directory.channels()).map((view) => view.unverified);
}

test('A01: all screens of a channel show the same digits, and whoever compared them is marked, but for the absent', async () => {
    const three = await ChannelWorld.three();
    const { lena, marek, dalia, channel } = three;
    const all = await Promise.all([lena, marek, dalia].map((device) => device.directory.verification(channel, undefined)));
    expect(new Set(all.map(({ digits, scan }) => digits.join(' ') + scan)).size).toBe(1);
    expect(await unverified(marek)).toEqual([2]);
    await marek.directory.compared(channel, undefined, [lena.ownKey]);
    expect(await marksOf(marek, three)).toEqual({ Lena: 'unverified', Marek: 'self', Dalia: 'verified' });
    expect(await unverified(marek)).toEqual([1]);
    expect(await marksOf(dalia, three)).toEqual({ Lena: 'unverified', Marek: 'unverified', Dalia: 'self' });
});

test('A04: two devices show each other the same digits, and only this person is marked', async () => {
    const three = await ChannelWorld.three();
    const { lena, marek, dalia, channel } = three;
    const mine = await marek.directory.verification(channel, dalia.ownKey);
    expect((await dalia.directory.verification(channel, marek.ownKey)).digits).toEqual(mine.digits);
    expect((await marek.directory.verification(channel, lena.ownKey)).digits).not.toEqual(mine.digits);
    await marek.directory.compared(channel, dalia.ownKey, []);
    expect(await marksOf(marek, three)).toEqual({ Lena: 'unverified', Marek: 'self', Dalia: 'verified' });
    await expect(marek.directory.verification(channel, '00'.repeat(32) as DeviceKey)).rejects.toMatchObject({ problem: 'not-found' });
});

test('A01: digits that were not shown, or changed since, mark nobody', async () => {
    const three = await ChannelWorld.three();
    const { world, lena, marek, channel } = three;
    await expect(marek.directory.compared(channel, undefined, [])).rejects.toMatchObject({ problem: 'not-ready' });
    await marek.directory.verification(channel, undefined);
    const rana = await world.participant('Rana', 'H');
    await rana.putPackages();
    await lena.directory.add(channel, [rana.candidate]);
    await marek.sync();
    await expect(marek.directory.compared(channel, undefined, [])).rejects.toMatchObject({ problem: 'digits-changed' });
    expect(await unverified(marek)).toEqual([3]);
    await marek.directory.verification(channel, undefined);
    await marek.directory.compared(channel, undefined, []);
    expect(await unverified(marek)).toEqual([0]);
});

test('A02: a mark outlives a restart, and is lost loudly when the person comes with another device', async () => {
    const three = await ChannelWorld.three();
    const { world, lena, marek, dalia, channel } = three;
    await marek.directory.verification(channel, undefined);
    await marek.directory.compared(channel, undefined, []);
    marek.restart();
    expect(await marksOf(marek, three)).toMatchObject({ Lena: 'verified', Dalia: 'verified' });
    const further = await world.furtherDevice(dalia, 'Dalia 2');
    await further.putPackages();
    await lena.directory.add(channel, [further.candidate]);
    expect(marek.alarms).not.toContain('mark-lost');
    await marek.sync();
    expect(marek.alarms.filter((alarm) => alarm === 'mark-lost')).toHaveLength(1);
    await further.receive();
    await further.sync();
    await marek.sync();
    expect(await marksOf(marek, three)).toMatchObject({ Lena: 'verified', Dalia: 'lost', 'Dalia 2': 'lost' });
    await marek.directory.renew(channel);
    expect(marek.alarms.filter((alarm) => alarm === 'mark-lost')).toHaveLength(1);
    await marek.directory.verification(channel, undefined);
    await marek.directory.compared(channel, undefined, []);
    expect(await marksOf(marek, three)).toMatchObject({ Dalia: 'verified', 'Dalia 2': 'verified' });
    expect(lena.alarms).not.toContain('mark-lost');
});

test('A04: a scanned code marks whose it is and tells when; that of others, of the channel or of no device marks nobody', async () => {
    const three = await ChannelWorld.three();
    const { world, lena, marek, dalia, channel } = three;
    const scan = async (code: string, device?: DeviceKey) => marek.directory.scanned(channel, device, { code, absent: [] });
    const onDalias = (await dalia.directory.verification(channel, marek.ownKey)).scan;
    const others = [
        (await lena.directory.verification(channel, marek.ownKey)).scan,
        (await dalia.directory.verification(channel, lena.ownKey)).scan,
        (await dalia.directory.verification(channel, undefined)).scan,
        onDalias.slice(0, -1) + (onDalias.endsWith('0') ? '1' : '0'),
    ];
    for (const code of others) await expect(scan(code, dalia.ownKey)).rejects.toMatchObject({ problem: 'code-differs' });
    for (const code of ['', 'https://relay.example.org/#x', onDalias.slice(0, -1), `${onDalias}0`])
        await expect(scan(code, dalia.ownKey)).rejects.toMatchObject({ problem: 'no-code' });
    expect(await marksOf(marek, three)).toEqual({ Lena: 'unverified', Marek: 'self', Dalia: 'unverified' });
    const members = await scan(` ${onDalias.toLowerCase()}\n`, dalia.ownKey);
    expect(members.find(({ name }) => name === 'Dalia')).toMatchObject({
        verification: 'verified',
        compared: { how: 'scan', at: world.now },
    });
    expect(await marksOf(marek, three)).toEqual({ Lena: 'unverified', Marek: 'self', Dalia: 'verified' });
    await scan((await lena.directory.verification(channel, undefined)).scan);
    expect(await marksOf(marek, three)).toEqual({ Lena: 'verified', Marek: 'self', Dalia: 'verified' });
});

test('who is in a channel is told with role, who vouched for a further device, and whose admission has ended', async () => {
    const { world, lena, dalia, marek, channel } = await ChannelWorld.three();
    const further = await world.furtherDevice(dalia, 'Dalia 2');
    await further.putPackages();
    await lena.directory.add(channel, [further.candidate]);
    await further.receive();
    for (const device of [further, marek]) await device.sync();
    const members = await marek.directory.members(channel);
    expect(members.map(({ name, roles, vouchers, isDue }) => [name, roles, vouchers, isDue])).toEqual([
        ['Lena', ['facilitator', 'organizer'], undefined, false],
        ['Marek', ['participant'], undefined, false],
        ['Dalia', ['participant'], undefined, false],
        ['Dalia 2', ['participant'], ['Lena'], false],
    ]);
    world.wait(366 * 24);
    expect((await marek.directory.members(channel)).map(({ isDue }) => isDue)).toEqual([true, true, true, true]);
});
