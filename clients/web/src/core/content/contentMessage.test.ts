import { expect, test } from 'vitest';
import * as sample from '../../../tests/samples.ts';
import { channel, credentialOf, filled, hill, opaque, seed, stranger } from '../../../tests/world.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { MalformedObjectException } from '../cbor/malformedObjectException.ts';
import { signObject } from '../cbor/signedCodec.ts';
import { Roles } from '../trust/roles.ts';
import { channelDescriptorCodec } from './channelDescriptor.ts';
import { ChannelKind } from './channelKind.ts';
import { isLasting, kindOf, type ContentBody } from './contentBody.ts';
import { fromApplicationData, toApplicationData } from './contentMessage.ts';
import { profileBelongs, profileCodec } from './profile.ts';
import { maxTextBytes, textContentCodec, textOfTyped } from './textContent.ts';
import { joinBundle, splitBundle } from './welcomePart.ts';

const bodies: ContentBody[] = [
    textOfTyped('hello'),
    sample.profileContent,
    sample.policyContent,
    { type: 'charter', charters: sample.charters },
    { type: 'removalOrder', order: sample.removalOrder },
    { type: 'revocation', revocation: sample.revocation },
    { type: 'seen' },
    { type: 'leave', admission: sample.hash },
    { type: 'reply', to: opaque(0x4e, 16), words: textOfTyped('hello') },
    { type: 'unknown', kind: 999, bytes: filled(1, 5) },
    { type: 'unknown', kind: 18, bytes: filled(1, 5) },
];

test('a message comes back with its kind and bytes', () => {
    for (const body of bodies) {
        const message = sample.message(body);
        expect(fromApplicationData(toApplicationData(message))).toStrictEqual(message);
    }
    expect(bodies.map(kindOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 999, 18]);
    expect(bodies.map(isLasting)).toEqual([false, true, true, true, true, true, false, true, false, false, false]);
    expect(isLasting({ type: 'unknown', kind: 15, bytes: filled(1, 5) })).toBe(true);
    expect(() => fromApplicationData(filled(0, 256))).toThrow(MalformedObjectException);
});

test('E05: short messages have one size', () => {
    const lengths = ['no', 'y'.repeat(150)].map((text) => toApplicationData(sample.message(textOfTyped(text))).length);
    expect(lengths).toEqual([256, 256]);
});

test('a text is normalised by its author and has 16 KiB at most', () => {
    const longest = textOfTyped('ä'.repeat(maxTextBytes / 2));
    expect(textOfTyped('e\u0301').text).toBe('\u00e9');
    expect(decodeObject(textContentCodec, encodeObject(textContentCodec, longest))).toStrictEqual(longest);
    for (const text of [longest.text + 'a', 'e\u0301', '', '\udc00', '\ufffe'])
        expect(() => encodeObject(textContentCodec, { ...longest, text })).toThrow(RangeError);
    for (const typed of ['\ud800', 'a\ufffe']) expect(() => textOfTyped(typed)).toThrow(RangeError);
});

test('A15: a profile counts only for its own device, admission and channel', async () => {
    const { profile, credential, world, person } = sample;
    const signed = sample.profileContent.profile;
    const other = await world.credential(stranger, hill, Roles.participant);
    const hidden = await signObject(profileCodec, { ...profile, name: 'Ma\u202erek' }, seed(person));
    expect(await profileBelongs(signed, channel, credential)).toBe(true);
    expect(await profileBelongs(signed, opaque(1, 16), credential)).toBe(false);
    expect(await profileBelongs(signed, channel, other)).toBe(false);
    expect(await profileBelongs({ ...signed, body: { ...profile, name: 'Leyla' } }, channel, credential)).toBe(false);
    expect(await profileBelongs(await signObject(profileCodec, profile, seed(stranger)), channel, credential)).toBe(false);
    expect(await profileBelongs(hidden, channel, credential)).toBe(false);
    expect(await profileBelongs(signed, channel, await credentialOf(sample.signedAdmission, person, 0x99))).toBe(true);
});

test('only a caucus names a party', () => {
    const caucus = { dialogue: sample.world.charters.dialogue, kind: ChannelKind.caucus, party: hill, suiteId: 3 };
    const plenary = { ...caucus, kind: ChannelKind.plenary, party: undefined };
    for (const right of [caucus, plenary])
        expect(decodeObject(channelDescriptorCodec, encodeObject(channelDescriptorCodec, right))).toStrictEqual(right);
    for (const wrong of [
        { ...caucus, party: undefined },
        { ...plenary, party: hill },
    ])
        expect(() => encodeObject(channelDescriptorCodec, wrong)).toThrow(RangeError);
});

test('parts in any order and twice give the bundle back; other or changed parts are refused', () => {
    const bundle = { welcome: filled(0x71, 150_000), pack: sample.pack };
    const [one, two, three] = splitBundle(channel, 7n, bundle) as [never, never, never];
    const changed = { ...(two as object), bytes: filled(9, 60 * 1024) } as never;
    const elsewhere = { ...(two as object), epoch: 8n } as never;
    expect(splitBundle(channel, 7n, bundle)).toHaveLength(3);
    expect(joinBundle([three, one, two, one])).toStrictEqual(bundle);
    expect([joinBundle([one, three]), joinBundle([])]).toEqual([undefined, undefined]);
    expect(() => joinBundle([one, elsewhere, three])).toThrow(MalformedObjectException);
    expect(() => joinBundle([one, changed, three])).toThrow(MalformedObjectException);
    expect(splitBundle(channel, 7n, { ...bundle, welcome: filled(1, 900_000) })).toHaveLength(15);
    expect(() => splitBundle(channel, 7n, { ...bundle, welcome: filled(1, 1_000_000) })).toThrow(RangeError);
});
