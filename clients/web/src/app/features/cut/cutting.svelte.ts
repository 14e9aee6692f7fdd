import type { CutView, ExposureView } from '../../../worker/api.ts';
import { Asking } from '../../asking.svelte.ts';
import type { WorkerCalls } from '../../workerPort.ts';

/** Cutting off one device, or all of its person's. */
export class Cutting extends Asking {
    view = $state.raw<CutView>();
    /** What the device could read, as far as this one saw it. */
    exposure = $state.raw<readonly ExposureView[]>([]);

    readonly #worker: WorkerCalls;
    readonly #device: string;

    constructor(worker: WorkerCalls, device: string) {
        super();
        this.#worker = worker;
        this.#device = device;
    }

    async cut(wholePerson: boolean, reason: string): Promise<void> {
        await this.act(
            () => this.#worker.call('cut', { device: this.#device, wholePerson, reason }),
            (view) => (this.view = view),
        );
        if (this.view === undefined) {
            return;
        }
        await this.query(
            () => this.#worker.call('exposure'),
            (all) => (this.exposure = all.filter(({ device }) => device === this.#device)),
        );
    }
}
