import { beforeEach, expect, test } from 'vitest';
import { randomBytes } from '../../../tests/support/channelWorld.ts';
import { Office, usual } from '../../../tests/support/office.ts';
import { handInAct, settingAct } from '../../../tests/support/rogue.ts';
import type { WebDevice } from '../../../tests/support/webDevice.ts';
import { fromHex } from '../bytes.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { idOfSigned, signObject } from '../cbor/signedCodec.ts';
import { channelPolicyCodec } from '../content/channelPolicy.ts';
import type { ContentBody } from '../content/contentBody.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { ed25519PublicKey } from '../trust/ed25519.ts';
import { StewardVerb } from '../wire/proofs/stewardAct.ts';
import { RelayCode } from '../wire/relayCode.ts';
import { idOf, type ChannelId } from '../wire/opaqueId.ts';
import { channelStateRecord, type ChannelState } from './channelState.ts';
import { drawEntry, outboxEntryRecord } from './outboxEntry.ts';
import { policyOf } from './stateReader.ts';

let office: Office;
/** Who made the channel. */
let lena: WebDevice;
/** A second facilitator. */
let tariq: WebDevice;
let ana: WebDevice;
let channel: ChannelId;

const key = await ed25519PublicKey(randomBytes(32));
const relay = () => office.relay.channels.channel(channel);

async function rounds(...devices: readonly WebDevice[]): Promise<void> {
    for (let i = 0; i < 3; i++) for (const device of devices) await device.round();
}

async function stateOf(device: WebDevice): Promise<ChannelState> {
    return channelStateRecord.decode((await device.store.get(bucket.channels, bytesOf(channel)))!);
}

/** Somebody names a steward key of their own in the next policy of the channel, as a command-line facilitator does. */
async function offer(device: WebDevice): Promise<void> {
    const { policy } = policyOf(await stateOf(device))!;
    const admission = device.session.admission!;
    const { body } = policy;
    const next = {
        ...body,
        number: body.number + 1,
        previous: idOfSigned(channelPolicyCodec, policy),
        stewardKeys: [...body.stewardKeys, opaqueOf(key)],
        signerAdmission: idOfAdmission(admission),
        hour: office.hour,
    };
    const signed = await signObject(channelPolicyCodec, next, device.session.device.deviceSeed);
    const content: ContentBody = { type: 'policy', policy: signed, signerAdmission: admission };
    await device.store.write((writer) => {
        outboxEntryRecord.put(writer, bucket.outbox(bytesOf(channel)), 1000, drawEntry(content, office.now));
    });
    await device.reopen();
    await device.round();
}

/** The steward who made the channel sets something for it. */
async function set(verb: StewardVerb): Promise<void> {
    const around = { relay: office.relay.channels, hour: office.hour } as never;
    const act = await settingAct(around, channel, verb, (await stateOf(lena)).stewardSeed!);
    expect(await handInAct(around, channel, act)).toMatchObject({ code: RelayCode.ok });
}

beforeEach(async () => {
    office = await Office.open();
    lena = await office.officer('Lena');
    ana = await office.admit(lena, 'Ana');
    const { link } = await lena.admissions.invite({ role: 'facilitator', party: undefined }, 24);
    tariq = await office.asks(link, 'Tariq');
    await lena.round();
    await lena.admissions.admit((await lena.admissions.requests())[0]!.id, usual);
    await rounds(lena, tariq);
    const made = await lena.channels.create({ title: 'All', kind: 'plenary' }, await lena.admissions.everybody({ kind: 'plenary' }));
    channel = idOf<ChannelId>(fromHex(made.channel));
    await rounds(ana, tariq, lena);
});

test('the key that a second facilitator names becomes a steward, once; a participant names none', async () => {
    await offer(ana);
    await rounds(lena);
    expect(relay().stewardKeys).toHaveLength(1);
    await offer(tariq);
    await rounds(lena, ana, tariq);
    expect(relay().stewardKeys.map(opaqueOf)).toContain(opaqueOf(key));
    expect(relay().stewardKeys).toHaveLength(2);
    expect((await stateOf(lena)).addedStewards).toEqual([opaqueOf(key)]);
    expect((await ana.told(channel)).filter((line) => line === 'steward-added')).toHaveLength(1);
    const calls = office.relay.channels.calls.filter((name) => name === 'Steward').length;
    await rounds(lena);
    expect(office.relay.channels.calls.filter((name) => name === 'Steward')).toHaveLength(calls);
});

test('where stewards demand their signature, the one who made the channel commits and another waits', async () => {
    await set(StewardVerb.demand);
    await rounds(lena, ana);
    const before = relay().current.number;
    await expect(ana.channels.renew(channel)).rejects.toMatchObject({ problem: 'restricted' });
    expect(relay().current.number).toBe(before);
    await lena.channels.renew(channel);
    expect(relay().current.number).toBe(before + 1n);
    await rounds(ana);
    await lena.channels.send(channel, 'on we go');
    await rounds(lena, ana);
    expect((await ana.channel('All')).last).toMatchObject({ text: 'on we go' });
});
