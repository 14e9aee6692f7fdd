import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../src/core/bytes.ts';
import type { Dial, RelayConnection } from '../../src/core/connection/relayConnection.ts';
import { RelayUnreachable } from '../../src/core/connection/relayUnreachable.ts';
import { beginLinkToLink } from '../../src/core/trust/beginLink.ts';
import { verifyEd25519 } from '../../src/core/trust/ed25519.ts';
import { parseRelayAddress } from '../../src/core/trust/relayAddress.ts';
import type { CreateDialogueRequest, MintPassesRequest } from '../../src/core/wire/dialogues.ts';
import type { RelayDialogueId } from '../../src/core/wire/opaqueId.ts';
import { PassKind } from '../../src/core/wire/passKind.ts';
import { dialogueProof, mintProof } from '../../src/core/wire/proofs/proofs.ts';
import type { ProofContext } from '../../src/core/wire/proofs/proofWriter.ts';
import { RelayCode } from '../../src/core/wire/relayCode.ts';
import type { HubCall } from '../../src/core/wire/relayHub.ts';
import { randomBytes } from './channelWorld.ts';
import { WholeRelay } from './wholeRelay.ts';

const address = parseRelayAddress('https://relay.example');

/** What is spent on it. */
const kinds: Partial<Record<HubCall, PassKind>> = { CreateMailbox: PassKind.mailbox, CreateChannel: PassKind.channel };

/** A relay in memory on which dialogues are opened: mailboxes and channels need a pass that a management key minted. */
export class FoundingRelay {
    readonly whole = new WholeRelay();
    /** How many passes a dialogue may still have. */
    quota = 1000;
    /** The connection is lost after this call. */
    lost: HubCall | undefined;
    /** What was called on each connection, and whether it has ended. */
    readonly connections: { readonly calls: HubCall[]; isClosed: boolean }[] = [];
    /** By the begin token's hash: what it was spent on, once it was. */
    readonly #tokens = new Map<string, CreateDialogueRequest | undefined>();
    readonly #minted = new Map<string, PassKind>();

    /** A new Begin link. */
    beginLink(): string {
        const token = new TextEncoder().encode(toHex(randomBytes(16)));
        this.#tokens.set(hashOf(token), undefined);
        return beginLinkToLink({ relay: address, token });
    }

    readonly dial: Dial = async (rung, heard) => {
        const inner = await this.whole.dial(rung, heard);
        const own = { calls: [] as HubCall[], isClosed: false };
        this.connections.push(own);
        const call = (async (name: HubCall, request: object) => {
            if (own.isClosed) throw new RelayUnreachable('cut');
            const code = await this.#judge(inner.context, name, request);
            const reply = code === undefined ? await inner.call(name, request as never) : { code };
            own.calls.push(name);
            if (this.lost !== name) return reply;
            this.lost = undefined;
            own.isClosed = true;
            throw new RelayUnreachable('cut');
        }) as RelayConnection['call'];
        return {
            context: inner.context,
            get isClosed() {
                return own.isClosed || inner.isClosed;
            },
            call,
            close: () => {
                own.isClosed = true;
                inner.close();
            },
        };
    };

    /** The answer; undefined where the rest of the relay gives it. */
    async #judge(context: ProofContext, name: HubCall, request: object): Promise<RelayCode | undefined> {
        if (name === 'CreateDialogue') return this.#open(context, request as CreateDialogueRequest);
        if (name === 'MintPasses') return this.#mint(context, request as MintPassesRequest);
        const kind = kinds[name];
        const { pass } = request as { readonly pass: Uint8Array };
        return kind !== undefined && this.#minted.get(hashOf(pass)) !== kind ? RelayCode.passSpent : undefined;
    }

    async #open(context: ProofContext, request: CreateDialogueRequest): Promise<RelayCode> {
        const { pass, dialogue, managementKey, signature } = request;
        if (!(await verifyEd25519(managementKey, dialogueProof(context, request), signature))) return RelayCode.badSignature;
        const token = hashOf(pass);
        const before = this.#tokens.get(token);
        const isRetry = before?.dialogue === dialogue && toHex(before.managementKey) === toHex(managementKey);
        if (!this.#tokens.has(token) || (before !== undefined && !isRetry)) return RelayCode.passSpent;
        this.#tokens.set(token, request);
        return RelayCode.ok;
    }

    async #mint(context: ProofContext, request: MintPassesRequest): Promise<RelayCode> {
        const key = this.#keyOf(request.dialogue);
        if (key === undefined || !(await verifyEd25519(key, mintProof(context, request), request.signature))) return RelayCode.badSignature;
        const fresh = request.passHashes.filter((hash) => !this.#minted.has(toHex(hash)));
        if (fresh.length > this.quota) return RelayCode.quotaExceeded;
        this.quota -= fresh.length;
        for (const hash of fresh) this.#minted.set(toHex(hash), request.kind);
        return RelayCode.ok;
    }

    #keyOf(dialogue: RelayDialogueId): Uint8Array | undefined {
        return [...this.#tokens.values()].find((one) => one?.dialogue === dialogue)?.managementKey;
    }
}

function hashOf(secret: Uint8Array): string {
    return toHex(sha256(secret));
}
