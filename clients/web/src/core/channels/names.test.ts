import { expect, test } from 'vitest';
import { ChannelWorld, type Three } from '../../../tests/support/channelWorld.ts';
import { post } from '../../../tests/support/posting.ts';
import type { TestDevice } from '../../../tests/support/testDevice.ts';
import { signObject } from '../cbor/signedCodec.ts';
import type { ContentBody } from '../content/contentBody.ts';
import { profileCodec } from '../content/profile.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { ownProfile } from './ownProfile.ts';

/** Marek's profile under another name, as of `whose` admission. */
async function profile({ marek, channel }: Three, name: string, counter: bigint, whose: TestDevice = marek): Promise<ContentBody> {
    const own = await ownProfile(marek, channel);
    if (own.type !== 'profile') throw new TypeError('no profile');
    const body = { ...own.profile.body, name, counter, admission: idOfAdmission(whose.admission) };
    return { type: 'profile', profile: await signObject(profileCodec, body, marek.deviceSeed) };
}

test.each([
    ['Milo', []],
    ['Lena', ['same-name']],
    ['L\u0435na', ['same-name']],
] as const)('A10: of a member who takes the name %s the others are told what they have to know', async (name, alarms) => {
    const three = await ChannelWorld.three();
    await post(three.marek, three.channel, await profile(three, name, 7n));
    await three.dalia.sync();
    expect(three.dalia.alarms).toEqual(alarms);
});

test('A16: a profile that a member posts for somebody else is left out, and the own one is taken', async () => {
    const three = await ChannelWorld.three();
    const { lena, marek, dalia, channel } = three;
    await post(marek, channel, await profile(three, 'Nobody', 7n, lena), await profile(three, 'Milo', 8n));
    await dalia.sync();
    expect(await dalia.told(channel)).toContain('not-valid');
    await marek.say(channel, 'it is me');
    await lena.say(channel, 'and me');
    await dalia.sync();
    expect(await dalia.words(channel)).toEqual(['Milo: it is me', 'Lena: and me']);
});
