import { beforeEach, expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';
import { post } from '../../../tests/support/posting.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import type { AdmissionNotice } from '../content/admissionNotice.ts';
import { Roles } from '../trust/roles.ts';

let three: Three;
let noor: TestDevice;

beforeEach(async () => {
    three = await ChannelWorld.three();
    noor = await three.world.participant('Noor', 'C');
});

const notice = (change: Partial<AdmissionNotice> = {}): AdmissionNotice => ({
    type: 'admissionNotice',
    admission: noor.admission,
    name: 'Noor',
    ...change,
});
const admitted = 'admitted Noor, Coast, participant';

/** What Dalia's device tells after somebody posted. */
async function told(by: TestDevice, ...notices: readonly AdmissionNotice[]): Promise<readonly string[]> {
    const { dalia, channel } = three;
    const before = (await dalia.told(channel)).length;
    await post(by, channel, ...notices);
    await dalia.sync();
    return (await dalia.told(channel)).slice(before);
}

test('A09: everybody is told of an admission, once, and the line stays', async () => {
    const { lena, dalia, channel } = three;
    expect(await told(lena, notice(), notice())).toEqual([admitted]);
    dalia.restart();
    expect(await dalia.told(channel)).toContain(admitted);
    expect(await lena.told(channel)).toContain(admitted);
});

test('A09: an admission that does not bear its signatures is not told as one', async () => {
    const { body, signatures } = noor.admission;
    const raised = { signatures, body: { ...body, roles: Roles.facilitator } };
    const byNobody = { body, signatures: [{ signer: noor.ownKey, signature: new Uint8Array(64) }] };
    expect(await told(three.lena, notice({ admission: raised }), notice({ admission: byNobody }))).toEqual(['not-valid', 'not-valid']);
    expect(await told(three.lena, notice())).toEqual([admitted]);
});

test('A08: only a facilitator tells of admissions', async () => {
    expect(await told(three.marek, notice())).toEqual(['not-allowed']);
    expect(await told(three.lena, notice())).toEqual([admitted]);
});

test('A02: a further device that comes in is told with those who let it in', async () => {
    const { world, lena, dalia, channel } = three;
    const further = await world.furtherDevice(three.marek, 'Marek');
    await further.putPackages();
    await lena.directory.add(channel, [further.candidate]);
    await dalia.sync();
    expect((await dalia.told(channel)).at(-1)).toBe('Lena device Marek, by Lena');
});
