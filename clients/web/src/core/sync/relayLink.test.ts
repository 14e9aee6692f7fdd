import { describe, expect, test, vi } from 'vitest';
import type { RelayConnection } from '../connection/relayConnection.ts';
import { RelayUnreachable } from '../connection/relayUnreachable.ts';
import type { MailboxKeys } from '../devices/mailboxKeys.ts';
import { drawId, type ChannelId, type MailboxId, type RelayId } from '../wire/opaqueId.ts';
import { RelayCode } from '../wire/relayCode.ts';
import { RelayLink } from './relayLink.ts';

const quiet = () => undefined;
const bytes32 = new Uint8Array(32).fill(1);
const keys: MailboxKeys = {
    id: drawId<MailboxId>(),
    ownerSeed: bytes32,
    dropToken: bytes32,
    hpkePrivateKey: bytes32,
    hpkePublicKey: bytes32,
    packageKey: bytes32,
    pass: bytes32,
    closeMark: bytes32,
};

class FakeConnection {
    readonly context = { relay: drawId<RelayId>(), nonce: bytes32 };
    readonly calls: string[] = [];
    isClosed = false;
    call(name: string): Promise<unknown> {
        this.calls.push(name);
        return Promise.resolve({ code: RelayCode.ok, letters: 0, packages: 4 });
    }
    close(): void {
        this.isClosed = true;
    }
}

function dialer() {
    const made: FakeConnection[] = [];
    const dial = () => {
        const connection = new FakeConnection();
        made.push(connection);
        return Promise.resolve(connection as unknown as RelayConnection);
    };
    return { made, dial };
}

describe('the connections to the relay', () => {
    test('keep mailbox and channels apart, and open each when it is needed', async () => {
        const { made, dial } = dialer();
        const link = new RelayLink(dial, quiet, quiet);
        expect(made).toHaveLength(0);
        const [letters, mailbox, channels] = [await link.letters(), await link.mailbox(keys), await link.channels()];
        expect(mailbox).toBe(letters);
        expect(channels).not.toBe(letters);
        expect(made.map((one) => one.calls)).toEqual([['OpenMailbox'], []]);
        expect(link.packagesLeft).toBe(4);
        await link.mailbox(keys);
        expect(made[0]!.calls).toEqual(['OpenMailbox']);
    });

    test('are dialled once by all who wait, and again when they were cut', async () => {
        const { made, dial } = dialer();
        const link = new RelayLink(dial, quiet, quiet);
        const channel = drawId<ChannelId>();
        const [first, second] = await Promise.all([link.channels(), link.channels()]);
        expect(first).toBe(second);
        link.remember(channel, 3n);
        expect(link.proven(channel)).toBe(3n);
        await link.channels();
        expect(link.proven(channel)).toBe(3n);
        first.close();
        const again = await Promise.all([link.channels(), link.channels()]);
        expect(again[0]).toBe(again[1]);
        expect(again[0]).not.toBe(first);
        expect(made).toHaveLength(2);
        expect(link.proven(channel)).toBeUndefined();
    });

    test('open the mailbox again on a new connection', async () => {
        const { made, dial } = dialer();
        const link = new RelayLink(dial, quiet, quiet);
        (await link.mailbox(keys)).close();
        await link.mailbox(keys);
        expect(made.map((one) => one.calls)).toEqual([['OpenMailbox'], ['OpenMailbox']]);
    });

    test('are tried again after a failure', async () => {
        const { dial } = dialer();
        let fails = true;
        const link = new RelayLink(() => (fails ? Promise.reject(new RelayUnreachable('timeout')) : dial()), quiet, quiet);
        await expect(link.letters()).rejects.toThrow(RelayUnreachable);
        fails = false;
        await link.letters();
    });

    test('that are being dialled are given up at once when all are cut, and dropped when they come about', async () => {
        const late = new FakeConnection();
        let arrive: ((opened: RelayConnection) => void) | undefined;
        const link = new RelayLink(() => new Promise((resolve) => (arrive = resolve)), quiet, quiet);
        const waiting = [link.letters(), link.letters()];
        await vi.waitFor(() => expect(arrive).toBeDefined());
        link.close();
        for (const one of waiting) await expect(one).rejects.toThrow(RelayUnreachable);
        expect(late.isClosed).toBe(false);
        arrive!(late as unknown as RelayConnection);
        await vi.waitFor(() => expect(late.isClosed).toBe(true));
    });

    test('are cut together, and none is opened again', async () => {
        const { made, dial } = dialer();
        const link = new RelayLink(dial, quiet, quiet);
        await link.letters();
        await link.channels();
        link.close();
        await expect(link.letters()).rejects.toThrow(RelayUnreachable);
        expect(made.map((one) => one.isClosed)).toEqual([true, true]);
    });
});
