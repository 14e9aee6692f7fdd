import { expect, test } from 'vitest';
import { ChannelWorld } from '../../../tests/support/channelWorld.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { RelayUnreachable } from '../connection/relayUnreachable.ts';
import { StoreFailure } from '../storage/storeFailure.ts';

class Crash extends StoreFailure {
    constructor() {
        super('closed');
    }
}

const steps = 60;

/** Numbers below a bound that a seed determines (Park and Miller). */
function dice(seed: number): (bound: number) => number {
    let state = seed;
    return (bound) => {
        state = (state * 48_271) % 2_147_483_647;
        return state % bound;
    };
}

/** One of eight calls is cut, before or after the relay carried it out; one of forty places where a process may end does end it. */
function spoil(device: TestDevice, roll: (bound: number) => number): void {
    device.interference.before = () => {
        if (roll(16) === 0) throw new RelayUnreachable('cut');
    };
    device.interference.after = () => {
        if (roll(16) === 0) throw new RelayUnreachable('cut');
        return undefined;
    };
    device.onFault = () => {
        if (roll(40) === 0) throw new Crash();
    };
}

function clear(device: TestDevice): void {
    device.interference.before = () => undefined;
    device.interference.after = () => undefined;
    device.onFault = () => undefined;
}

async function endure(device: TestDevice, work: () => Promise<unknown>): Promise<boolean> {
    try {
        await work();
        return true;
    } catch (failure) {
        if (failure instanceof Crash) device.restart();
        else if (!(failure instanceof RelayUnreachable)) throw failure;
        return false;
    }
}

test.each(Array.from({ length: 12 }, (_, i) => i + 1))('in weather %i nothing is lost, doubled or out of order', async (seed) => {
    const { world, lena, marek, dalia, channel } = await ChannelWorld.three();
    const devices = [lena, marek, dalia];
    const roll = dice(seed * 7919);
    const kept: { readonly device: TestDevice; readonly text: string }[] = [];
    for (let i = 0; i < steps; i++) {
        const device = devices[roll(3)]!;
        clear(device);
        const text = `${device.name} ${i}`;
        const act = roll(10);
        if (act < 5) {
            await device.directory.send(channel, text);
            kept.push({ device, text });
        }
        if (act === 9) world.wait(roll(20));
        spoil(device, roll);
        if (act === 8) await endure(device, () => device.directory.renew(channel));
        else await endure(device, () => device.sync());
    }
    for (const device of devices) {
        clear(device);
        device.restart();
    }
    for (const device of [...devices, ...devices]) await device.sync();

    const words = await lena.words(channel);
    expect(words.toSorted()).toEqual(kept.map(({ device, text }) => `${device.name}: ${text}`).toSorted());
    for (const device of devices) {
        expect(await device.words(channel)).toEqual(words);
        expect(device.alarms).toEqual([]);
        const own = kept.filter((one) => one.device === device).map(({ text }) => `${device.name}: ${text}`);
        expect(words.filter((line) => line.startsWith(`${device.name}:`))).toEqual(own);
    }
});
