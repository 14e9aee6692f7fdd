import { beforeEach, describe, expect, test } from 'vitest';
import { ChannelWorld, randomBytes, type Three } from '../../../tests/support/channelWorld.ts';
import { welcomeIntoForeign } from '../../../tests/support/foreignGroup.ts';
import { welcomeAnyway } from '../../../tests/support/rogue.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { coSign } from '../cbor/coSigned.ts';
import { opaqueOf } from '../cbor/opaque.ts';
import { revocationCodec, type Revocation } from '../content/revocation.ts';
import { RelayUnreachable } from '../connection/relayUnreachable.ts';
import { bucket } from '../sync/bucket.ts';
import { unixHour } from '../trust/unixHour.ts';
import type { PartyCode } from '../trust/partyCode.ts';
import { relayHub } from '../wire/relayHub.ts';
import { OpenChannels } from './openChannels.ts';
import { OutboxNumbers } from './outboxNumbers.ts';
import { policyOf } from './stateReader.ts';

let three: Three;
let noor: TestDevice;

beforeEach(async () => {
    three = await ChannelWorld.three();
    noor = await three.world.participant('Noor', 'H');
    await noor.putPackages(3);
    // Requests cross as JSON, which not every number does.
    noor.interference.before = (name, request) => {
        if (name === 'Prove') relayHub.Prove.request.write(request as Parameters<typeof relayHub.Prove.request.write>[0]);
    };
});

async function foreign(of: Omit<Parameters<typeof welcomeIntoForeign>[2], 'policy'>): Promise<void> {
    const { lena, channel } = three;
    const { state } = (await new OpenChannels(lena, new OutboxNumbers(lena.store), () => undefined).open(channel)).shown;
    await welcomeIntoForeign(lena, noor, { ...of, policy: policyOf(state)! });
}

const kept = async () => (await noor.store.list(bucket.welcomes)).length;

test('a group that the relay does not know is only not entered: its Welcome is in order', async () => {
    await foreign({ groupId: randomBytes(16) });
    await noor.receive();
    expect([await noor.directory.channels(), noor.alarms, await kept()]).toEqual([[], [], 0]);
});

test('a Welcome into a caucus with somebody of another side is refused; into that of the own side it is in order', async () => {
    await foreign({ groupId: randomBytes(16), side: 'H' as PartyCode });
    await noor.receive();
    expect([await noor.directory.channels(), noor.alarms, await kept()]).toEqual([[], [], 0]);
    await foreign({ groupId: randomBytes(16), side: 'C' as PartyCode });
    await noor.receive();
    expect([await noor.directory.channels(), noor.alarms, await kept()]).toEqual([[], ['bad-welcome'], 0]);
});

const broken: readonly [string, () => Parameters<typeof foreign>[0]][] = [
    [
        'whose group id is no channel id',
        () => {
            const groupId = randomBytes(17);
            return { groupId, named: { channel: opaqueOf(randomBytes(16)) } };
        },
    ],
    ['into another channel than the letter names', () => ({ groupId: randomBytes(16), named: { channel: opaqueOf(randomBytes(16)) } })],
    ['into another epoch than the letter names', () => ({ groupId: randomBytes(16), named: { epoch: 7n } })],
    ['into an epoch that the relay cannot name', () => ({ groupId: randomBytes(16), epoch: 2n ** 53n })],
];

describe.each(broken)('a Welcome %s', (_, how) => {
    test('is refused, and an honest one beside it is taken', async () => {
        const { lena, channel } = three;
        await foreign(how());
        await lena.directory.add(channel, [noor.candidate]);
        await noor.receive();
        expect(noor.alarms).toEqual(['bad-welcome']);
        expect(await kept()).toBe(0);
        expect(await noor.directory.channels()).toMatchObject([{ title: 'Plenary', state: 'open', people: 4 }]);
        await noor.say(channel, 'in');
        await lena.sync();
        expect(await lena.words(channel)).toEqual(['Noor: in']);
    });
});

/** A revocation of Dalia, by the key of a seed. */
async function revocationBy(signer: Uint8Array) {
    const { world, dalia } = three;
    const { dialogue, headId: charter } = world.charters;
    const body: Revocation = { dialogue, charter, target: dalia.admission, wholePerson: true, hour: unixHour(world.hour), others: [] };
    return coSign(revocationCodec, { body, signatures: [] }, signer);
}

test.each(['a stranger', 'a participant'])('a Welcome with a revocation that %s signed is refused', async (who) => {
    const { lena, marek, channel } = three;
    const revocation = await revocationBy(who === 'a stranger' ? randomBytes(32) : marek.deviceSeed);
    await welcomeAnyway(lena, noor, channel, (pack) => ({ ...pack, revocations: [revocation] }));
    await noor.receive();
    expect([await noor.directory.channels(), noor.alarms]).toEqual([[], ['bad-welcome']]);
});

test('a Welcome with a revocation that an officer signed is taken, and the revoked are not shown', async () => {
    const { lena, marek, dalia, channel } = three;
    const revocation = await revocationBy(lena.deviceSeed);
    await welcomeAnyway(lena, noor, channel, (pack) => ({ ...pack, revocations: [revocation] }));
    await noor.receive();
    expect(await noor.directory.channels()).toMatchObject([{ state: 'open', people: 4 }]);
    await dalia.say(channel, 'from Dalia');
    await marek.say(channel, 'from Marek');
    await noor.sync();
    expect(await noor.words(channel)).toEqual(['Marek: from Marek']);
});

test('a Welcome whose seal states an hour beyond all clocks is refused', async () => {
    const { lena, channel } = three;
    await welcomeAnyway(lena, noor, channel, (pack) => pack, 0xffff_ffff);
    await noor.receive();
    expect([await noor.directory.channels(), noor.alarms, await kept()]).toEqual([[], ['bad-welcome'], 0]);
});

test('a Welcome whose seal is some hours ahead waits for the clock; one hour is no reason to wait', async () => {
    const { world, lena, channel } = three;
    await welcomeAnyway(lena, noor, channel, (pack) => pack, lena.hour() + 3);
    await noor.receive();
    expect([await noor.directory.channels(), noor.alarms, await kept()]).toEqual([[], [], 1]);
    world.wait(1);
    await noor.directory.enter();
    expect(await noor.directory.channels()).toEqual([]);
    world.wait(1);
    await noor.directory.enter();
    expect(await noor.directory.channels()).toMatchObject([{ state: 'open', people: 4 }]);
});

test('whatever breaks while one Welcome is entered refuses that one; a lost relay refuses none', async () => {
    const { lena, channel } = three;
    await lena.directory.add(channel, [noor.candidate]);
    noor.interference.before = () => {
        throw new RelayUnreachable('cut');
    };
    await expect(noor.receive()).rejects.toThrow(RelayUnreachable);
    expect([noor.alarms, await kept()]).toEqual([[], 1]);
    noor.interference.before = () => {
        throw new TypeError('nobody foresaw it');
    };
    await noor.receive();
    expect([noor.alarms, await kept()]).toEqual([['bad-welcome'], 0]);
});
