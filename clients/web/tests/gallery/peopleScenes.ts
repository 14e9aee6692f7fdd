import { refuse, type ScriptedPort } from '../../src/app/testing/scriptedPort.ts';
import type { samplesIn } from '../../src/app/testing/samples.ts';
import type { ChannelView, DeviceView } from '../../src/worker/api.ts';
import { type After, drawn, never, present, type Scene } from './scene.ts';

type Script = ScriptedPort['script'];

/** What the open sheet shows for a selector, once it is there. */
async function found(selector: string, at = 0): Promise<HTMLElement> {
    const first = await present(`dialog[open] ${selector}`);
    return [...document.querySelectorAll<HTMLElement>(`dialog[open] ${selector}`)].at(at) ?? first;
}

const press = async (selector: string, at = 0): Promise<void> => {
    (await found(selector, at)).click();
    await drawn();
};

const submit = async (): Promise<void> => {
    ((await found('form')) as HTMLFormElement).requestSubmit();
    await drawn();
};

/** Who is in a channel, making sure of them, guiding it, and the draft of the Charter. */
export function peopleScenes(
    s: ReturnType<typeof samplesIn>,
    open: (device: DeviceView, more?: Script) => ScriptedPort,
): Readonly<Record<string, Scene>> {
    const facilitator: DeviceView = { ...s.device, name: s.t.team, party: undefined, roles: ['facilitator'] };
    const digits = s.device.digits ?? [];
    const script: Script = {
        roster: () => s.members,
        verification: () => ({ digits, scan: s.scan, members: s.members }),
        people: () => s.people,
        charter: () => s.inForce,
        draftCharter: () => s.draft,
    };
    const inChannel = (
        sheet: After['dialogue']['sheet'],
        more: Script = {},
        then?: () => Promise<void>,
        changes: Partial<ChannelView> = {},
    ): Scene => {
        const channel = { ...s.water, ...changes };
        return {
            port: open(facilitator, { ...script, show: () => s.talk(channel), ...more }),
            then: async ({ dialogue }) => {
                await dialogue.talk.show(channel, undefined);
                dialogue.sheet = sheet;
                await then?.();
            },
        };
    };
    const [, samir] = s.members;
    const comparing = (more: Script = {}, then?: (after: After) => Promise<void>): Scene => ({
        port: open(s.device, { ...script, ...more }),
        then: async (after) => {
            await after.dialogue.talk.show(s.water, s.device.party);
            after.dialogue.compare(samir);
            await then?.(after);
        },
    });
    const drafting = (more: Script = {}, then?: () => Promise<void>): Scene => ({
        port: open(s.officer, { ...script, ...more }),
        then: async ({ dialogue }) => {
            dialogue.sheet = 'draft';
            await then?.();
        },
    });
    const steward = { isSteward: true };
    const row = (index: number) => press('ul button', index);
    const lastButton = (fromEnd = 1) => press('.stack > button', -fromEnd);
    const paused = { pause: { reason: s.t.why, until: Date.now() + 30 * 3_600_000 } };
    return {
        roster: inChannel('roster'),
        'roster-loading': inChannel('roster', { roster: () => never() }),
        'roster-failed': inChannel('roster', { roster: refuse('not-found') }),
        'roster-person': inChannel('roster', {}, () => row(1)),
        'roster-add': inChannel('roster', { roster: () => s.members.slice(0, 1) }, () => lastButton(2)),
        'roster-add-empty': inChannel('roster', { people: () => [] }, () => lastButton(2)),
        'roster-added': inChannel(
            'roster',
            { addToChannel: () => ({ added: [s.t.samir], waiting: [s.t.new] }), roster: () => s.members.slice(0, 1) },
            async () => {
                await lastButton(2);
                await press('input');
                await submit();
            },
        ),
        'roster-remove': inChannel('roster', {}, async () => {
            await row(1);
            await lastButton(2);
        }),
        'roster-removing': inChannel('roster', { removeFromChannel: () => never() }, async () => {
            await row(1);
            await lastButton(2);
            await submit();
        }),
        'roster-removed': inChannel('roster', { removeFromChannel: () => 'aa'.repeat(32) }, async () => {
            await row(1);
            await lastButton(2);
            await submit();
        }),
        guide: inChannel('guide', {}, undefined, steward),
        'guide-pause': inChannel('guide', {}, () => row(0)),
        'guide-refused': inChannel(
            'guide',
            { steward: refuse('no-steward') },
            async () => {
                await row(7);
                await submit();
            },
            steward,
        ),
        'guide-rebuilt': inChannel(
            'guide',
            { rebuildChannel: () => ({ channel: 'c9', added: [], waiting: [s.t.samir], closed: false }) },
            async () => {
                await row(8);
                await submit();
            },
            steward,
        ),
        'guide-stopped': inChannel('guide', {}, undefined, { ...steward, state: 'stopped', problem: 'change-refused' }),
        paused: {
            ...inChannel(undefined, {}, undefined, paused),
            port: open(s.device, { ...script, show: () => s.talk({ ...s.water, ...paused }) }),
        },
        verify: {
            port: open(s.device, script),
            then: async ({ dialogue }) => {
                await dialogue.talk.show(s.water, s.device.party);
                dialogue.compare(undefined);
            },
        },
        compare: comparing(),
        'compare-code': comparing({}, async () => (await found('[role=img]')).scrollIntoView({ block: 'center' })),
        'compare-differ': comparing({}, () => press('.pair button')),
        'compare-same': comparing({ compared: () => s.members }, async () => {
            await press('.pair button', 1);
        }),
        'compare-no-camera': comparing({}, () => lastButton()),
        draft: drafting(),
        'draft-end': drafting({}, async () => (await found('form')).scrollIntoView({ block: 'end' })),
        'draft-failed': drafting({ draftCharter: refuse('not-allowed') }),
        'draft-changes': drafting({}, async () => {
            const text = (await found('textarea')) as HTMLTextAreaElement;
            text.value = text.value.replace(/\n.*$/, `\n${s.t.friday}`);
            text.dispatchEvent(new Event('input', { bubbles: true }));
            await press('[role=group] button');
            await submit();
        }),
    };
}
