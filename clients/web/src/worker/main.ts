import type { Answer, Call } from './api.ts';

/** Refuses every call until the parts behind the interface are joined here. */
onmessage = ({ data }: MessageEvent<Call>): void => {
    const answer: Answer = { number: data.number, ok: false, problem: 'not-ready' };
    postMessage(answer);
};
