import { ChannelFailure } from '../../src/core/channels/channelFailure.ts';
import type { LineView } from '../../src/worker/api.ts';
import type { Channels } from '../../src/worker/openDevice.ts';

export const line = { id: '1' } as LineView;
export const verification = { digits: ['0123'], scan: 'SDV1:', members: [] };

/** What was written, in order: channel, words, and what is answered. */
export const sent: string[] = [];

/** Channels that say at once what a test of the worker's calls expects. */
export const channels: Channels = {
    enter: () => Promise.resolve(),
    sync: () => Promise.resolve(),
    channels: () => Promise.resolve([]),
    show: () => Promise.reject(new ChannelFailure('not-found')),
    hide: () => undefined,
    send: (to, text, replyTo) => (sent.push(to, text, ...(replyTo === undefined ? [] : [replyTo])), Promise.resolve(line)),
    keepDraft: (to, { text, replyTo }) => Promise.resolve(void sent.push(to, text, replyTo ?? '')),
    search: () => Promise.resolve({ lines: [line], more: false }),
    verification: () => Promise.resolve(verification),
    compared: () => Promise.resolve([]),
    scanned: (_, device) => (device === undefined ? Promise.resolve([]) : Promise.reject(new ChannelFailure('code-differs'))),
    members: () => Promise.resolve([]),
    exposure: () => Promise.resolve([]),
    create: () => Promise.reject(new ChannelFailure('not-allowed')),
    add: () => Promise.reject(new ChannelFailure('not-allowed')),
    remove: () => Promise.resolve(undefined),
    states: () => Promise.resolve([]),
    work: () => Promise.reject(new ChannelFailure('not-found')),
    leave: () => Promise.resolve(true),
    close: () => Promise.resolve(),
};
