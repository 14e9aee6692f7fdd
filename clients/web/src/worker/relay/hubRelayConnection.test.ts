import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeRelay, type FakeAnswer } from '../../../tests/support/fakeRelay.ts';
import type { Heard } from '../../core/connection/relayConnection.ts';
import { RelayRefused, WrongRelay } from '../../core/connection/relayRefused.ts';
import { RelayUnreachable } from '../../core/connection/relayUnreachable.ts';
import { drawId, idOf, type ChannelId, type MailboxId, type MessageId, type RelayId } from '../../core/wire/opaqueId.ts';
import { toBase64 } from '../../core/wire/base64.ts';
import { Limits } from '../../core/wire/limits.ts';
import { RelayCode } from '../../core/wire/relayCode.ts';
import { BlockedSockets } from './blockedSockets.ts';
import { HubRelayConnection } from './hubRelayConnection.ts';

const expected = idOf<RelayId>(new Uint8Array(16).fill(7));
const nonce = new Uint8Array(32).fill(9);
const quiet = () => undefined;
const hello = (relay: number, code: number = RelayCode.ok): FakeAnswer => ({
    result: {
        code,
        relay: toBase64(new Uint8Array(16).fill(relay)),
        nonce: toBase64(code === RelayCode.ok ? nonce : new Uint8Array()),
        release: '1',
    },
});

let relay: FakeRelay;
beforeEach(async () => {
    relay = await FakeRelay.start((name) => (name === 'Hello' ? hello(7) : 'silence'));
});
afterEach(() => relay.stop());

const freeNetwork = () => new BlockedSockets(() => performance.now());
const open = (rung = quiet, timeout = 2000, blocked = freeNetwork(), heard: Heard = quiet) =>
    HubRelayConnection.open({ address: relay.address, expected, blocked, timeout }, rung, heard);
const after = (name: string, answer: FakeAnswer) => {
    relay.answer = (called) => (called === 'Hello' ? hello(7) : called === name ? answer : 'silence');
};
const failureOf = (work: Promise<unknown>) =>
    work.then(
        () => undefined,
        (failure: unknown) => failure,
    );

describe('a connection', () => {
    test('begins with Hello and knows what proofs cover', async () => {
        const connection = await open();
        expect(relay.calls).toEqual([{ name: 'Hello', request: { version: 1 } }]);
        expect(connection.context).toEqual({ relay: expected, nonce });
        connection.close();
        expect(connection.isClosed).toBe(true);
    });

    test('says nothing but Hello to another relay', async () => {
        relay.answer = () => hello(8);
        expect(await failureOf(open())).toBeInstanceOf(WrongRelay);
        expect(relay.calls).toHaveLength(1);
    });

    test('is refused when the relay takes none', async () => {
        relay.answer = () => hello(7, RelayCode.wrongVersion);
        expect(await failureOf(open())).toMatchObject({ name: 'RelayRefused', code: RelayCode.wrongVersion });
    });

    test('does not come about where nothing listens, or nothing answers', async () => {
        const { address } = relay;
        relay.answer = () => 'silence';
        expect(await failureOf(open(quiet, 100))).toMatchObject({ reason: 'timeout' });
        await relay.stop();
        expect(await failureOf(HubRelayConnection.open({ address, expected, blocked: freeNetwork() }, quiet, quiet))).toMatchObject({
            reason: 'not-connected',
        });
        relay = await FakeRelay.start(() => 'silence');
    });

    test('hands over what was answered, and calls in their order', async () => {
        const connection = await open();
        after('Post', { result: { code: RelayCode.ok, sequence: 5 } });
        const channel = drawId<ChannelId>();
        const post = (byte: number) =>
            connection.call('Post', { channel, epoch: 3n, message: drawId<MessageId>(), kind: 3, bytes: new Uint8Array([byte]) });
        const replies = await Promise.all([post(1), post(2), post(3)]);
        expect(replies).toEqual(Array(3).fill({ code: RelayCode.ok, sequence: 5 }));
        const sent = relay.calls.slice(1).map(({ request }) => request as { bytes: string; epoch: number });
        expect(sent.map(({ bytes }) => bytes)).toEqual(['AQ==', 'Ag==', 'Aw==']);
        expect(sent[0]!.epoch).toBe(3);
        connection.close();
    });

    test.each([
        ['an answer with a field too many', { result: { code: 0, sequence: 5, extra: 1 } }],
        ['an answer of null', { result: null }],
        ['an unknown code', { result: { code: 99, sequence: 5 } }],
        ['a number that JSON does not carry', { result: { code: 0, sequence: 2 ** 60 } }],
        ['a failure of the hub', { error: 'broken' }],
    ] as const)('fails the call at %s', async (_, answer) => {
        const connection = await open();
        after('Read', answer);
        const failure = await failureOf(connection.call('Read', { channel: drawId<ChannelId>(), after: 0 }));
        expect(failure).toBeInstanceOf(RelayUnreachable);
        expect(failure).toMatchObject({ reason: 'failed' });
        after('Read', { result: { code: 0, items: [], head: 0, more: false } });
        expect(await connection.call('Read', { channel: drawId<ChannelId>(), after: 0 })).toMatchObject({ head: 0 });
        connection.close();
    });

    test('does not send what is over a limit', async () => {
        const connection = await open();
        after('Drop', { result: { code: RelayCode.ok } });
        const drop = (length: number) =>
            connection.call('Drop', {
                mailbox: drawId<MailboxId>(),
                dropToken: new Uint8Array(32),
                letter: drawId(),
                bytes: new Uint8Array(length),
            });
        const failure = await failureOf(drop(Limits.letterBytes + 1));
        expect(failure).toBeInstanceOf(RelayRefused);
        expect(failure).toMatchObject({ code: RelayCode.tooLarge });
        expect(relay.calls).toHaveLength(1);
        await drop(Limits.letterBytes);
        connection.close();
    });

    test('ends when a call is not answered in time', async () => {
        const connection = await open(quiet, 200);
        const late = connection.call('Read', { channel: drawId<ChannelId>(), after: 0 });
        const behind = connection.call('Read', { channel: drawId<ChannelId>(), after: 0 });
        expect(await failureOf(late)).toMatchObject({ reason: 'timeout' });
        expect(await failureOf(behind)).toBeInstanceOf(RelayUnreachable);
        expect(connection.isClosed).toBe(true);
        expect(await failureOf(connection.call('ReadLetters', { mailbox: drawId<MailboxId>() }))).toMatchObject({ reason: 'cut' });
    });

    test('rings for what the relay pushes, and when it is cut', async () => {
        const rung = vi.fn();
        const connection = await open(rung);
        relay.push('LetterArrived');
        await vi.waitFor(() => {
            expect(rung).toHaveBeenCalledTimes(1);
        });
        relay.push('ItemsStored', 'whatever', null);
        await vi.waitFor(() => {
            expect(rung).toHaveBeenCalledTimes(2);
        });
        const call = failureOf(connection.call('ReadLetters', { mailbox: drawId<MailboxId>() }));
        relay.cut();
        await vi.waitFor(() => {
            expect(rung).toHaveBeenCalledTimes(3);
        });
        expect(connection.isClosed).toBe(true);
        expect(await call).toBeInstanceOf(RelayUnreachable);
    });

    test('hands on what is whispered, without ringing, and passes over what is no whisper', async () => {
        const [rung, heard] = [vi.fn(), vi.fn()];
        const connection = await open(rung, 2000, freeNetwork(), heard);
        const channel = drawId<ChannelId>();
        relay.push('Whispered', channel, -1, 'AQ==');
        relay.push('Whispered', channel, 3, 'A');
        relay.push('Whispered', channel, 3, toBase64(new Uint8Array(Limits.whisperBytes + 1)));
        relay.push('Whispered', toBase64(new Uint8Array(16)), 3, 'AQ==');
        await vi.waitFor(() => {
            expect(heard).toHaveBeenCalled();
        });
        expect(heard.mock.calls).toEqual([[expect.anything(), 3n, new Uint8Array([1])]]);
        expect(rung).not.toHaveBeenCalled();
        connection.close();
    });

    test('says nothing in the log', async () => {
        const said = (['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((level) =>
            vi.spyOn(console, level).mockImplementation(quiet),
        );
        const connection = await open();
        relay.push('NobodyKnowsThis', 'word');
        relay.cut();
        await vi.waitFor(() => {
            expect(connection.isClosed).toBe(true);
        });
        for (const spy of said) {
            expect(spy).not.toHaveBeenCalled();
            spy.mockRestore();
        }
    });
});

describe('where the network lets no WebSocket through', () => {
    test.each(['refuse', 'swallow'] as const)('a connection polls and talks both ways, and elsewhere it does not: %s', async (sockets) => {
        const free = await open();
        expect(relay.seen).toEqual({ sockets: 1, negotiations: 0 });
        relay.sockets = sockets;
        const rung = vi.fn();
        const connection = await open(rung, 1000);
        expect(relay.seen).toEqual({ sockets: 2, negotiations: 1 });
        after('Post', { result: { code: RelayCode.ok, sequence: 5 } });
        const post = (byte: number) =>
            connection.call('Post', {
                channel: drawId<ChannelId>(),
                epoch: 3n,
                message: drawId<MessageId>(),
                kind: 3,
                bytes: new Uint8Array([byte]),
            });
        expect(await Promise.all([post(1), post(2), post(3)])).toEqual(Array(3).fill({ code: RelayCode.ok, sequence: 5 }));
        expect(relay.calls.slice(-3).map(({ request }) => (request as { bytes: string }).bytes)).toEqual(['AQ==', 'Ag==', 'Aw==']);
        relay.push('LetterArrived');
        await vi.waitFor(() => {
            expect(rung).toHaveBeenCalledTimes(1);
        });
        for (const one of [free, connection]) one.close();
    });

    test('that is remembered for some minutes, and sockets are tried again then', async () => {
        let now = 0;
        const blocked = new BlockedSockets(() => now);
        relay.sockets = 'refuse';
        (await open(quiet, 2000, blocked)).close();
        relay.sockets = 'pass';
        (await open(quiet, 2000, blocked)).close();
        expect(relay.seen).toEqual({ sockets: 1, negotiations: 2 });
        now = 5 * 60_000;
        (await open(quiet, 2000, blocked)).close();
        expect(relay.seen).toEqual({ sockets: 2, negotiations: 2 });
    });

    test('what the relay refuses is not asked again by polling', async () => {
        relay.answer = () => hello(7, RelayCode.wrongVersion);
        expect(await failureOf(open())).toMatchObject({ code: RelayCode.wrongVersion });
        expect(relay.seen).toEqual({ sockets: 1, negotiations: 0 });
    });

    test('a connection that is cut rings, and its calls fail', async () => {
        relay.sockets = 'refuse';
        const rung = vi.fn();
        const connection = await open(rung);
        const call = failureOf(connection.call('ReadLetters', { mailbox: drawId<MailboxId>() }));
        relay.cut();
        await vi.waitFor(() => {
            expect(rung).toHaveBeenCalledTimes(1);
        });
        expect(connection.isClosed).toBe(true);
        expect(await call).toBeInstanceOf(RelayUnreachable);
    });
});
