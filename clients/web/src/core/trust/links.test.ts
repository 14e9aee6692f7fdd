import { expect, test } from 'vitest';
import { deviceLink, foundingLink, invitation } from '../../../tests/samples.ts';
import { now, seed, stranger } from '../../../tests/world.ts';
import { encodeSigned, signObject } from '../cbor/signedCodec.ts';
import { MalformedObjectException } from '../cbor/malformedObjectException.ts';
import { toBase64Url } from '../wire/base64.ts';
import { beginLinkToLink, parseBeginLink } from './beginLink.ts';
import { deviceLinkToLink, parseDeviceLink } from './deviceLink.ts';
import { foundingLinkToLink, parseFoundingLink } from './foundingLink.ts';
import { invitationCodec, invitationToLink, parseInvitation } from './invitation.ts';
import { parseRelayAddress } from './relayAddress.ts';
import { isExpiredAt } from './signedLink.ts';
import { hoursAfter } from './unixHour.ts';

const link = await invitationToLink(invitation, seed(3));
const device = await deviceLinkToLink(deviceLink, seed(3));
const found = await foundingLinkToLink(foundingLink, seed(3));
const refused = (text: string) => expect(parseInvitation(text), text.slice(0, 40)).rejects.toThrow(MalformedObjectException);

test('a link gives back what the inviter signed', async () => {
    expect(link.startsWith('https://relay.example/#invite=')).toBe(true);
    expect(await parseInvitation(link)).toStrictEqual(invitation);
    expect(await parseDeviceLink(device)).toStrictEqual(deviceLink);
    expect(await parseFoundingLink(found)).toStrictEqual(foundingLink);
    expect([isExpiredAt(invitation, now), isExpiredAt(invitation, invitation.expiresAt)]).toEqual([false, true]);
});

test('A06: a link that anybody but the inviter made or prolonged is refused', async () => {
    const signed = await signObject(invitationCodec, invitation, seed(3));
    const prolonged = { ...signed, body: { ...invitation, expiresAt: hoursAfter(invitation.expiresAt, 1) } };
    const linkOf = (payload: Uint8Array) => `https://relay.example/#invite=${toBase64Url(payload)}`;
    expect(await parseInvitation(linkOf(encodeSigned(invitationCodec, signed)))).toStrictEqual(invitation);
    await refused(linkOf(encodeSigned(invitationCodec, prolonged)));
    await refused(await invitationToLink(invitation, seed(stranger)));
});

test('A14: a device link is never an invitation, and no kind of link is read as another', async () => {
    await refused(device);
    await refused(device.replace('#device=', '#invite='));
    await refused(found.replace('#found=', '#invite='));
    await expect(parseDeviceLink(link)).rejects.toThrow(MalformedObjectException);
    await expect(parseDeviceLink(link.replace('#invite=', '#device='))).rejects.toThrow(MalformedObjectException);
    await expect(parseDeviceLink(found.replace('#found=', '#device='))).rejects.toThrow(MalformedObjectException);
    await expect(parseFoundingLink(link.replace('#invite=', '#found='))).rejects.toThrow(MalformedObjectException);
    expect(() => parseBeginLink(link)).toThrow(MalformedObjectException);
});

test('A05: a link that leads to another relay than it names, or is not whole, is refused', async () => {
    const wrong = [link.replace('relay.example', 'relay.evil'), link + '=', link.slice(0, -1), link + 'A', link + 'A'.repeat(4096)];
    for (const text of [...wrong, link.replace('/#invite=', '#invite=')]) await refused(text);
});

test.each([
    'https://relay.example',
    'https://relay.example:8443',
    'http://127.0.0.1:5080',
    'http://[::1]:5080',
    'http://localhost',
    'http://abcdefghijklmnop.onion',
    'https://a',
])('%s is a relay', (text) => {
    const relay = parseRelayAddress(text);
    expect(relay).toBe(text);
    expect(parseRelayAddress(text + '/')).toBe(text);
    expect(parseRelayAddress(text.replace('relay', 'ReLay'))).toBe(text);
});

test.each(
    [
        'http://relay.example http://127.0.0.1.evil.example http://localhost.evil.example http://onion http://.onion http://10.0.0.1',
        'http://evil.onion.example http://127.1 ftp://relay.example ws://127.0.0.1 wss://relay.example javascript:alert(1) /relay file:///relay',
        'https://user@relay.example https://user:word@relay.example https://relay.example/path https://relay.example?x=1 https://',
        'https://relay.example#x https://relay.example:443 https://relay.example:08443 https://relay.example// relay.example https:relay.example',
        `https:\\\\relay.example https://ex%61mple https://\u212Belay https://\u212Aelvin https://${'a'.repeat(600)} https://127.1 https://[::0]`,
    ].flatMap((line) => line.split(' ')),
)('%s is no relay', (text) => {
    expect(() => parseRelayAddress(text)).toThrow(MalformedObjectException);
});

test('no text at all is no relay', () => {
    for (const text of ['', '/', ' https://a', 'https://a\n', 'ht\ntps://a'])
        expect(() => parseRelayAddress(text)).toThrow(MalformedObjectException);
});

test('a begin link holds a pass of 22 to 128 characters', () => {
    const begin = 'http://localhost:5080/#pass=abcdefghijklmnopqrst_-';
    expect(beginLinkToLink(parseBeginLink(begin))).toBe(begin);
    for (const wrong of [begin.slice(0, -1), begin + '!', begin + '\n', begin + 'a'.repeat(107)])
        expect(() => parseBeginLink(wrong)).toThrow(MalformedObjectException);
});
