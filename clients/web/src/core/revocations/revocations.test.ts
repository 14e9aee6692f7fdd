import { beforeEach, expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';
import { post } from '../../../tests/support/posting.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { coSign, encodeCoSigned, type CoSigned } from '../cbor/coSigned.ts';
import { encodeObject } from '../cbor/objectCodec.ts';
import { revocationContentCodec } from '../content/lastingContent.ts';
import { revocationCodec, type Revocation } from '../content/revocation.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import { KnownCuts } from './knownCuts.ts';
import { keepRevocation } from './revocationLetters.ts';

let three: Three;
let second: ChannelId;

/** Marek stands in two channels, Dalia in one of them. */
beforeEach(async () => {
    three = await ChannelWorld.three();
    const { world, lena, marek } = three;
    second = await world.plenary(lena, 'Water');
    await lena.directory.add(second, [marek.candidate]);
    await marek.receive();
    await marek.sync();
    await lena.sync();
});

async function revocationOf(device: TestDevice, by: TestDevice, wholePerson = false): Promise<CoSigned<Revocation>> {
    const { dialogue, headId: charter } = three.world.charters;
    const body: Revocation = { dialogue, charter, target: device.admission, wholePerson, hour: device.hour(), others: [] };
    return coSign(revocationCodec, { body, signatures: [] }, by.deviceSeed);
}

/** A letter of somebody whom nobody need trust. */
async function tell(device: TestDevice, revocation: CoSigned<Revocation>): Promise<void> {
    const body = encodeObject(revocationContentCodec, { type: 'revocation', revocation });
    const letter = { kind: LetterKind.revocation, sender: device.ownKey, body } as Letter;
    await device.store.write((writer) => keepRevocation(device as never, writer, letter));
}

const people = async (device: TestDevice) => (await device.directory.channels()).map((view) => view.people);

test('C09: a revocation that is read in one channel takes the device out of every channel', async () => {
    const { lena, marek, dalia, channel } = three;
    await post(dalia, channel, { type: 'revocation', revocation: await revocationOf(marek, lena) });
    expect(await people(lena)).toEqual([3, 2]);
    await lena.sync();
    await lena.sync();
    expect(await people(lena)).toEqual([2, 1]);
    await marek.sync();
    expect((await marek.directory.channels()).map(({ state }) => state)).toEqual(['removed', 'removed']);
    await dalia.sync();
    expect(await dalia.told(channel)).toContain(' device-cut Marek');
    await dalia.say(channel, 'after');
    await lena.sync();
    expect(await lena.words(channel)).toContain('Dalia: after');
});

test('A07: a letter tells of a revocation, whoever sends it, and it is posted before anything else', async () => {
    const { lena, marek, dalia, channel, log } = three;
    await dalia.directory.send(channel, 'waits');
    await tell(dalia, await revocationOf(marek, lena));
    expect(dalia.alarms).toEqual(['somebody-cut-off']);
    const before = log().length;
    await dalia.sync();
    // The cut, the removal it makes due, and only then the words.
    expect(
        log()
            .slice(before)
            .map(({ kind }) => kind),
    ).toEqual([2, 1, 3]);
    await tell(dalia, await revocationOf(marek, lena));
    expect(dalia.alarms).toEqual(['somebody-cut-off']);
    expect(await people(dalia)).toEqual([2]);
});

test('A07: a letter whose signatures do not hold or are too few changes nothing', async () => {
    const { lena, marek, dalia, world } = three;
    const own = await revocationOf(marek, marek);
    const stranger = await revocationOf(marek, await world.participant('Eve', 'H'));
    const good = await revocationOf(marek, lena);
    const changed = { ...good, body: { ...good.body, wholePerson: true } };
    for (const bad of [own, stranger, changed]) await expect(tell(dalia, bad)).rejects.toThrow('does not hold');
    expect((await KnownCuts.read(dalia.store)).revocations).toEqual([]);
    expect(dalia.alarms).toEqual(['false-cut', 'false-cut', 'false-cut']);
    await tell(dalia, good);
    expect((await KnownCuts.read(dalia.store)).revocations.map((one) => encodeCoSigned(revocationCodec, one))).toEqual([
        encodeCoSigned(revocationCodec, good),
    ]);
});

test('A07: a facilitator who knows the revocation adds nobody it covers, and others still', async () => {
    const { lena, marek, dalia } = three;
    const third = await three.world.plenary(lena, 'Roads');
    await tell(lena, await revocationOf(dalia, lena, true));
    await expect(lena.directory.add(third, [dalia.candidate])).rejects.toMatchObject({ problem: 'not-allowed' });
    // As a device does whose last package was handed out.
    three.world.relay.mailbox(marek.mailbox).packages.length = 0;
    await marek.putPackages();
    expect(await lena.directory.add(third, [marek.candidate])).toEqual({ added: ['Marek'], waiting: [] });
});

test('A07: somebody who was cut off brings this device into no channel; into one where such a one only stands it goes and has it removed', async () => {
    const { world, lena, marek } = three;
    const noor = await world.participant('Noor', 'C');
    await noor.putPackages(3);
    const omar = await world.secondFacilitator('Omar');
    const omars = await world.plenary(omar, 'Omar’s');
    await tell(noor, await revocationOf(omar, lena));
    await omar.directory.add(omars, [noor.candidate]);
    await noor.receive();
    expect(noor.alarms).toEqual(['somebody-cut-off', 'cut-off-stands']);
    expect(await noor.directory.channels()).toEqual([]);

    await tell(noor, await revocationOf(marek, lena));
    await lena.directory.add(second, [noor.candidate]);
    await noor.receive();
    expect(await people(noor)).toEqual([3]);
    await noor.sync();
    expect(await people(noor)).toEqual([2]);
});

test('E07: the exposure list says which channels the device could read, from when to when', async () => {
    const { world, lena, marek, dalia, channel } = three;
    const noor = await world.participant('Noor', 'C');
    await noor.putPackages();
    world.wait(3);
    await lena.directory.add(channel, [noor.candidate]);
    await noor.receive();
    await noor.sync();
    await dalia.sync();
    expect(await dalia.directory.exposure()).toEqual([]);
    world.wait(2);
    await post(dalia, channel, { type: 'revocation', revocation: await revocationOf(noor, lena) });
    const until = world.now;
    await dalia.sync();
    const [line, ...others] = await dalia.directory.exposure();
    expect(others).toEqual([]);
    expect(line).toEqual({ channel: 'Plenary', name: 'Noor', device: noor.ownKey, from: until - 2 * 3_600_000, until });
    await marek.sync();
    await post(lena, channel, { type: 'revocation', revocation: await revocationOf(marek, lena) });
    await lena.sync();
    expect((await lena.directory.exposure()).map(({ channel: title, name }) => `${title} ${name}`)).toEqual([
        'Plenary Marek',
        'Plenary Noor',
        'Water Marek',
    ]);
});
