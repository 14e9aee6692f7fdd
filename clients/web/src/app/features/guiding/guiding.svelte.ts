import type { Calls, ChannelView, DeviceView, PolicyStep, StewardStep } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';

/** What binds others in a channel: what facilitators set, what its stewards can do, and beginning it anew. */
export type Act = PolicyStep['act'] | StewardStep['act'] | 'rebuild';

/** What was filled in; each act takes what it needs of it. */
export type Terms = { readonly words: string; readonly number: number };

/** The acts that this device's person can do in a channel as it stands, the gentlest first. */
export function actsIn(channel: ChannelView, device: DeviceView, now: number): readonly Act[] {
    const { state, problem, stewardSigns, isSteward, pause } = channel;
    const isFacilitator = device.roles.includes('facilitator');
    if (state === 'closed' || state === 'removed') {
        return [];
    }
    const isPaused = pause !== undefined && now < pause.until;
    const acts: Act[] = isFacilitator && state === 'open' ? [isPaused ? 'resume' : 'pause', 'slow', 'rename'] : [];
    if (isSteward) {
        acts.push(state === 'posts-closed' ? 'openPosts' : 'closePosts', stewardSigns ? 'release' : 'demand', 'shorten');
        acts.push(...(problem === 'change-refused' ? (['supersede'] as const) : []), 'setKey', 'close');
    }
    return isFacilitator ? [...acts, 'rebuild'] : acts;
}

/** One act at a time: its terms, its progress, and what came of it. */
export class Guiding extends Asking {
    open = $state<Act>();
    done = $state<Act>();
    /** Whether somebody came back from an act without doing it. */
    hasLooked = $state(false);
    /** Who came into the new channel, of the act that begins one. */
    rebuilt = $state.raw<Calls['rebuildChannel'][1]>();

    readonly #worker: WorkerCalls;
    readonly #channel: string;

    constructor(worker: WorkerCalls, channel: string) {
        super();
        this.#worker = worker;
        this.#channel = channel;
    }

    choose(act: Act | undefined): void {
        this.hasLooked ||= this.open !== undefined;
        this.open = act;
        this.done = undefined;
        this.rebuilt = undefined;
        this.problem = undefined;
    }

    /** Does what is open, and keeps what came of it. */
    async do(terms: Terms): Promise<void> {
        const act = this.open;
        if (act !== undefined) {
            await this.act(
                () => this.#ask(act, terms),
                (rebuilt) => {
                    this.rebuilt = rebuilt;
                    this.done = act;
                },
            );
        }
    }

    #ask(act: Act, { words, number }: Terms): Promise<Calls['rebuildChannel'][1] | undefined> {
        const channel = this.#channel;
        switch (act) {
            case 'rename':
                return this.#worker.call('setPolicy', { channel, act, title: words });
            case 'pause':
                return this.#worker.call('setPolicy', { channel, act, reason: words, hours: number });
            case 'slow':
                return this.#worker.call('setPolicy', { channel, act, seconds: number });
            case 'resume':
                return this.#worker.call('setPolicy', { channel, act });
            case 'shorten':
                return this.#worker.call('steward', { channel, act, days: number });
            case 'rebuild':
                return this.#worker.call('rebuildChannel', { channel, words });
            default:
                return this.#worker.call('steward', { channel, act });
        }
    }
}
