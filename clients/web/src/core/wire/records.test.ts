import { expect, test } from 'vitest';
import { measured, readGolden } from '../../../tests/golden.ts';
import { MalformedObjectException } from '../cbor/malformedObjectException.ts';
import * as channels from './channels.ts';
import * as dialogues from './dialogues.ts';
import { done } from './done.ts';
import * as hello from './hello.ts';
import { ItemKind } from './itemKind.ts';
import { epoch, type Json } from './jsonRecord.ts';
import * as mailboxes from './mailboxes.ts';
import { PassKind } from './passKind.ts';
import * as presence from './presence.ts';
import { adviceOf, RelayCode } from './relayCode.ts';
import { relayHub } from './relayHub.ts';

type GoldenRecord = { readonly record: string; readonly json: Record<string, unknown> };

const golden = readGolden<GoldenRecord[]>('wire', 'records');
const codecs = {
    ...channels,
    ...dialogues,
    ...hello,
    ...mailboxes,
    ...presence,
    done,
    letter: mailboxes.storedLetter,
} as unknown as Record<string, Json<unknown>>;

function codecOf(record: string): Json<unknown> {
    return codecs[record.charAt(0).toLowerCase() + record.slice(1)]!;
}

function refused(codec: Pick<Json<unknown>, 'read'>, json: unknown): number {
    expect(() => codec.read(json), JSON.stringify(json)).toThrow(MalformedObjectException);
    return 1;
}

/** Values of another type, and of the same type where the type itself has bounds. */
function wrongTwins(value: unknown): unknown[] {
    const other: unknown[] = [null, undefined, {}, typeof value === 'boolean' ? 1 : true];
    if (typeof value === 'number') return [...other, -1, 0.5, 2 ** 53, String(value)];
    if (Array.isArray(value)) return [...other, 'AA==', [null]];
    if (typeof value === 'string' && /^[A-Za-z0-9+/=]*$/.test(value) && value.length % 4 === 0) return [...other, 1, [], '*', value + '='];
    return [...other, 1, []];
}

test('every golden record is read, written and refused field by field', () => {
    let refusals = 0;
    for (const { record, json } of golden) {
        const codec = codecOf(record);
        const written = codec.write(codec.read(json));
        expect(written, record).toEqual(json);
        expect(Object.keys(written as object)).toEqual(Object.keys(json));

        for (const field of Object.keys(json)) {
            const { [field]: value, ...without } = json;
            refusals += refused(codec, without);
            for (const wrong of wrongTwins(value)) refusals += refused(codec, { ...json, [field]: wrong });
        }
        refusals += refused(codec, { ...json, unknown: 1 });
        for (const none of [null, [], 'text', 1]) refusals += refused(codec, none);
    }
    measured('wire', 'records.json', golden.length, refusals);
    expect(golden.length).toBeGreaterThanOrEqual(26);
    expect(refusals).toBeGreaterThan(500);
});

test('every call of the hub has a golden record', () => {
    const names = new Set(golden.map(({ record }) => codecOf(record)));
    for (const { request, reply } of Object.values(relayHub)) {
        expect(names.has(request as Json<unknown>) && names.has(reply as Json<unknown>)).toBe(true);
    }
    expect(Object.keys(relayHub)).toHaveLength(18);
});

test('codes and kinds keep their numbers and every code says what to do', () => {
    expect(Object.values(RelayCode)).toEqual(Array.from({ length: 22 }, (_, i) => i));
    expect(ItemKind).toEqual({ commit: 1, lasting: 2, talk: 3, steward: 4 });
    expect(PassKind).toEqual({ mailbox: 1, channel: 2 });
    const advised = Object.entries(RelayCode).map(([name, code]) => `${name} ${adviceOf(code)}`);
    expect(advised.filter((line) => line.endsWith('giveUp'))).toHaveLength(10);
    expect([adviceOf(RelayCode.ok), adviceOf(RelayCode.behind), adviceOf(RelayCode.tooMany)]).toEqual(['goOn', 'resync', 'retryLater']);
});

test('a reply that does not fit together is refused', () => {
    const find = (name: string) => structuredClone(golden.find(({ record }) => record === name)!.json);
    const item = find('LogItem');
    expect(channels.logItem.read(item).sequence).toBe(78);
    refused(channels.logItem, { ...item, sequence: 0 });
    refused(channels.logItem, { ...item, hash: 'AAAA' });
    refused(channels.logItem, { ...item, kind: 5 });
    const prove = find('ProveReply');
    expect(channels.proveReply.read(prove).head).toBe(90);
    refused(channels.proveReply, { ...prove, openedBy: 91 });
    refused(channels.proveReply, { ...prove, openedDigest: 'AAAA' });
    expect(channels.proveReply.read({ ...prove, code: RelayCode.notYet, openedDigest: '' }).code).toBe(RelayCode.notYet);
    const greeting = find('HelloReply');
    expect(hello.helloReply.read(greeting).nonce).toHaveLength(32);
    refused(hello.helloReply, { ...greeting, nonce: 'AAAA' });
    refused(hello.helloReply, { ...greeting, code: 22 });
});

test('an epoch that JSON cannot carry exactly is not written', () => {
    expect(epoch.write(7n)).toBe(7);
    expect(() => epoch.write(2n ** 53n)).toThrow(RangeError);
});
