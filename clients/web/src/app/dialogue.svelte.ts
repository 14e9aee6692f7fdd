import { flushSync } from 'svelte';
import type { DeviceView, MemberView, News, Opening, Problem, TravelView } from '../worker/api.ts';
import { Admissions } from './features/admissions/admissions.svelte.ts';
import type { Registration } from './features/about/releases.svelte.ts';
import { Talk } from './features/channel/talk.svelte.ts';
import { ChannelList } from './features/channels/channelList.svelte.ts';
import { Founding } from './features/founding/founding.svelte.ts';
import { Papers } from './features/papers/papers.svelte.ts';
import { Welcome } from './features/welcome/welcome.svelte.ts';
import { Phone } from './phone.svelte.ts';
import type { SheetName } from './screens.ts';
import { problemOf, type WorkerCalls } from './workerPort.ts';

export type Screen = 'opening' | 'failed' | 'no-link' | 'welcome' | 'waiting' | 'locked' | 'channels';

/** What the page knows: the device, what the worker told, and which screen that makes. */
export class Dialogue {
    opening = $state.raw<Opening>();
    welcome = $state.raw<Welcome>();
    problem = $state<Problem>();
    /** A link was opened where a device exists already. */
    linkUnused = $state(false);
    lostAt = $state<number>();
    alarms = $state.raw<readonly Problem[]>([]);
    /** How far the work on a passphrase has come, 0 to 1. */
    part = $state(0);
    sheet = $state<SheetName>();
    /** Whom the sheet `cut` is about. */
    toCut = $state.raw<MemberView>();
    /** With whom the sheet `verify` compares; undefined for all in the channel. */
    toCompare = $state.raw<MemberView>();
    /** What became of leaving, after travel mode. */
    travelled = $state.raw<TravelView>();

    #isLocking = false;

    readonly worker: WorkerCalls;
    readonly phone: Phone;
    readonly channels: ChannelList;
    readonly talk: Talk;
    readonly papers: Papers;
    readonly admissions: Admissions;
    readonly founding: Founding;

    /** `register` keeps the release on this device; without it the page runs as it came. */
    constructor(worker: WorkerCalls, register?: () => Promise<Registration>) {
        this.worker = worker;
        this.phone = new Phone(worker, register);
        this.channels = new ChannelList(worker);
        this.talk = new Talk(worker);
        this.papers = new Papers(worker);
        this.admissions = new Admissions(worker);
        this.founding = new Founding(worker);
    }

    get device(): DeviceView | undefined {
        return this.opening?.state === 'open' ? this.opening.device : undefined;
    }

    /** Whether there is anything to be signed on this device, now or ever. */
    get hasPapers(): boolean {
        return (this.device !== undefined && signs(this.device)) || (this.papers.all ?? []).length > 0;
    }

    /** Whether this device's person opens channels. */
    get canOpen(): boolean {
        return this.device?.roles.includes('facilitator') === true;
    }

    /** Whether this device's person invites and admits others. */
    get hasDesk(): boolean {
        return this.device !== undefined && signs(this.device);
    }

    get screen(): Screen {
        if (this.problem !== undefined) {
            return 'failed';
        }
        if (this.opening === undefined) {
            return this.welcome === undefined ? 'opening' : 'welcome';
        }
        return screenOf(this.opening, this.welcome !== undefined);
    }

    /** Looks whether there is a device. With a link, the invitation is on the screen meanwhile. */
    async start(link: string | undefined): Promise<void> {
        this.worker.hear((news) => this.#take(news));
        if (link !== undefined) {
            this.invite(link);
        }
        await this.look();
    }

    /** Asks the worker for the device, again when that failed. */
    async look(): Promise<void> {
        const invited = this.welcome !== undefined;
        this.problem = undefined;
        try {
            const opening = await this.worker.call('open');
            this.#open(opening);
            this.linkUnused = invited && opening.state !== 'empty';
        } catch (error) {
            this.problem = problemOf(error);
        }
    }

    /** Begins with a link, from the address bar or pasted. */
    invite(link: string): void {
        this.#begin(new Welcome(this.worker, link, false));
    }

    /** Begins with a device link, which somebody chose to paste. */
    addDevice(link: string): void {
        this.#begin(new Welcome(this.worker, link, true));
    }

    /** A link that was opened in this window later on. */
    follow(link: string): void {
        if (this.opening !== undefined && this.opening.state !== 'empty') {
            this.linkUnused = true;
        } else if (this.welcome?.working !== true) {
            this.invite(link);
        }
    }

    /** Starts over with another link. */
    dismissInvitation(): void {
        this.welcome = undefined;
    }

    async join(passphrase: string): Promise<void> {
        this.part = 0;
        const device = await this.welcome?.join(passphrase);
        if (device !== undefined) {
            this.#open({ state: 'open', device });
            // Asks that the browser does not clear the store when space is short. Whether it agrees changes nothing here.
            navigator.storage?.persist?.().catch(() => undefined);
        }
    }

    unlocked(device: DeviceView): void {
        this.#open({ state: 'open', device });
    }

    async lock(): Promise<void> {
        this.#isLocking = true;
        const kept = this.talk.keep();
        this.#forget({ state: 'locked' });
        await kept;
        await this.worker.call('lock').catch(() => undefined);
        this.#isLocking = false;
    }

    async wipe(): Promise<void> {
        await this.worker.call('wipe');
        this.#forget({ state: 'empty' });
        this.problem = undefined;
        await this.phone.leaveNothing();
    }

    /** Leaves every channel, then empties this device. */
    async travel(): Promise<void> {
        this.part = 0;
        const travelled = await this.worker.call('travel');
        this.#forget({ state: 'empty' });
        this.problem = undefined;
        await this.phone.leaveNothing();
        this.travelled = travelled;
    }

    /** Opens the comparison with one person, or with all in the channel. */
    compare(member: MemberView | undefined): void {
        this.toCompare = member;
        this.sheet = 'verify';
    }

    alarmRead(): void {
        this.alarms = this.alarms.slice(1);
    }

    /** Says that the own digits differ, which stops the entry, or compares them again. */
    compareDigits(differ: boolean): void {
        this.worker.call('compareDigits', { differ }).catch((error: unknown) => (this.problem = problemOf(error)));
    }

    hurry(): void {
        this.worker.call('hurry').catch(() => undefined);
    }

    #begin(welcome: Welcome): void {
        this.travelled = undefined;
        this.welcome = welcome;
        void welcome.read();
    }

    #open(opening: Opening): void {
        const wasAdmitted = this.device?.stage === 'admitted';
        this.opening = opening;
        if (opening.state === 'empty') {
            void this.phone.leaveNothing();
        } else {
            this.welcome = undefined;
            this.phone.keep().catch(() => undefined);
        }
        if (!wasAdmitted && opening.state === 'open' && opening.device.stage === 'admitted') {
            void this.channels.load();
            this.phone.listen().catch(() => undefined);
            // Whoever signs nothing needs no code for it.
            if (signs(opening.device)) {
                void this.papers.load();
                void this.admissions.load();
            }
        }
    }

    #forget(opening: Opening): void {
        this.sheet = undefined;
        this.toCut = undefined;
        this.toCompare = undefined;
        this.part = 0;
        this.lostAt = undefined;
        this.channels.forget();
        this.talk.forget();
        this.papers.forget();
        this.admissions.forget();
        this.founding.forget();
        this.phone.lock();
        this.opening = undefined;
        // What a change replaces is kept in memory by what is drawn with the same change; the next screen is drawn with one of its own.
        flushSync();
        this.opening = opening;
    }

    #take(news: News): void {
        // What the worker told before it had locked must not be drawn or kept any more.
        if (this.#isLocking && news.news !== 'alarm') {
            return;
        }
        switch (news.news) {
            case 'progress':
                this.part = news.part;
                break;
            case 'device':
                this.#open({ state: 'open', device: news.device });
                break;
            case 'channels':
                this.phone.notifying?.channels(this.channels.all, news.channels);
                this.channels.all = news.channels;
                this.talk.renew(news.channels);
                break;
            case 'talk':
                this.phone.notifying?.talk(this.talk.view, news.talk);
                this.talk.take(news.talk);
                this.channels.renew(news.talk.channel);
                break;
            case 'papers':
                this.papers.take(news.papers);
                break;
            case 'requests':
                this.admissions.all = news.requests;
                break;
            case 'founders':
                this.founding.founders = news.founders;
                break;
            case 'link':
                this.lostAt = news.link.lostAt;
                break;
            case 'alarm':
                this.alarms = this.alarms.includes(news.problem) ? this.alarms : [...this.alarms, news.problem];
                break;
            case 'locked':
                this.#forget({ state: 'locked' });
        }
    }
}

/** Whether a person's role is one that signs for others; whoever else is asked hears of it. */
function signs({ roles }: DeviceView): boolean {
    return roles.includes('organizer') || roles.includes('facilitator');
}

function screenOf(opening: Opening, invited: boolean): Screen {
    switch (opening.state) {
        case 'empty':
            return invited ? 'welcome' : 'no-link';
        case 'locked':
            return 'locked';
        case 'open':
            return opening.device.stage === 'admitted' ? 'channels' : 'waiting';
    }
}
