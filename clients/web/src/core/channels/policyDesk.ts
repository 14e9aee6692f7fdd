import type { ChannelPolicy } from '../content/channelPolicy.ts';
import { ContentKind } from '../content/contentKind.ts';
import { ChannelAct, decideFor } from '../policy/channelDecisions.ts';
import { checkPolicy } from '../policy/policyRules.ts';
import { hoursAfter, hourOf } from '../trust/unixHour.ts';
import { isRestricted, Restriction } from '../wire/proofs/restrictions.ts';
import { ChannelFailure, notWritable } from './channelFailure.ts';
import type { ChannelSession } from './channelSession.ts';
import type { ChannelSync } from './channelSync.ts';
import type { OpenChannel } from './openChannel.ts';
import { nextPolicy, type PolicyChange } from './ownPolicy.ts';

/** What a facilitator sets for a channel; everything else stays as it is. */
export type PolicyStep =
    | { readonly act: 'rename'; readonly title: string }
    /** Nobody but facilitators writes for so many hours, 1 to 720; the reason has at most 512 characters. */
    | { readonly act: 'pause'; readonly reason: string; readonly hours: number }
    | { readonly act: 'resume' }
    /** So many seconds between two messages of one member, up to a day; 0 for none. */
    | { readonly act: 'slow'; readonly seconds: number };

const attempts = 3;
const longestPause = 720;
const secondsOfDay = 86400;

/** Posts what facilitators set for a channel: a signed policy that every member reads and whose place in the log decides. */
export class PolicyDesk {
    readonly #session: ChannelSession;
    readonly #channel: OpenChannel;
    readonly #sync: ChannelSync;

    constructor(session: ChannelSession, channel: OpenChannel, sync: ChannelSync) {
        this.#session = session;
        this.#channel = channel;
        this.#sync = sync;
    }

    /** @throws ChannelFailure when nothing was set: this person is no facilitator here, it is so already, or the channel takes no posts. */
    async set(step: PolicyStep): Promise<void> {
        const change = this.#changeOf(step);
        await this.#sync.run();
        for (let attempt = 0; attempt < attempts; attempt++) {
            const number = await this.#post(change);
            if (this.#channel.outbox.has(ContentKind.policy)) throw notWritable(this.#channel.state);
            const now = this.#channel.policy?.policy.body;
            // Another facilitator's policy may have come first: then this one names the wrong predecessor and is made anew.
            if (now?.number === number && saysSo(now, change)) return;
        }
        throw new ChannelFailure('not-ready');
    }

    async #post(change: PolicyChange): Promise<number> {
        const channel = this.#channel;
        const { admission } = this.#session;
        if (decideFor(admission.body, ChannelAct.postPolicy, channel.descriptor.kind) !== 'none') throw new ChannelFailure('not-allowed');
        const isShut =
            isRestricted(channel.state.restrictions, Restriction.posts) || isRestricted(channel.state.restrictions, Restriction.closed);
        if (isShut) throw new ChannelFailure('restricted');
        const current = channel.policy;
        if (current === undefined) throw notWritable(channel.state);
        if (saysSo(current.policy.body, change)) throw new ChannelFailure('nothing-to-change');
        const next = await nextPolicy(this.#session, current.policy, change);
        if ((await checkPolicy(next, current.policy.body, channel.facts())) !== 'none') throw new ChannelFailure('not-allowed');
        await channel.outbox.enqueue(next, this.#session.now());
        await channel.save();
        await this.#sync.run();
        return next.policy.body.number;
    }

    #changeOf(step: PolicyStep): PolicyChange {
        switch (step.act) {
            case 'rename':
                return { title: acceptableWords(step.title, 1, 128) };
            case 'pause': {
                requireCount(step.hours, 1, longestPause);
                // Counted from the next full hour, so that a pause is never shorter than what was chosen.
                const until = hoursAfter(hourOf(this.#session.now()), step.hours + 1);
                return { pause: { reason: acceptableWords(step.reason, 0, 512), until } };
            }
            case 'resume':
                return { pause: undefined };
            case 'slow':
                requireCount(step.seconds, 0, secondsOfDay);
                return { slowModeSeconds: step.seconds };
        }
    }
}

/** Whether a policy says already what a change asks for. */
function saysSo(policy: ChannelPolicy, change: PolicyChange): boolean {
    const asked = Object.keys(change) as (keyof PolicyChange)[];
    return asked.every((name) => JSON.stringify(policy[name]) === JSON.stringify(change[name]));
}

function requireCount(number: number, least: number, most: number): void {
    if (!Number.isInteger(number) || number < least || number > most) throw new ChannelFailure('bad-time');
}

/** What somebody typed, in NFC. @throws ChannelFailure when it is too short, too long, or would not survive UTF-8. */
export function acceptableWords(typed: string, least: number, most: number): string {
    const text = typed.normalize('NFC').trim();
    if (text.length < least) throw new ChannelFailure('bad-name');
    if (text.length > most || /\p{Surrogate}|(?!\n)\p{Cc}/u.test(text)) throw new ChannelFailure('text-too-long');
    return text;
}
