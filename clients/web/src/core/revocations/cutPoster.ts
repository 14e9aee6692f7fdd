import { idOfSigned } from '../cbor/signedCodec.ts';
import type { ChannelSession } from '../channels/channelSession.ts';
import type { OpenChannel } from '../channels/openChannel.ts';
import { contentOf } from '../channels/outboxEntry.ts';
import type { ContentBody } from '../content/contentBody.ts';
import { removalOrderCodec } from '../content/removalOrder.ts';
import { revocationCodec } from '../content/revocation.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { KnownCuts } from './knownCuts.ts';

/**
 * Whoever knows that somebody was cut off posts it in each channel where that one stands, before anything else (design: one verdict).
 * Its removal is due from that place of the log on, and whoever is online commits it. Puts into the outbox what this channel's log does
 * not hold yet.
 */
export async function enqueueMissingCuts(session: ChannelSession, channel: OpenChannel): Promise<void> {
    const waiting = new Set(channel.outbox.numbers().map((number) => idOfCut(contentOf(channel.outbox.at(number)))));
    for (const { id, body, holds } of await (await KnownCuts.read(session.store)).missingIn(channel.facts(), session.ownKey)) {
        if (waiting.has(id)) continue;
        if (!holds) {
            session.alarm('cut-not-here', channel.id);
            continue;
        }
        waiting.add(id);
        await channel.outbox.enqueue(body, session.now());
        await channel.save();
    }
}

/** Whether content cuts somebody off: nothing else is posted before its target is out. */
export function isCut(content: ContentBody): boolean {
    return idOfCut(content) !== undefined;
}

function idOfCut(content: ContentBody): ObjectHash | undefined {
    if (content.type === 'revocation') return idOfSigned(revocationCodec, content.revocation);
    return content.type === 'removalOrder' ? idOfSigned(removalOrderCodec, content.order) : undefined;
}
