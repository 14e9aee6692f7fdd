// The page of the vector tests: starts a worker, where the product has its engine, and passes on what it is asked.
import { scriptUrlPolicy } from '../../../src/app/scriptUrl.ts';

declare global {
    interface Window {
        /** Runs the vectors of a file, with native Curve25519 or without; one worker for each of the two. */
        runVectors(file: string, isNative: boolean): Promise<unknown>;
    }
}

const entry = '/worker.js';
const workerUrl = scriptUrlPolicy(entry)(entry);
const workers = new Map<boolean, Worker>();
let lastId = 0;

function workerOf(isNative: boolean): Worker {
    const worker = workers.get(isNative) ?? new Worker(workerUrl, { type: 'module', name: isNative ? 'native' : 'noble' });
    workers.set(isNative, worker);
    return worker;
}

window.runVectors = (file, isNative) =>
    new Promise((done, failed) => {
        const id = ++lastId;
        const worker = workerOf(isNative);
        const hear = ({ data }: MessageEvent<{ id: number; error?: string }>): void => {
            if (data.id !== id) return;
            worker.removeEventListener('message', hear);
            if (data.error === undefined) done(data);
            else failed(new Error(data.error));
        };
        worker.addEventListener('message', hear);
        worker.addEventListener('error', ({ message }) => failed(new Error(message)));
        worker.postMessage({ id, file });
    });
