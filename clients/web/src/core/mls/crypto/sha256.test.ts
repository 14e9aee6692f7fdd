import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as noble } from '@noble/hashes/sha2.js';
import { expect, test } from 'vitest';
import { concat, fromHex, toHex, utf8 } from '../../bytes.ts';
import { hmacSha256, hmacSha256Each, sha256 } from './sha256.ts';

const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 0xff);

test('the hash and the MAC are those of FIPS 180-4 and RFC 4231', () => {
    expect(toHex(sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    const blocks = utf8('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq');
    expect(toHex(sha256(blocks))).toBe('248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1');
    const many = new Uint8Array(1_000_000).fill(0x61);
    expect(toHex(sha256(many))).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0');
    const mac = hmacSha256(fromHex('0b'.repeat(20)), utf8('Hi There'));
    expect(toHex(mac)).toBe('b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7');
});

test('every length of key and data gives what another implementation gives', () => {
    for (let length = 0; length < 300; length++) expect(sha256(bytesOf(length))).toEqual(noble(bytesOf(length)));
    for (const keyLength of [0, 1, 32, 63, 64, 65, 200]) {
        for (let length = 0; length < 200; length += 13) {
            const [key, data] = [bytesOf(keyLength), bytesOf(length)];
            expect(hmacSha256(key, data)).toEqual(hmac(noble, key, data));
            expect(hmacSha256Each(key, [data, key], data)).toEqual([data, key].map((start) => hmac(noble, key, concat(start, data))));
        }
    }
});
