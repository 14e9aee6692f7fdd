import { ChannelDirectory } from '../core/channels/channelDirectory.ts';
import { keepWelcome } from '../core/channels/welcomeDesk.ts';
import type { Call, News } from './api.ts';
import { Dispatcher } from './dispatch.ts';
import { HubRelayConnection } from './relay/hubRelayConnection.ts';

declare const self: DedicatedWorkerGlobalScope;

// The worker that owns the keys: wires its parts together and answers the page that started it.

const dispatcher = new Dispatcher(
    {
        dialer: (address, expected) => (rung) => HubRelayConnection.open({ address, expected }, rung),
        openChannels: (session, tell) => new ChannelDirectory(session, tell),
        welcomes: {
            keep: (writer, letter) => {
                keepWelcome(writer, letter, Date.now());
            },
        },
        now: () => Date.now(),
        tell: (news: News) => {
            self.postMessage(news);
        },
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
