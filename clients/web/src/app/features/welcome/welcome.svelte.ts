import type { DeviceLinkView, DeviceView, FoundingLinkView, InvitationView, Problem } from '../../../worker/api.ts';
import { problemOf, type WorkerCalls } from '../../workerPort.ts';
import { Plan } from '../founding/plan.svelte.ts';

/** The way from a link to a request: the invitation, the name, the passphrase. */
export class Welcome {
    step = $state<'invitation' | 'passphrase'>('invitation');
    name = $state('');
    invitation = $state.raw<InvitationView>();
    foundingLink = $state.raw<FoundingLinkView>();
    deviceLink = $state.raw<DeviceLinkView>();
    problem = $state<Problem>();
    working = $state(false);

    readonly #worker: WorkerCalls;
    readonly #link: string;
    /** Whether somebody chose, here, to make this a further device of theirs. No link that is opened leads to it (A14). */
    readonly isForDevice: boolean;
    /** Whether the link is for somebody who founds the dialogue. */
    readonly isForFounder: boolean;
    /** Whether the link opens a new dialogue. */
    readonly isBegin: boolean;
    /** What somebody decides who opens one. */
    readonly plan = new Plan();

    constructor(worker: WorkerCalls, link: string, isForDevice: boolean) {
        this.#worker = worker;
        this.#link = link;
        this.isForDevice = isForDevice;
        this.isForFounder = !isForDevice && link.includes('/#found=');
        this.isBegin = !isForDevice && link.includes('/#pass=');
    }

    /** Asks what the link promises. The first screen does not wait for it. */
    async read(): Promise<void> {
        // A Begin link says nothing of itself.
        if (this.isBegin) {
            return;
        }
        try {
            const link = { link: this.#link };
            if (this.isForDevice) this.deviceLink = await this.#worker.call('deviceLink', link);
            else if (this.isForFounder) this.foundingLink = await this.#worker.call('foundingLink', link);
            else this.invitation = await this.#worker.call('invitation', link);
        } catch (error) {
            this.problem = problemOf(error);
        }
    }

    /** Why the invitation cannot be used, known before anything is sent. */
    get hindrance(): Problem | undefined {
        return (this.invitation ?? this.foundingLink ?? this.deviceLink)?.usable === 'expired' ? 'link-expired' : this.problem;
    }

    proceed(): void {
        this.step = 'passphrase';
    }

    goBack(): void {
        this.step = 'invitation';
        this.problem = undefined;
    }

    /** Seals this device and sends the request; undefined when that was not possible. */
    async join(passphrase: string): Promise<DeviceView | undefined> {
        if (this.working) {
            return undefined;
        }
        this.working = true;
        this.problem = undefined;
        try {
            const asked = { link: this.#link, name: this.name.trim(), passphrase };
            return this.isBegin
                ? await this.#worker.call('createDialogue', { ...this.plan.dialogue, ...asked })
                : await this.#worker.call(this.isForDevice ? 'joinDevice' : this.isForFounder ? 'joinFounding' : 'join', asked);
        } catch (error) {
            this.problem = problemOf(error);
            return undefined;
        } finally {
            this.working = false;
        }
    }
}
