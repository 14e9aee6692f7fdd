import type { ChannelView, TalkView } from '../../../worker/api.ts';
import { language } from '../../i18n/language.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';
import { newWords } from '../channel/rows.ts';

/** All notifications of the page are one: another takes its place, so that nobody counts them. */
const tag = 'new';

/**
 * Tells the person that something came while the page is hidden: never what, from whom, where or how much, since a notification is read
 * by whoever looks at the phone. Off until they ask for it.
 */
export class Notifying {
    isOn = $state(false);
    /** The browser was asked and does not allow it. */
    isRefused = $state(false);

    readonly #worker: WorkerCalls;

    constructor(worker: WorkerCalls) {
        this.#worker = worker;
        // Whoever looks at the page has seen it.
        document.addEventListener('visibilitychange', () => void (document.hidden || this.#clear()));
    }

    /** Whether this browser could do it. */
    get isPossible(): boolean {
        return 'Notification' in globalThis && navigator.serviceWorker !== undefined;
    }

    async load(): Promise<void> {
        this.isOn = this.isPossible && (await this.#worker.call('notifies').catch(() => false));
    }

    /** Asks the browser; only ever because somebody pressed. */
    async turnOn(): Promise<void> {
        this.isRefused = (await Notification.requestPermission()) !== 'granted';
        if (!this.isRefused) {
            await this.#worker.call('notify', { on: true });
            this.isOn = true;
        }
    }

    async turnOff(): Promise<void> {
        await this.#worker.call('notify', { on: false });
        this.isOn = false;
        await this.#clear();
    }

    /** Channels as they were and are: other people's words came where more is unread. */
    channels(before: readonly ChannelView[] | undefined, after: readonly ChannelView[]): void {
        const unreadBefore = ({ id }: ChannelView): number => before?.find((channel) => channel.id === id)?.unread ?? 0;
        if (before !== undefined && after.some((channel) => channel.unread > unreadBefore(channel))) {
            void this.#tell();
        }
    }

    /** The talk that is open, where what comes counts as read at once. */
    talk(before: TalkView | undefined, after: TalkView): void {
        const seen = Math.max(0, ...(before?.lines ?? []).map(({ number }) => number));
        if (before?.channel.id === after.channel.id && newWords(after.lines, seen).length > 0) {
            void this.#tell();
        }
    }

    /** Nothing is told of a locked device. */
    forget(): void {
        this.isOn = false;
        this.isRefused = false;
        void this.#clear();
    }

    async #tell(): Promise<void> {
        if (!this.isOn || !document.hidden || Notification.permission !== 'granted') {
            return;
        }
        const { tag: lang, m } = language;
        const registration = await navigator.serviceWorker.getRegistration();
        // It may have been locked or looked at meanwhile.
        if (this.isOn && document.hidden) {
            await registration?.showNotification(m['notify.new'], { tag, lang, dir: lang === 'ar' ? 'rtl' : 'ltr' });
        }
    }

    async #clear(): Promise<void> {
        if (this.isPossible) {
            const registration = await navigator.serviceWorker.getRegistration();
            (await registration?.getNotifications({ tag }))?.forEach((one) => one.close());
        }
    }
}
