import { beforeEach, expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { hoursAfter } from '../trust/unixHour.ts';
import { drawEntry, outboxEntryRecord } from './outboxEntry.ts';

let three: Three;

beforeEach(async () => {
    three = await ChannelWorld.three();
});

const stateOf = async (device: TestDevice) => (await device.directory.channels())[0]!;

test('who adds people signs the policy anew when its signer was cut off, so that they can come in', async () => {
    const { world, lena, marek, channel } = three;
    const tariq = await world.secondFacilitator('Tariq');
    await tariq.putPackages();
    await lena.directory.add(channel, [tariq.candidate]);
    await tariq.receive();
    await tariq.sync();
    const { dialogue, headId: charter } = world.charters;
    const admission = idOfAdmission(lena.admission);
    const order = await world.order({
        dialogue,
        charter,
        channel: undefined,
        admission,
        person: undefined,
        reason: '',
        hour: tariq.hour(),
    });
    await tariq.store.write((writer) => {
        outboxEntryRecord.put(writer, bucket.outbox(bytesOf(channel)), 100, drawEntry({ type: 'removalOrder', order }, tariq.now()));
    });
    tariq.restart();
    await tariq.sync();
    expect(await tariq.told(channel)).toContain('Tariq removed Lena');

    const noor = await world.participant('Noor', 'H');
    await noor.putPackages();
    expect(await tariq.directory.add(channel, [noor.candidate])).toEqual({ added: ['Noor'], waiting: [] });
    await noor.receive();
    for (const device of [noor, marek]) await device.sync();
    expect(noor.alarms).toEqual([]);
    expect(await stateOf(noor)).toMatchObject({ state: 'open', people: 4, title: 'Plenary' });
    expect(await stateOf(marek)).toMatchObject({ state: 'open', people: 4, title: 'Plenary' });
});

test('a device whose admission was renewed comes in with the packages of the one before', async () => {
    const { world, lena, channel } = three;
    const noor = await world.participant('Noor', 'H');
    await noor.putPackages();
    const renewed = await world.admit({ ...noor.admission.body, notAfter: hoursAfter(noor.admission.body.notAfter, 24) });
    const candidate = { ...noor.candidate, admission: renewed };
    expect(await lena.directory.add(channel, [candidate])).toEqual({ added: [], waiting: ['Noor'] });
    expect(lena.alarms).toEqual(['false-package']);
    const earlier = idOfAdmission(noor.admission);
    expect(await lena.directory.add(channel, [{ ...candidate, earlier }])).toEqual({ added: ['Noor'], waiting: [] });
    await noor.receive();
    expect(await stateOf(noor)).toMatchObject({ state: 'open', people: 4 });
});
