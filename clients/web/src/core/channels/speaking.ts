import { bytesOf } from '../cbor/opaque.ts';
import { ContentKind } from '../content/contentKind.ts';
import { ChannelAct, decideFor } from '../policy/channelDecisions.ts';
import { bucket } from '../sync/bucket.ts';
import { idOfAdmission } from '../trust/admission.ts';
import { hourOf } from '../trust/unixHour.ts';
import { ChannelFailure } from './channelFailure.ts';
import type { ChannelSession } from './channelSession.ts';
import { logLineRecord } from './logLine.ts';
import type { OpenChannel } from './openChannel.ts';

/** So many of the newest lines are looked through for the own last words; slow mode lets few come after them. */
const newestLines = 50;

/**
 * What facilitators set for everybody else binds this device before it keeps words: a pause, and slow mode by the own clock.
 * @throws ChannelFailure when it is not this person's turn.
 */
export async function requireTurn(session: ChannelSession, channel: OpenChannel): Promise<void> {
    const policy = channel.policy?.policy.body;
    const sets = decideFor(session.admission.body, ChannelAct.postPolicy, channel.descriptor.kind) === 'none';
    if (policy === undefined || sets) return;
    if (policy.pause !== undefined && hourOf(session.now()) < policy.pause.until) throw new ChannelFailure('paused');
    const isSlow = policy.slowModeSeconds > 0 && session.now() / 1000 < (await lastOwn(session, channel)) + policy.slowModeSeconds;
    if (isSlow) throw new ChannelFailure('too-soon');
}

/** When the own last words were written, seconds since 1970; 0 for never. */
async function lastOwn(session: ChannelSession, channel: OpenChannel): Promise<number> {
    const own = [idOfAdmission(session.admission), ...session.replacedAdmissions];
    const stored = await session.store.newest(bucket.log(bytesOf(channel.id)), newestLines);
    const lines = stored.map(({ value }) => logLineRecord.decode(value));
    const said = lines.filter(({ author }) => author !== undefined && own.includes(author)).map(({ sentAt }) => sentAt);
    const waiting = channel.outbox.waiting().filter(({ entry }) => entry.kind === ContentKind.text || entry.kind === ContentKind.reply);
    return Math.max(0, ...said, ...waiting.map(({ entry }) => entry.sentAt));
}
