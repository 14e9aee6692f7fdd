import { beforeEach, expect, test } from 'vitest';
import { ChannelWorld, randomBytes, type Three } from '../../../tests/support/channelWorld.ts';
import { post } from '../../../tests/support/posting.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import type { CoSigned } from '../cbor/coSigned.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { encodeSigned, signObject } from '../cbor/signedCodec.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission, type Admission } from '../trust/admission.ts';
import { LetterKind } from '../trust/letter.ts';
import { Roles } from '../trust/roles.ts';
import { swapRequestCodec } from '../trust/swapRequest.ts';
import { hoursAfter } from '../trust/unixHour.ts';
import type { LogItem } from '../wire/channels.ts';
import { ItemKind } from '../wire/itemKind.ts';
import { channelStateRecord } from './channelState.ts';
import { OpenChannels } from './openChannels.ts';
import { OutboxNumbers } from './outboxNumbers.ts';
import { leafNodeOf } from './swapAsker.ts';

let three: Three;
let another: CoSigned<Admission>;

beforeEach(async () => {
    three = await ChannelWorld.three();
    const { world, marek } = three;
    const { body } = marek.admission;
    another = await world.admit({ ...body, roles: Roles.participant | Roles.interpreter, notAfter: hoursAfter(body.notAfter, 24) });
});

const told = async (device: TestDevice) => (await device.told(three.channel)).at(-1);

/** Marek asks, Lena swaps, Marek comes back in. */
async function swapped(): Promise<void> {
    const { lena, marek } = three;
    await marek.sync();
    await lena.receive();
    await lena.sync();
    await marek.receive();
    await marek.sync();
}

async function admissionsIn(device: TestDevice): Promise<readonly string[]> {
    const open = await new OpenChannels(device, new OutboxNumbers(device.store), () => undefined).open(three.channel);
    return open.roster.map(({ credential }) => idOfAdmission(credential.admission));
}

test('a device that was admitted anew asks a member, is swapped, and goes on where it was', async () => {
    const { lena, marek, dalia, channel } = three;
    await marek.say(channel, 'before');
    await marek.renew(another);
    await marek.directory.send(channel, 'meanwhile');
    await swapped();
    await marek.say(channel, 'after');
    await dalia.sync();
    await lena.sync();
    expect(await dalia.words(channel)).toEqual(['Marek: before', 'Marek: meanwhile', 'Marek: after']);
    expect(await dalia.told(channel)).toContain('Lena renewed Marek');
    expect(await admissionsIn(dalia)).toContain(idOfAdmission(another));
    expect(await admissionsIn(dalia)).not.toContain(idOfAdmission(marek.replaced(0)));
    expect(await marek.words(channel)).toEqual(['Marek: before', 'Marek: meanwhile', 'Marek: after']);
    expect((await marek.lines(channel)).filter(({ own }) => own)).toHaveLength(3);
    expect([marek, lena, dalia].flatMap(({ alarms }) => alarms)).toEqual([]);
});

test('a device that is swapped keeps the steward key that it offers', async () => {
    const { world, marek, channel } = three;
    const stored = async () => channelStateRecord.decode((await marek.store.get(bucket.channels, bytesOf(channel)))!);
    const offering = { ...(await stored()), stewardOffer: world.secondStewardSeed };
    await marek.store.write((writer) => channelStateRecord.put(writer, bucket.channels, bytesOf(channel), offering));
    marek.restart();
    await marek.renew(another);
    await swapped();
    expect((await stored()).lastSwaps[marek.ownKey]).toBe(world.hour);
    expect((await stored()).stewardOffer).toEqual(world.secondStewardSeed);
});

test('a device asks nobody without a reason, and the next member only an hour later', async () => {
    const { world, lena, marek, dalia } = three;
    const letters = (device: TestDevice) => world.relay.mailbox(device.mailbox).letters.length;
    await marek.sync();
    expect([letters(lena), letters(dalia)]).toEqual([0, 0]);
    await marek.renew(another);
    await marek.sync();
    await marek.sync();
    expect([letters(lena), letters(dalia)]).toEqual([1, 0]);
    world.wait(1);
    await marek.sync();
    expect([letters(lena), letters(dalia)]).toEqual([1, 1]);
});

test('any member swaps, and the Welcome of a participant who was asked is taken', async () => {
    const { world, marek, dalia, channel } = three;
    await marek.renew(another);
    await marek.sync();
    world.wait(1);
    await marek.sync();
    await dalia.receive();
    await dalia.sync();
    await marek.receive();
    await marek.sync();
    await marek.say(channel, 'here');
    await dalia.sync();
    expect(await told(dalia)).toBe('Dalia renewed Marek');
    expect(await dalia.words(channel)).toEqual(['Marek: here']);
});

test('C12: a device whose admission was stolen without its leaf key is not swapped, and all are told', async () => {
    const { lena, marek, channel } = three;
    const open = await new OpenChannels(marek, new OutboxNumbers(marek.store), () => undefined).open(channel);
    const body = { channel, leafNode: leafNodeOf(open, marek.ownKey)!, hour: marek.hour() };
    const false_ = await signObject(swapRequestCodec, body, randomBytes(32));
    const letter = await marek.letters.seal(LetterKind.swap, lena.card, encodeSigned(swapRequestCodec, false_));
    await marek.renew(another);
    await marek.letters.drop(letter);
    const before = three.log().length;
    await lena.receive();
    await lena.sync();
    expect(lena.alarms).toEqual(['false-swap']);
    expect(three.log()).toHaveLength(before);
    expect(await lena.store.list(bucket.swapRequests)).toEqual([]);
    await swapped();
    expect(await told(lena)).toBe('Lena renewed Marek');
});

test('B16: a device is swapped once a day without a human', async () => {
    const { world, lena, marek, dalia, channel } = three;
    await marek.renew(another);
    await swapped();
    await dalia.sync();
    const { body } = another;
    await marek.renew(await world.admit({ ...body, notAfter: hoursAfter(body.notAfter, 24) }));
    const commits = () => three.log().filter(({ kind }) => kind === ItemKind.commit).length;
    const before = commits();
    await swapped();
    expect(commits()).toBe(before);
    world.wait(24);
    await swapped();
    await marek.say(channel, 'again');
    await lena.sync();
    expect((await lena.told(channel)).filter((line) => line === 'Lena renewed Marek')).toHaveLength(2);
    expect(await lena.words(channel)).toEqual(['Marek: again']);
});

test('A07: a device that is cut off is not swapped, and a Welcome that nobody was asked for is refused', async () => {
    const { world, lena, marek, dalia, channel } = three;
    await marek.renew(another);
    await marek.sync();
    const { dialogue, headId: charter } = world.charters;
    const order = {
        dialogue,
        charter,
        channel,
        admission: idOfAdmission(marek.replaced(0)),
        person: undefined,
        reason: '',
        hour: lena.hour(),
    };
    await post(lena, channel, { type: 'removalOrder', order: await world.order(order) });
    await lena.receive();
    await lena.sync();
    await marek.sync();
    expect(marek.alarms).toEqual(['removed']);
    expect((await dalia.directory.channels())[0]?.state).toBe('open');
});

test('a device that cannot read a commit any longer asks, comes back, and says what it missed', async () => {
    const { lena, marek, channel, log } = three;
    await lena.directory.renew(channel);
    await lena.say(channel, 'nobody waits for half a year');
    const expired = log().findLast((item) => item.kind === ItemKind.commit)!.sequence;
    const without = (item: LogItem): LogItem => (item.sequence === expired ? { ...item, bytes: new Uint8Array() } : item);
    marek.interference.after = (name, _request, reply) => {
        const read = reply as { readonly items: readonly LogItem[] };
        return name === 'Read' ? { ...read, items: read.items.map(without) } : reply;
    };
    await marek.sync();
    expect((await marek.directory.channels())[0]?.problem).toBe('different-histories');
    marek.interference.after = (_name, _request, reply) => reply;
    await marek.putPackages(4);
    await marek.sync();
    await lena.receive();
    await lena.sync();
    await marek.receive();
    await marek.sync();
    expect(channelStateRecord.decode((await marek.store.get(bucket.channels, bytesOf(channel)))!)).toMatchObject({ phase: 'open' });
    expect(await marek.told(channel)).toContain('missed');
    await marek.say(channel, 'back');
    await lena.sync();
    expect(await lena.words(channel)).toContain('Marek: back');
});
