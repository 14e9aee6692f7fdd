import { expect, test } from 'vitest';
import { ChannelWorld } from '../../../tests/support/channelWorld.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { toHex } from '../bytes.ts';
import type { DeviceKey } from '../trust/deviceKey.ts';
import type { HubRequest } from '../wire/relayHub.ts';
import { PresenceDirectory } from './presenceDirectory.ts';

const of = (device: TestDevice): PresenceDirectory => new PresenceDirectory(device.store, device.directory);

test('nobody is seen who did not turn it on, and nothing is whispered', async () => {
    const { world, lena, marek, channel } = await ChannelWorld.three();
    expect(await of(marek).shows()).toBe(false);
    expect(await of(marek).here(channel)).toEqual([]);
    await of(marek).writes(channel);
    expect(await of(lena).here(channel)).toEqual([]);
    expect(world.relay.calls.filter((name) => name === 'Whisper')).toEqual([]);
    expect([...world.relay.handles.values()].flat()).toEqual([]);
});

test('who turned it on is seen by all members, until the next epoch, and after a restart', async () => {
    const { world, lena, marek, dalia, channel } = await ChannelWorld.three();
    await of(marek).show(true);
    marek.restart();
    expect(await of(marek).here(channel)).toEqual([marek.ownKey]);
    for (const device of [lena, dalia]) expect(await of(device).here(channel)).toEqual([marek.ownKey]);

    await lena.directory.renew(channel);
    for (const device of [lena, dalia]) expect(await of(device).here(channel)).toEqual([]);
    expect(await of(marek).here(channel)).toEqual([marek.ownKey]);
    expect(await of(dalia).here(channel)).toEqual([marek.ownKey]);
    const handles = [...world.relay.handles.values()].flat().map(toHex);
    expect(new Set(handles).size).toBe(2);
    await of(marek).show(false);
    expect(await of(marek).shows()).toBe(false);
});

test('a whisper reaches those who are connected, is shown once, and is not in the log', async () => {
    const { world, lena, marek, dalia, channel, log } = await ChannelWorld.three();
    const before = log().length;
    await of(marek).show(true);
    await of(marek).writes(channel);
    expect(await of(lena).typing(channel)).toEqual([marek.ownKey]);
    expect(await of(lena).typing(channel)).toEqual([]);
    expect(await of(marek).typing(channel)).toEqual([]);

    // What somebody outside makes up, and what is of an epoch that is over, is nobody's.
    dalia.whispers.take(channel, 0n);
    await of(marek).writes(channel);
    await lena.directory.renew(channel);
    await dalia.sync();
    dalia.whispers.add(channel, world.relay.channel(channel).current.number, new Uint8Array(56));
    expect(await of(dalia).typing(channel)).toEqual([]);
    expect(log().filter(({ kind }) => kind === 3)).toHaveLength(
        log()
            .slice(0, before)
            .filter(({ kind }) => kind === 3).length,
    );
});

test('a commit that comes meanwhile, and too many questions, leave it unknown until the next time', async () => {
    const { lena, marek, channel } = await ChannelWorld.three();
    await of(marek).show(true);
    await of(marek).here(channel);
    for (const code of [13, 16, 19]) {
        lena.interference.after = (name) => (name === 'Appear' ? { code, handles: [] } : undefined);
        expect(await of(lena).here(channel)).toEqual([]);
        delete lena.interference.after;
        expect(await of(lena).here(channel)).toEqual([marek.ownKey]);
    }
});

test('the relay is shown random handles, and any member could show another one', async () => {
    const { lena, marek, dalia, channel } = await ChannelWorld.three();
    let shown: HubRequest<'Appear'> | undefined;
    marek.interference.before = (name, request) => {
        if (name === 'Appear') shown = request as HubRequest<'Appear'>;
    };
    await of(marek).show(true);
    await of(marek).here(channel);
    expect(shown?.handle).toHaveLength(16);
    for (const known of [marek.ownKey, marek.name, channel] as readonly (DeviceKey | string)[])
        expect(String(known)).not.toContain(toHex(shown!.handle));

    const connection = await dalia.relay.channels();
    await dalia.sync();
    await connection.call('Appear', shown!);
    expect(await of(lena).here(channel)).toEqual([marek.ownKey]);
});
