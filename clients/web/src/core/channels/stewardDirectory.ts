import { DeskFailure } from '../admissions/deskFailure.ts';
import { Limits } from '../wire/limits.ts';
import type { ChannelId } from '../wire/opaqueId.ts';
import { keyOfDays, StewardVerb } from '../wire/proofs/stewardAct.ts';
import { acceptableText } from './acceptableText.ts';
import type { ChannelDirectory } from './channelDirectory.ts';
import { ChannelFailure } from './channelFailure.ts';
import { ChannelRebuild, channelToRebuild } from './channelRebuild.ts';
import type { Added } from './membershipDesk.ts';
import { StewardDesk } from './stewardDesk.ts';

/** As much of a channel's id as the command line shows. */
const shownCharacters = 8;

/** What a steward does: about one change, or for the channel. */
export type StewardStep =
    | { readonly act: Exclude<keyof typeof StewardVerb, 'shorten' | 'addSteward'> }
    /** The relay keeps messages for so many days, 1 to 30 and fewer than now. */
    | { readonly act: 'shorten'; readonly days: number };

/** Who came into the new channel, and whether the old one is closed. */
export type Rebuilt = Added & { readonly channel: ChannelId; readonly closed: boolean };

/** What stewards do with channels: two facilitators, or who made one. */
export class StewardDirectory {
    readonly #channels: Pick<ChannelDirectory, 'add' | 'states' | 'work'>;

    constructor(channels: Pick<ChannelDirectory, 'add' | 'states' | 'work'>) {
        this.#channels = channels;
    }

    /** Does one step. @throws ChannelFailure or DeskFailure when this device is no steward, or there is nothing to change. */
    act(channel: ChannelId, step: StewardStep): Promise<void> {
        return this.#channels.work(channel, (open, { reader }, session) => {
            if (open.state.phase === 'forked') throw new ChannelFailure('different-histories');
            const desk = new StewardDesk(session, open, reader);
            switch (step.act) {
                case 'supersede':
                    return desk.supersede();
                case 'setKey':
                    return desk.setKey();
                case 'shorten':
                    return desk.set(StewardVerb.shorten, keyOfDays(possibleDays(step.days)));
                default:
                    return desk.set(StewardVerb[step.act]);
            }
        });
    }

    /**
     * The last resort for a channel that does not go on: a new one of the same kind, title and people. The old one says where it goes on,
     * in these words and with the beginning of the new one's id, and is closed when everybody is in the new one; until then the same call
     * adds who is still missing.
     * @throws ChannelFailure when this device may not open channels.
     */
    async rebuild(named: ChannelId, words: string): Promise<Rebuilt> {
        acceptableText(`${words} ${named}`);
        const old = channelToRebuild(await this.#channels.states(), named);
        const { channel, people } = await this.#channels.work(old, async (open, _, session) => {
            const rebuild = new ChannelRebuild(session, open);
            return { channel: await rebuild.successor(), people: rebuild.people() };
        });
        const added = await this.#channels.add(channel, people, true);
        const isWhole = added.waiting.length === 0;
        const farewell = acceptableText(`${words} ${channel.slice(0, shownCharacters)}`);
        const close = () => this.#channels.work(old, (open, sync, session) => new ChannelRebuild(session, open).close(sync, farewell));
        return { ...added, channel, closed: isWhole && (await close()) };
    }
}

function possibleDays(days: number): number {
    const isPossible = Number.isInteger(days) && days >= 1 && days <= Limits.talkDays;
    if (!isPossible) throw new DeskFailure('bad-time');
    return days;
}
