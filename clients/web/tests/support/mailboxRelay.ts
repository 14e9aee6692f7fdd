import { toHex } from '../../src/core/bytes.ts';
import type { Dial, RelayConnection } from '../../src/core/connection/relayConnection.ts';
import { RelayUnreachable } from '../../src/core/connection/relayUnreachable.ts';
import { drawId, type LetterId, type MailboxId, type RelayId } from '../../src/core/wire/opaqueId.ts';
import { RelayCode } from '../../src/core/wire/relayCode.ts';
import type { HubCall, HubReply, HubRequest } from '../../src/core/wire/relayHub.ts';

type Mailbox = { letters: { id: LetterId; bytes: Uint8Array<ArrayBuffer> }[]; packages: Uint8Array<ArrayBuffer>[] };

type Handlers = { [Call in HubCall]?: (request: HubRequest<Call>) => Omit<HubReply<Call>, 'code'> | RelayCode };

/** The mailboxes of a relay in memory: what it takes and hands out, not what it verifies. */
export class MailboxRelay {
    readonly id = drawId<RelayId>();
    readonly mailboxes = new Map<MailboxId, Mailbox>();
    readonly #passes = new Map<string, MailboxId>();
    readonly #rings = new Set<() => void>();
    isReachable = true;

    readonly #handlers: Handlers = {
        CreateMailbox: ({ pass, mailbox }) => {
            const spentOn = this.#passes.get(toHex(pass));
            if (spentOn !== undefined && spentOn !== mailbox) return RelayCode.passSpent;
            this.#passes.set(toHex(pass), mailbox);
            if (!this.mailboxes.has(mailbox)) this.mailboxes.set(mailbox, { letters: [], packages: [] });
            return {};
        },
        OpenMailbox: ({ mailbox }) => {
            const { letters, packages } = this.#of(mailbox);
            return { letters: letters.length, packages: packages.length };
        },
        ReadLetters: ({ mailbox }) => ({ letters: [...this.#of(mailbox).letters], more: false }),
        AcknowledgeLetters: ({ mailbox, letters }) => {
            const box = this.#of(mailbox);
            box.letters = box.letters.filter(({ id }) => !letters.includes(id));
            return {};
        },
        Drop: ({ mailbox, letter, bytes }) => {
            const box = this.mailboxes.get(mailbox);
            if (!box) return RelayCode.mailboxGone;
            if (!box.letters.some(({ id }) => id === letter)) box.letters.push({ id: letter, bytes });
            for (const ring of this.#rings) ring();
            return {};
        },
        FetchPackage: ({ mailbox }) => {
            const { packages } = this.#of(mailbox);
            const [next] = packages.length > 1 ? packages.splice(0, 1) : packages;
            return next === undefined ? RelayCode.noPackage : { package: next, last: packages.length === 1 };
        },
        PutPackages: ({ mailbox, replace, packages }) => {
            const box = this.#of(mailbox);
            box.packages = replace ? [...packages] : [...box.packages, ...packages];
            return {};
        },
    };

    readonly dial: Dial = (rung) => {
        if (!this.isReachable) return Promise.reject(new RelayUnreachable('not-connected'));
        this.#rings.add(rung);
        const connection: RelayConnection = {
            context: { relay: this.id, nonce: new Uint8Array(32) },
            isClosed: false,
            call: (name, request) => Promise.resolve(this.#answer(name, request)),
            close: () => this.#rings.delete(rung),
        };
        return Promise.resolve(connection);
    };

    /** Puts bytes into a mailbox as anybody can who holds its token. */
    drop(mailbox: MailboxId, bytes: Uint8Array<ArrayBuffer>): void {
        this.#answer('Drop', { mailbox, dropToken: new Uint8Array(32), letter: drawId<LetterId>(), bytes });
    }

    #answer<Call extends HubCall>(name: Call, request: HubRequest<Call>): HubReply<Call> {
        const answer = (this.#handlers[name] as ((request: HubRequest<Call>) => object | RelayCode) | undefined)?.(request);
        if (answer === undefined) throw new Error(`no ${name} here`);
        return (typeof answer === 'object' ? { code: RelayCode.ok, ...answer } : { code: answer }) as HubReply<Call>;
    }

    #of(mailbox: MailboxId): Mailbox {
        const found = this.mailboxes.get(mailbox);
        if (!found) throw new Error('no such mailbox');
        return found;
    }
}
