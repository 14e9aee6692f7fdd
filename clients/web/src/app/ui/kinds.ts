import type { ChannelKind } from '../../worker/api.ts';
import type { IconName } from './icons.ts';

/** How a kind of channel looks; several kinds may share a look, never a word. */
export type Look = 'plenary' | 'caucus' | 'working' | 'private' | 'commons' | 'desk';

const looks: { readonly [kind in ChannelKind]: Look } = {
    plenary: 'plenary',
    caucus: 'caucus',
    'private-line': 'private',
    'quiet-line': 'private',
    'working-group': 'working',
    commons: 'commons',
    team: 'desk',
    desk: 'desk',
    'text-desk': 'desk',
};

export const lookOf = (kind: ChannelKind): Look => looks[kind];
export const iconOf = (kind: ChannelKind): IconName => `k-${looks[kind]}`;
