import { expect, test } from 'vitest';
import { measured, readGolden } from '../../../tests/golden.ts';
import { channel, filled } from '../../../tests/world.ts';
import { fromHex, toHex } from '../bytes.ts';
import { Limits } from '../wire/limits.ts';
import { idOf, type ChannelId } from '../wire/opaqueId.ts';
import { bytesOf } from '../cbor/opaque.ts';
import { openWhisperAt, sealWhisperAt, WhisperKind } from './whisper.ts';

type Golden = { readonly sealed: string };

const place = { key: filled(0x31, 32), channel: idOf<ChannelId>(bytesOf(channel)), epoch: 258n };
const typing = { kind: WhisperKind.typing, leaf: 0x01020304 };
const sealed = sealWhisperAt(typing, filled(0x32, 24), place);

test('a whisper is the same bytes at both clients', () => {
    expect(toHex(sealed)).toBe(readGolden<Golden>('trust', 'whisper').sealed);
    expect(openWhisperAt(fromHex(readGolden<Golden>('trust', 'whisper').sealed), place)).toEqual(typing);
    expect(sealed.length).toBeLessThanOrEqual(Limits.whisperBytes);
    measured('trust', 'whisper.json', 1, 0);
});

test('a whisper that was changed, cut, or sealed for another place is none', () => {
    for (let at = 0; at < sealed.length; at++) {
        expect(openWhisperAt(sealed.with(at, (sealed[at] as number) ^ 1) as Uint8Array<ArrayBuffer>, place)).toBeUndefined();
        expect(openWhisperAt(sealed.subarray(0, at), place)).toBeUndefined();
    }
    expect(openWhisperAt(sealed, { ...place, epoch: 259n })).toBeUndefined();
    expect(openWhisperAt(sealed, { ...place, key: filled(0x33, 32) })).toBeUndefined();
    expect(openWhisperAt(sealed, place)).toEqual(typing);
});
