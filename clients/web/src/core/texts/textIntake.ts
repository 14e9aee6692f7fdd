import { bytesOf } from '../cbor/opaque.ts';
import { idOfObject } from '../cbor/objectCodec.ts';
import type { ChannelSession } from '../channels/channelSession.ts';
import { notices } from '../channels/notices.ts';
import type { OpenChannel } from '../channels/openChannel.ts';
import { ChannelKind } from '../content/channelKind.ts';
import { encodeBody, kindOf } from '../content/contentBody.ts';
import { singleTextCodec, type Bracket, type BracketRelease, type SingleText } from '../content/singleText.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { partyCodesOf } from '../trust/charter.ts';
import type { DeviceCredential } from '../trust/deviceCredential.ts';
import type { LogItem } from '../wire/channels.ts';
import { itemOf, itemsIn, keptItemRecord, type TextItem } from './keptItem.ts';

/** What is taken from the log of the text that both sides work on. */
type TextBody = SingleText | Bracket | BracketRelease;

/** Takes versions of the single text and brackets from the log. Of two versions with one predecessor the earlier in the log holds. */
export class TextIntake {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #unsaved = new Set<TextItem>();

    constructor(session: ChannelSession, channel: OpenChannel) {
        this.#session = session;
        this.#channel = channel;
    }

    /** Keeps it; false for one that does not hold. */
    async take(item: LogItem, author: DeviceCredential, body: TextBody): Promise<boolean> {
        const channel = this.#channel;
        const kept = [...(await itemsIn(this.#session.store, channel.id)), ...this.#unsaved];
        if (kept.some(({ message }) => message === item.message)) {
            notices.repeated(channel, item);
            return true;
        }
        if (!this.#holds(body, author, kept)) return false;
        if (isNews(body, kept)) this.#keep(item, author, body);
        return true;
    }

    #holds(body: TextBody, author: DeviceCredential, kept: readonly TextItem[]): boolean {
        const versions = versionsOf(kept);
        const newest = versions.at(-1);
        switch (body.type) {
            case 'singleText':
                // Who came later than the first version takes the one that is put again for them as it is.
                if (newest === undefined || versions.some((one) => hashOfText(one) === hashOfText(body))) return true;
                return body.number === newest.number + 1 && body.previous === hashOfText(newest);
            case 'bracket':
                return author.admission.body.party !== undefined;
            case 'bracketRelease':
                if (!partyCodesOf(this.#channel.charters.head).includes(body.side)) return false;
                return newest === undefined || versions.some((one) => hashOfText(one) === body.text && body.clause <= one.clauses.length);
        }
    }

    #keep(item: LogItem, author: DeviceCredential, body: TextBody): void {
        const channel = this.#channel;
        const { party } = author.admission.body;
        const by = idOfAdmission(author.admission);
        const stored = { message: item.message, author: by, party, kind: kindOf(body), body: encodeBody(body) };
        const kept = itemOf(item.sequence, stored);
        this.#unsaved.add(kept);
        channel.saveBeside((writer) => {
            keptItemRecord.put(writer, bucket.texts(bytesOf(channel.id)), item.sequence, stored);
            this.#unsaved.delete(kept);
        });
        const isHanded = body.type === 'bracket' && channel.descriptor.kind === ChannelKind.privateLine;
        notices.ofText(channel, item, by, body, isHanded);
    }
}

/** The hash of a version, the same on every device. */
export const hashOfText = (text: SingleText) => idOfObject(singleTextCodec, text);

/** The versions among what a channel keeps, the newest last. */
export const versionsOf = (kept: readonly TextItem[]): readonly SingleText[] =>
    kept.flatMap(({ content }) => (content.type === 'singleText' ? [content] : []));

/** Whether two releases are one. */
export const isSameRelease = (one: TextItem['content'], other: BracketRelease): boolean =>
    one.type === other.type &&
    one.text === other.text &&
    one.clause === other.clause &&
    one.side === other.side &&
    one.words === other.words;

/** A version that is put again is known, and a release of a version that never came here says nothing. */
function isNews(body: TextBody, kept: readonly TextItem[]): boolean {
    if (body.type === 'bracket') return true;
    const versions = versionsOf(kept);
    if (body.type === 'singleText') return versions.every((one) => hashOfText(one) !== hashOfText(body));
    return versions.length > 0 && !kept.some(({ content }) => isSameRelease(content, body));
}
