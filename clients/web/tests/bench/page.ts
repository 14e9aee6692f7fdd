// The page of the benchmark: a worker, where the product has its engine, measures and answers.
import { scriptUrlPolicy } from '../../src/app/scriptUrl.ts';

declare global {
    interface Window {
        measure(asked: object): Promise<unknown>;
    }
}

const entry = '/worker.js';
const worker = new Worker(scriptUrlPolicy(entry)(entry), { type: 'module' });

window.measure = (asked) =>
    new Promise((done, failed) => {
        worker.onmessage = ({ data }: MessageEvent<{ rows?: unknown; error?: string }>) =>
            data.error === undefined ? done(data.rows) : failed(new Error(data.error));
        worker.onerror = ({ message }) => failed(new Error(message));
        worker.postMessage(asked);
    });
