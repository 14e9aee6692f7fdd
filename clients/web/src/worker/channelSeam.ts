import type { AdmittedSession } from '../core/sync/admittedSession.ts';
import type { ChannelId } from '../core/wire/opaqueId.ts';
import type { ChannelView, LineView, News, TalkView } from './api.ts';

/** What channels tell by themselves. */
type ChannelNews = Extract<News, { readonly news: 'channels' | 'talk' }>;

/** The channels of an admitted device, as the page sees them. */
export interface Channels {
    /** Comes into the channels whose Welcomes have arrived. */
    enter(): Promise<void>;
    /** Reads every channel to its head and sends what waits. The trouble of one does not hold up the others. */
    sync(): Promise<void>;
    channels(): Promise<readonly ChannelView[]>;
    show(channel: ChannelId, last: number): Promise<TalkView>;
    hide(): void;
    /** Keeps a message; the next sync sends it. */
    send(channel: ChannelId, text: string): Promise<LineView>;
    /** Lets go of all keys. */
    close(): Promise<void>;
}

/** Opens the channels of an admitted device. */
export type OpenChannels = (session: AdmittedSession, tell: (news: ChannelNews) => void) => Channels;
