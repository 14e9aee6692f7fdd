import { utf8 } from '../bytes.ts';
import { ChannelFailure } from '../channels/channelFailure.ts';
import type { ChannelDirectory } from '../channels/channelDirectory.ts';
import { acceptableWords } from '../channels/policyDesk.ts';
import { regimes } from '../channels/regimes.ts';
import { bucket } from '../sync/bucket.ts';
import { localRecord } from '../sync/localRecord.ts';
import type { Store } from '../storage/store.ts';
import { Regime } from '../trust/regime.ts';
import { count, list, record, text, type Of } from '../wire/jsonRecord.ts';
import { drawId, type ChannelId, type MessageId } from '../wire/opaqueId.ts';
import type { HomeCardView } from './views.ts';

const shape = record({
    id: text,
    /** The person at home: of somebody who is in no dialogue. It is in this device's sealed store and travels nowhere. */
    for: text,
    /** Milliseconds since 1970. */
    madeAt: count,
    /** Cleared words, copied: they stay when the talk is no longer kept. */
    lines: list(text),
});

type StoredHomeCard = Of<typeof shape>;

const homeCardRecord = localRecord(shape);

/** Home cards, on this device only. Nothing that its author did not clear gets onto one. */
export class HomeCards {
    readonly #store: Store;
    readonly #now: () => number;

    constructor(store: Store, now: () => number) {
        this.#store = store;
        this.#now = now;
    }

    /** All cards, the oldest first. */
    async all(): Promise<readonly HomeCardView[]> {
        const stored = await this.#store.list(bucket.homeCards);
        return stored.map(({ value }) => homeCardRecord.decode(value)).sort((one, other) => one.madeAt - other.madeAt);
    }

    /** Makes a card of lines of one channel. @throws ChannelFailure when a line is not cleared, or nobody or nothing is named. */
    async make(
        channels: Pick<ChannelDirectory, 'work'>,
        channel: ChannelId,
        messages: readonly MessageId[],
        person: string,
    ): Promise<readonly HomeCardView[]> {
        const name = acceptableWords(person, 1, 128);
        if (messages.length === 0 || messages.length > 50) throw new ChannelFailure('not-found');
        const lines = await channels.work(channel, async (open) => {
            const said = await regimes.in(this.#store, open.state);
            return Promise.all(
                messages.map(async (message) => {
                    const line = await open.shownLine(message);
                    if (line?.kind !== 'text') throw new ChannelFailure('not-found');
                    if (said.get(message) !== Regime.cleared) throw new ChannelFailure('not-cleared');
                    return line.text;
                }),
            );
        });
        const card: StoredHomeCard = { id: drawId<MessageId>(), for: name, madeAt: this.#now(), lines };
        await this.#store.write((writer) => {
            homeCardRecord.put(writer, bucket.homeCards, utf8(card.id), card);
        });
        return this.all();
    }

    async drop(id: string): Promise<readonly HomeCardView[]> {
        await this.#store.write((writer) => {
            writer.delete(bucket.homeCards, utf8(id));
        });
        return this.all();
    }
}
