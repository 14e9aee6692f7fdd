import { expect, test } from 'vitest';
import { randomBytes } from '../../../tests/support/channelWorld.ts';
import { Plenary } from '../../../tests/support/plenary.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { AdmittedSession } from '../sync/admittedSession.ts';
import { bucket } from '../sync/bucket.ts';
import { ed25519PublicKey } from '../trust/ed25519.ts';
import { drawEntry, outboxEntryRecord } from './outboxEntry.ts';
import { nextPolicy } from './ownPolicy.ts';
import { policyOf } from './stateReader.ts';

const keysOf = ({ log }: Plenary) => log.stewardKeys.map(opaqueOf);
const acts = ({ office }: Plenary) => office.relay.channels.calls.filter((name) => name === 'Steward').length;

/** Somebody's program names a steward key of its own in the next policy, whether that one may or not. */
async function offer(plenary: Plenary, device: WebDevice): Promise<void> {
    const { policy } = policyOf(await plenary.stateOf(device))!;
    const keys = [...policy.body.stewardKeys, opaqueOf(await ed25519PublicKey(randomBytes(32)))];
    const content = await nextPolicy(new AdmittedSession(device.session), policy, { stewardKeys: keys });
    await device.store.write((writer) => {
        outboxEntryRecord.put(writer, bucket.outbox(bytesOf(plenary.channel)), 1000, drawEntry(content, plenary.office.now));
    });
    await device.reopen();
    await device.round();
}

test('the second facilitator who comes in is a steward too, once; a third is none, and a participant names none', async () => {
    const plenary = await Plenary.of('Ana');
    const [ana] = plenary.people as [WebDevice];
    const { lena } = plenary;
    expect((await plenary.stateOf(ana)).stewardOffer).toBeUndefined();
    await offer(plenary, ana);
    await plenary.rounds();
    expect(keysOf(plenary)).toHaveLength(1);

    const tariq = await plenary.facilitator('Tariq');
    expect(await tariq.channel('All')).toMatchObject({ isSteward: false });
    await expect(plenary.act(tariq, { act: 'demand' })).rejects.toMatchObject({ problem: 'no-steward' });
    await plenary.rounds(tariq);
    expect(keysOf(plenary)).toHaveLength(2);
    expect(await tariq.channel('All')).toMatchObject({ isSteward: true });
    expect((await plenary.stateOf(tariq)).stewardOffer).toBeUndefined();
    expect((await ana.told(plenary.channel)).filter((line) => line === 'steward-added')).toHaveLength(1);

    const jonas = await plenary.facilitator('Jonas');
    const calls = acts(plenary);
    await plenary.rounds(tariq, jonas);
    expect([acts(plenary), keysOf(plenary).length]).toEqual([calls, 2]);
    await expect(plenary.act(jonas, { act: 'demand' })).rejects.toMatchObject({ problem: 'no-steward' });
    await plenary.act(tariq, { act: 'demand' });
    await plenary.rounds(tariq, jonas);
    expect(await lena.channel('All')).toMatchObject({ stewardSigns: true, isSteward: true });
    await plenary.act(lena, { act: 'release' });
});

test('of two facilitators who offer at once the later one lets its offer go', async () => {
    const plenary = await Plenary.of();
    const { lena, channel } = plenary;
    const [tariq, jonas] = [await plenary.admitFacilitator('Tariq'), await plenary.admitFacilitator('Jonas')];
    await lena.channels.add(channel, await lena.admissions.candidates(['Tariq', 'Jonas']));
    const { interference } = plenary.office.relay;
    let offered: Uint8Array | undefined;
    // While what Jonas posts is on its way, Tariq comes in and is first.
    interference.before = async (name) => {
        if (name !== 'Post') return;
        interference.before = () => undefined;
        offered = (await plenary.stateOf(jonas)).stewardOffer;
        await tariq.round();
    };
    await jonas.round();
    expect(offered).toHaveLength(32);
    // Tariq's key becomes a steward's before Jonas has taken his own offer back.
    await lena.round();
    await plenary.rounds(tariq, jonas);
    expect(keysOf(plenary)).toHaveLength(2);
    expect(await tariq.channel('All')).toMatchObject({ isSteward: true });
    expect(await plenary.stateOf(jonas)).toMatchObject({ stewardSeed: undefined, stewardOffer: undefined });
    await expect(plenary.act(jonas, { act: 'close' })).rejects.toMatchObject({ problem: 'no-steward' });
    expect((await lena.told(channel)).filter((line) => line === 'steward-added')).toHaveLength(1);
});

test('where stewards demand their signature, stewards commit, one who came in later too, and another waits', async () => {
    const plenary = await Plenary.of('Ana');
    const [ana] = plenary.people as [WebDevice];
    const { lena, channel } = plenary;
    await plenary.act(lena, { act: 'demand' });
    await plenary.rounds();
    const before = plenary.log.current.number;
    await expect(ana.channels.renew(channel)).rejects.toMatchObject({ problem: 'restricted' });
    expect(plenary.log.current.number).toBe(before);
    const tariq = await plenary.facilitator('Tariq');
    await plenary.rounds(tariq);
    // What was set before this device came in it learns of from the relay's refusal.
    expect((await plenary.stateOf(tariq)).restrictions).toBe(0);
    const came = plenary.log.current.number;
    await tariq.channels.renew(channel);
    expect(plenary.log.current.number).toBe(came + 1n);
    expect(await tariq.channel('All')).toMatchObject({ stewardSigns: true });
    await lena.channels.send(channel, 'on we go');
    await plenary.rounds(tariq);
    expect((await ana.channel('All')).last).toMatchObject({ text: 'on we go' });
});

test('an offer that waits for a steward is there again after a lock', async () => {
    const plenary = await Plenary.of();
    const tariq = await plenary.facilitator('Tariq');
    const { stewardOffer } = await plenary.stateOf(tariq);
    expect(stewardOffer).toHaveLength(32);
    await tariq.reopen();
    await plenary.lena.round();
    await tariq.round();
    expect((await plenary.stateOf(tariq)).stewardSeed).toEqual(stewardOffer);
});
