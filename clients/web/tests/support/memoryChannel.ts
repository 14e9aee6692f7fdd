import { createHash } from 'node:crypto';
import { copyOf, type Bytes } from '../../src/core/bytes.ts';
import type { LogItem } from '../../src/core/wire/channels.ts';
import { ItemKind } from '../../src/core/wire/itemKind.ts';
import { Limits } from '../../src/core/wire/limits.ts';
import { nextInLog, startOfLog } from '../../src/core/wire/logChain.ts';
import type { ChannelId, MessageId } from '../../src/core/wire/opaqueId.ts';
import { StewardVerb } from '../../src/core/wire/proofs/stewardAct.ts';

type Epoch = { readonly number: bigint; key: Bytes; readonly openedBy: number; readonly openedDigest: Bytes };

/** One channel of the relay, by the rules of SecureDialogue.Server/Channels. */
export class MemoryChannel {
    readonly id: ChannelId;
    readonly items: LogItem[] = [];
    stewardKeys: readonly Bytes[];
    /** What stewards keep it from taking. */
    restrictions = 0;
    /** How long it keeps talk. */
    talkDays: number = Limits.talkDays;
    #epochs: Epoch[];
    digest: Bytes;
    lasting = 0;

    constructor(id: ChannelId, key: Bytes, stewardKeys: readonly Bytes[]) {
        this.id = id;
        this.stewardKeys = stewardKeys;
        this.digest = startOfLog(id);
        this.#epochs = [{ number: 0n, key, openedBy: 0, openedDigest: this.digest }];
    }

    get current(): Epoch {
        return this.#epochs.at(-1)!;
    }

    epoch(number: bigint): Epoch | undefined {
        return this.#epochs.find((one) => one.number === number);
    }

    /** The first sequence of a message that is not void; message ids are looked up before epochs. */
    find(message: MessageId): number | undefined {
        return this.items.find((item) => item.message === message && !item.void)?.sequence;
    }

    append(message: MessageId, kind: ItemKind, bytes: Bytes): number {
        const sequence = this.items.length + 1;
        const hash = copyOf(createHash('sha256').update(bytes).digest());
        const epoch = this.current.number;
        this.items.push({ sequence, message, kind, epoch, hash, bytes: copyOf(bytes), void: false });
        this.digest = nextInLog(this.digest, sequence, kind, epoch, hash);
        if (kind === ItemKind.lasting || kind === ItemKind.steward) this.lasting = sequence;
        return sequence;
    }

    open(key: Bytes): void {
        this.#epochs.push({ number: this.current.number + 1n, key: copyOf(key), openedBy: this.items.length, openedDigest: this.digest });
    }

    /** Voids a commit and all after it but what stewards set for the channel; the epoch it ended is current again. */
    voidFrom(sequence: number): void {
        const epoch = this.items[sequence - 1]!.epoch;
        for (let i = sequence - 1; i < this.items.length; i++) {
            const item = this.items[i]!;
            if (item.kind === ItemKind.steward && item.bytes[0]! > StewardVerb.setKey) continue;
            this.items[i] = { ...item, bytes: new Uint8Array(), void: true };
        }
        this.#epochs = this.#epochs.filter((one) => one.number <= epoch);
    }
}
