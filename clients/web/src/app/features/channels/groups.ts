import type { ChannelKind, ChannelView, PartyView } from '../../../worker/api.ts';

export type GroupName = 'both' | 'ours' | 'one' | 'lines' | 'desks';
export type Group = { readonly name: GroupName; readonly channels: readonly ChannelView[] };

const order: readonly GroupName[] = ['both', 'ours', 'one', 'lines', 'desks'];

const byKind: { readonly [kind in Exclude<ChannelKind, 'caucus'>]: GroupName } = {
    plenary: 'both',
    commons: 'both',
    'working-group': 'both',
    'private-line': 'lines',
    'quiet-line': 'lines',
    team: 'desks',
    desk: 'desks',
    'text-desk': 'desks',
};

/** The channels under their headings, in the order the worker gave; empty headings are left out. */
export function groupsOf(channels: readonly ChannelView[], own: PartyView | undefined): readonly Group[] {
    return order
        .map((name) => ({ name, channels: channels.filter((channel) => nameOf(channel, own) === name) }))
        .filter((group) => group.channels.length > 0);
}

function nameOf({ kind, party }: ChannelView, own: PartyView | undefined): GroupName {
    if (kind !== 'caucus') {
        return byKind[kind];
    }
    return own !== undefined && party?.code === own.code ? 'ours' : 'one';
}
