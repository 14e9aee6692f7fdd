import { beforeEach, describe, expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';
import { coSign } from '../cbor/coSigned.ts';
import { revocationCodec, type Revocation } from '../content/revocation.ts';
import { unixHour } from '../trust/unixHour.ts';
import { ownProfile } from './ownProfile.ts';
import { welcomeAnyway } from '../../../tests/support/rogue.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { concat, copyOf, type Bytes } from '../bytes.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { joinBundle, splitBundle, welcomePartCodec } from '../content/welcomePart.ts';
import type { JoinerPack } from '../content/joinerPack.ts';
import { bucket } from '../sync/bucket.ts';
import { storedPackageRecord } from '../devices/storedPackage.ts';

let three: Three;
let noor: TestDevice;

beforeEach(async () => {
    three = await ChannelWorld.three();
    noor = await three.world.participant('Noor', 'H');
    await noor.putPackages(2);
});

const letters = () => three.world.relay.mailbox(noor.mailbox).letters;
const packages = async () => (await noor.store.list(bucket.packages)).map(({ value }) => storedPackageRecord.decode(value).used);

/** Ends the committer's process when the Welcomes are out and the commit is not. */
async function welcomeWithoutCommit(): Promise<void> {
    const { lena, channel } = three;
    lena.interference.before = (name) => {
        if (name === 'Commit') throw new Error('out of power');
    };
    await expect(lena.directory.add(channel, [noor.candidate])).rejects.toThrow('out of power');
    lena.interference.before = () => undefined;
}

test('a joiner is in when the relay knows the key of the new epoch, and not before', async () => {
    const { lena, channel } = three;
    await welcomeWithoutCommit();
    await noor.receive();
    expect(await noor.directory.channels()).toEqual([]);
    expect(await noor.store.list(bucket.welcomes)).toHaveLength(1);

    lena.restart();
    await lena.sync();
    await noor.directory.enter();
    expect(await noor.directory.channels()).toMatchObject([{ title: 'Plenary', state: 'open', people: 4, unread: 0 }]);
    expect(await noor.store.list(bucket.welcomes)).toEqual([]);
    expect(await packages()).toEqual([false]);
    await noor.sync();
    await lena.sync();
    expect(await lena.told(channel)).toContain('Lena added Noor');
    expect((await lena.directory.channels())[0]?.people).toBe(4);
});

test('a Welcome whose commit lost is dropped; the next one is taken', async () => {
    const { lena, marek, channel } = three;
    await welcomeWithoutCommit();
    await marek.directory.renew(channel);
    await noor.receive();
    expect(await noor.directory.channels()).toEqual([]);
    expect(await noor.store.list(bucket.welcomes)).toEqual([]);
    expect(await packages()).toEqual([false, false]);
    lena.restart();
    await lena.directory.add(channel, [noor.candidate]);
    await noor.receive();
    await noor.say(channel, 'at last');
    await lena.sync();
    expect(await lena.words(channel)).toEqual(['Noor: at last']);
});

test('a Welcome waits for 48 hours', async () => {
    await welcomeWithoutCommit();
    await noor.receive();
    three.world.wait(48);
    await noor.directory.enter();
    expect(await noor.store.list(bucket.welcomes)).toHaveLength(1);
    three.world.wait(1);
    await noor.directory.enter();
    expect(await noor.store.list(bucket.welcomes)).toEqual([]);
});

test('the newest package is kept as used, for the relay may hand it out again', async () => {
    const { world, lena, channel } = three;
    world.relay.mailbox(noor.mailbox).packages.shift();
    await lena.directory.add(channel, [noor.candidate]);
    await noor.receive();
    expect((await packages()).toSorted()).toEqual([false, true]);
});

/** The letter as somebody else has sent it on, or with another pack than the committer signed. */
function altered(letter: Bytes, change: (pack: JoinerPack) => JoinerPack): Bytes {
    const part = decodeObject(welcomePartCodec, letter.subarray(32));
    const bundle = joinBundle([part])!;
    const [other] = splitBundle(part.channel, part.epoch, { ...bundle, pack: change(bundle.pack) });
    return concat(letter.subarray(0, 32), encodeObject(welcomePartCodec, other!));
}

const alterations: readonly [string, (letter: Bytes) => Bytes][] = [
    ['with another pack than the committer signed', (letter) => altered(letter, (pack) => ({ ...pack, profiles: [] }))],
    ['from a member who may not add people', (letter) => concat(bytesOf(three.marek.ownKey), letter.subarray(32))],
    ['from nobody in the channel', (letter) => concat(new Uint8Array(32).fill(9), letter.subarray(32))],
];

describe.each(alterations)('a Welcome %s', (_, alter) => {
    test('is refused and changes nothing; the honest one is taken', async () => {
        const { lena, channel } = three;
        await lena.directory.add(channel, [noor.candidate]);
        const [letter] = letters();
        const honest = { ...letter!, bytes: copyOf(letter!.bytes) };
        letters()[0] = { ...letter!, bytes: alter(letter!.bytes) };
        await noor.receive();
        expect(await noor.directory.channels()).toEqual([]);
        expect(noor.alarms).toEqual(['bad-welcome']);
        expect(await packages()).toEqual([false, false]);

        letters().push(honest);
        await noor.receive();
        expect(await noor.directory.channels()).toMatchObject([{ state: 'open', people: 4 }]);
    });
});

type Change = (pack: JoinerPack) => Promise<JoinerPack> | JoinerPack;

/** What a facilitator's own program may put beside a Welcome and sign. */
const packsOfLiars: readonly [string, Change][] = [
    ['without a policy', (pack) => ({ ...pack, policy: undefined })],
    [
        'with a name that its bearer did not sign',
        (pack) => ({ ...pack, profiles: pack.profiles.map((one) => ({ ...one, body: { ...one.body, name: 'Somebody else' } })) }),
    ],
    [
        'with the name of nobody here',
        async (pack) => ({ ...pack, profiles: [...pack.profiles, await profileOf(await three.world.participant('Eve', 'C'))] }),
    ],
    [
        'with a policy that no facilitator signed',
        (pack) => ({ ...pack, policy: pack.policy && { ...pack.policy, signerAdmission: three.marek.admission } }),
    ],
    [
        'with a policy that was changed',
        (pack) => ({
            ...pack,
            policy: pack.policy && {
                ...pack.policy,
                policy: { ...pack.policy.policy, body: { ...pack.policy.policy.body, title: 'Another' } },
            },
        }),
    ],
    ['with the Charter of another dialogue', async (pack) => ({ ...pack, charters: (await ChannelWorld.create()).charters.signed })],
    ['with a revocation that nobody signed', async (pack) => ({ ...pack, revocations: [await falseRevocation()] })],
];

async function profileOf(device: TestDevice): Promise<JoinerPack['profiles'][number]> {
    const body = await ownProfile(device, three.channel);
    return (body as Extract<typeof body, { type: 'profile' }>).profile;
}

async function falseRevocation(): Promise<JoinerPack['revocations'][number]> {
    const { world, dalia, marek } = three;
    const { dialogue, headId: charter } = world.charters;
    const body: Revocation = { dialogue, charter, target: dalia.admission, wholePerson: true, hour: unixHour(world.hour), others: [] };
    const signed = await coSign(revocationCodec, { body, signatures: [] }, marek.deviceSeed);
    return { ...signed, body: { ...body, wholePerson: false } };
}

describe.each(packsOfLiars)('a Welcome %s', (_, change) => {
    test('is refused although the committer signed it; with the honest pack it is taken', async () => {
        const { world, lena, channel } = three;
        const tariq = await world.secondFacilitator('Tariq');
        const sami = await world.participant('Sami', 'C');
        for (const device of [tariq, sami]) await device.putPackages();
        await lena.directory.add(channel, [tariq.candidate]);
        await tariq.receive();
        await tariq.sync();
        await lena.sync();
        await welcomeAnyway(tariq, sami, channel, (pack) => pack);
        await sami.receive();
        expect(await sami.directory.channels()).toMatchObject([{ state: 'open', people: 5 }]);

        await lena.sync();
        await welcomeAnyway(lena, noor, channel, change);
        await noor.receive();
        expect(await noor.directory.channels()).toEqual([]);
        expect(noor.alarms).toEqual(['bad-welcome']);
    });
});

test('a second Welcome into an open channel changes nothing', async () => {
    const { lena, channel } = three;
    await lena.directory.add(channel, [noor.candidate]);
    const again = { ...letters()[0]! };
    await noor.receive();
    await noor.say(channel, 'in');
    const before = noor.store.dump();
    letters().push(again);
    await noor.receive();
    expect(noor.store.dump()).toBe(before);
    expect(await noor.words(channel)).toEqual(['Noor: in']);
});
