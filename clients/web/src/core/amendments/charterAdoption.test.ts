import { beforeEach, expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';
import { post } from '../../../tests/support/posting.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { idOfAdmission } from '../trust/admission.ts';
import type { CharterChain } from '../trust/charterChain.ts';
import { SignatureRules } from '../trust/signatureRule.ts';

let three: Three;

beforeEach(async () => {
    three = await ChannelWorld.three();
});

const content = (chain: CharterChain) => ({ type: 'charter' as const, charters: chain.signed });
const versions = () => [three.lena, three.marek, three.dalia].map((device) => device.charters.head.version);
const admissionsOf = (...devices: readonly TestDevice[]) => devices.map((device) => idOfAdmission(device.admission)).sort();

test('an amendment that one device knows is posted in its channels, and every device adopts it', async () => {
    const { world, lena, marek, dalia, channel } = three;
    await lena.adopt(await world.amended({ title: 'Water and roads' }));
    expect(versions()).toEqual([2, 1, 1]);
    for (const device of [lena, marek, dalia]) await device.sync();
    expect(versions()).toEqual([2, 2, 2]);
    expect(marek.alarms).toEqual(['charter-changed']);
    expect((await dalia.told(channel)).filter((line) => line.startsWith('amended'))).toEqual(['amended 2']);
    const { log } = three;
    const before = log().length;
    for (const device of [lena, marek, dalia]) await device.sync();
    expect(log()).toHaveLength(before);
});

test('A07: an older Charter replaces no newer one, and another history of it raises an alarm and changes nothing', async () => {
    const { world, lena, marek, dalia, channel } = three;
    const second = await world.amended({ title: 'Water and roads' });
    await post(lena, channel, content(second));
    await marek.sync();
    await post(marek, channel, content(world.charters));
    await dalia.sync();
    expect(dalia.charters.headId).toBe(second.headId);
    expect(dalia.alarms).toEqual(['charter-changed']);
    const other = await world.amended({ title: 'Roads only' }, world.charters);
    await post(marek, channel, content(await world.amended({ title: 'Roads and mines' }, other)));
    await dalia.sync();
    expect(dalia.charters.headId).toBe(second.headId);
    expect(dalia.alarms).toEqual(['charter-changed', 'charter-contradicted']);
    expect((await dalia.told(channel)).at(-1)).toBe('not-valid');
    await post(marek, channel, content(await world.amended({ title: 'Water, roads and mines' }, second)));
    await dalia.sync();
    expect(dalia.charters.head.version).toBe(3);
});

test('A07: whoever an amendment does not list is told, and is taken out', async () => {
    const { world, lena, marek, dalia, channel } = three;
    const rules = { quorum: SignatureRules.twoOfficers, survivingAdmissions: admissionsOf(lena, marek) };
    await lena.adopt(await world.amended(rules));
    await lena.sync();
    await marek.sync();
    await lena.sync();
    await dalia.sync();
    expect(dalia.alarms).toEqual(['charter-changed', 'admission-left-out', 'removed']);
    expect(marek.alarms).toEqual(['charter-changed']);
    expect((await lena.directory.channels())[0]?.people).toBe(2);
    await marek.say(channel, 'still here');
    await lena.sync();
    expect(await lena.words(channel)).toContain('Marek: still here');
});

test('A07: a Welcome under an older Charter than the device knows is refused, one under the same is taken', async () => {
    const { world, lena, channel } = three;
    const noor = await world.participant('Noor', 'C');
    await noor.putPackages(2);
    const second = await world.amended({ title: 'Water and roads' });
    await noor.adopt(second);
    await lena.directory.add(channel, [noor.candidate]);
    await noor.receive();
    expect(noor.alarms).toEqual(['charter-changed', 'older-charter', 'bad-welcome']);
    expect(await noor.directory.channels()).toEqual([]);

    const rana = await world.participant('Rana', 'C');
    await rana.putPackages();
    await rana.adopt(second);
    await lena.adopt(second);
    await lena.sync();
    await lena.directory.add(channel, [rana.candidate]);
    await rana.receive();
    expect(rana.alarms).toEqual(['charter-changed']);
    expect(await rana.directory.channels()).toMatchObject([{ state: 'open' }]);
});
