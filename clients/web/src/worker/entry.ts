import type { Call, News } from './api.ts';
import { Dispatcher } from './dispatch.ts';
import { BlockedSockets } from './relay/blockedSockets.ts';

declare const self: DedicatedWorkerGlobalScope;

// The worker that owns the keys: wires its parts together and answers the page that started it.

const dispatcher = new Dispatcher(
    {
        dialer: (address, expected) => {
            const blocked = new BlockedSockets(() => performance.now());
            return async (rung, heard) => {
                const { HubRelayConnection } = await import('./relay/hubRelayConnection.ts');
                return HubRelayConnection.open({ address, expected, blocked }, rung, heard);
            };
        },
        now: () => Date.now(),
        tell: (news: News) => {
            self.postMessage(news);
        },
        desks: async () => (await import('./desks.ts')).Desks,
        parts: async () => (await import('./deviceParts.ts')).deviceParts,
    },
    navigator.locks,
);

self.onmessage = ({ data }: MessageEvent<Call>) => {
    void dispatcher.answer(data).then((answer) => {
        self.postMessage(answer);
    });
};

self.addEventListener('online', () => {
    dispatcher.online();
});
