import { beforeEach, expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';
import { post as postAs } from '../../../tests/support/posting.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { coSign } from '../cbor/coSigned.ts';
import type { ContentBody } from '../content/contentBody.ts';
import { removalOrderCodec, type RemovalOrder } from '../content/removalOrder.ts';
import { revocationCodec, type Revocation } from '../content/revocation.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { unixHour } from '../trust/unixHour.ts';
import type { ChannelState } from './channelState.ts';
import { OpenChannels } from './openChannels.ts';
import { OutboxNumbers } from './outboxNumbers.ts';

let three: Three;
let outsider: TestDevice;

beforeEach(async () => {
    three = await ChannelWorld.three();
    outsider = await three.world.participant('Eve', 'H');
});

/** Marek posts acts. */
const post = (...bodies: readonly ContentBody[]): Promise<void> => postAs(three.marek, three.channel, ...bodies);

/** What Dalia keeps of the channel, who takes nobody out herself. */
async function kept(): Promise<ChannelState> {
    const { dalia, channel } = three;
    await dalia.sync();
    return new OpenChannels(dalia, new OutboxNumbers(dalia.store), () => undefined).state(channel);
}

async function order(reason: string): Promise<ContentBody> {
    const { world, lena } = three;
    const { dialogue, headId: charter } = world.charters;
    const { person } = outsider.admission.body;
    const body: RemovalOrder = { dialogue, charter, channel: undefined, admission: undefined, person, reason, hour: unixHour(world.hour) };
    return { type: 'removalOrder', order: await coSign(removalOrderCodec, { body, signatures: [] }, lena.deviceSeed) };
}

async function revocation(wholePerson: boolean): Promise<ContentBody> {
    const { world, lena } = three;
    const { dialogue, headId: charter } = world.charters;
    const body: Revocation = { dialogue, charter, target: outsider.admission, wholePerson, hour: unixHour(world.hour), others: [] };
    return { type: 'revocation', revocation: await coSign(revocationCodec, { body, signatures: [] }, lena.deviceSeed) };
}

test('a removal order that is posted again is kept once, another beside it', async () => {
    await post(await order('first'), await order('first'), await order('second'), await order('first'));
    expect((await kept()).removalOrders).toHaveLength(2);
    expect(await three.dalia.told(three.channel)).not.toContain('not-valid');
});

test('a revocation that is posted again is kept once, another beside it', async () => {
    await post(await revocation(true), await revocation(true), await revocation(false), await revocation(true));
    expect((await kept()).revocations).toHaveLength(2);
    expect(await three.dalia.told(three.channel)).not.toContain('not-valid');
});

test('a leave that is posted again is kept once', async () => {
    const leave: ContentBody = { type: 'leave', admission: idOfAdmission(three.marek.admission) };
    await post(leave, leave, leave);
    three.dalia.interference.before = (name) => {
        if (name === 'Commit') throw new TypeError('only reads');
    };
    expect((await kept()).leavingLeafKeys).toHaveLength(1);
    expect(await three.dalia.told(three.channel)).not.toContain('not-valid');
});
