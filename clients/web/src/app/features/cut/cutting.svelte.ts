import type { CutView, ExposureView, Problem } from '../../../worker/api.ts';
import { problemOf, type WorkerCalls } from '../../workerPort.ts';

/** Cutting off one device, or all of its person's. */
export class Cutting {
    view = $state.raw<CutView>();
    /** What the device could read, as far as this one saw it. */
    exposure = $state.raw<readonly ExposureView[]>([]);
    problem = $state<Problem>();
    isWorking = $state(false);

    readonly #worker: WorkerCalls;
    readonly #device: string;

    constructor(worker: WorkerCalls, device: string) {
        this.#worker = worker;
        this.#device = device;
    }

    async cut(wholePerson: boolean, reason: string): Promise<void> {
        if (this.isWorking) {
            return;
        }
        this.isWorking = true;
        this.problem = undefined;
        try {
            this.view = await this.#worker.call('cut', { device: this.#device, wholePerson, reason });
            this.exposure = (await this.#worker.call('exposure')).filter(({ device }) => device === this.#device);
        } catch (error) {
            this.problem = problemOf(error);
        }
        this.isWorking = false;
    }
}
