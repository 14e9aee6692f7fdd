import type { Calls, ChannelView, DeviceView, Problem } from '../../src/worker/api.ts';
import { refuse, ScriptedPort } from '../../src/app/testing/scriptedPort.ts';
import { samplesIn, type SampleTag } from '../../src/app/testing/samples.ts';
import { deskScenes } from './deskScenes.ts';
import { peopleScenes } from './peopleScenes.ts';
import { releaseScenes } from './releaseScenes.ts';
import { talkScenes } from './talkScenes.ts';
import { type After, drawn, never, present, type Scene } from './scene.ts';

const link = 'https://relay.example.org/#invitation';
const lostAt = new Date(2026, 3, 14, 14, 20).getTime();
const fillIn = async (selector: string, value: string): Promise<void> => {
    const field = await present<HTMLInputElement>(selector);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
};

/** Every screen and state that is looked at, by name. */
export function scenes(tag: SampleTag): Readonly<Record<string, Scene>> {
    const s = samplesIn(tag);
    const open = (device: DeviceView, more: ScriptedPort['script'] = {}): ScriptedPort =>
        new ScriptedPort({
            open: () => ({ state: 'open', device }),
            channels: () => s.channels,
            show: ({ channel }) => s.talk(s.channels.find(({ id }) => id === channel) ?? s.coastCaucus),
            send: ({ text }) => s.line(9, text, { ...s.own, state: 'waiting' }),
            ...more,
        });
    const kindOf = (kind: ChannelView['kind'], title: string): ChannelView => ({
        ...s.water,
        id: kind,
        kind,
        title,
        readers: [],
        people: 4,
    });
    const staged = (changes: Partial<DeviceView>): Scene => ({ port: open({ ...s.device, ...changes }) });
    const empty = (more: ScriptedPort['script'] = {}): ScriptedPort =>
        new ScriptedPort({ open: () => ({ state: 'empty' }), invitation: () => s.invitation, join: () => never(), ...more });
    const locked = (unlock?: () => Calls['unlock'][1] | Promise<Calls['unlock'][1]>): ScriptedPort =>
        new ScriptedPort({ open: () => ({ state: 'locked' }), ...(unlock === undefined ? {} : { unlock }) });
    const shown =
        (index: number, then?: (after: After) => Promise<void> | void) =>
        async (after: After): Promise<void> => {
            await after.dialogue.talk.show(s.channels[index] ?? s.water, s.device.party);
            await then?.(after);
        };
    const papers = [s.cut, s.amendment, s.admission];
    const signing = (more: ScriptedPort['script'] = {}): ScriptedPort =>
        open(s.officer, {
            papers: () => papers.map(({ paper }) => paper),
            paper: ({ paper }) => papers.find((one) => one.paper.id === paper) ?? s.admission,
            ...more,
        });
    const reading =
        (id: string, then?: (after: After) => Promise<void> | void) =>
        async (after: After): Promise<void> => {
            after.dialogue.sheet = 'papers';
            await present('dialog[open]');
            await after.dialogue.papers.open(id);
            await then?.(after);
        };
    const troubled = (problem: Problem): Scene => ({ port: empty({ invitation: refuse(problem) }), link });
    return {
        'no-link': { port: empty() },
        invitation: { port: empty(), link },
        'invitation-expired': { port: empty({ invitation: () => ({ ...s.invitation, usable: 'expired' }) }), link },
        'invitation-bad': troubled('bad-link'),
        'invitation-end': {
            port: empty(),
            link,
            then: async () => {
                (await present('form button[type=submit]')).click();
                (await present('form')).scrollIntoView({ block: 'end' });
            },
        },
        'passphrase-weak': {
            port: empty(),
            link,
            then: async ({ dialogue }) => {
                dialogue.welcome?.proceed();
                await fillIn('[type=password]', 'coffee pot');
                (await present<HTMLFormElement>('form')).requestSubmit();
            },
        },
        journey: {
            port: empty({
                join: ({ name }) => ({ ...s.device, name, stage: 'digits' }),
                channels: () => s.channels,
                show: () => s.talk(s.water),
                send: ({ text }) => s.line(9, text, { ...s.own, state: 'waiting' }),
            }),
            link,
            then: ({ port }) => void addEventListener('admitted', () => port.tell({ news: 'device', device: s.device })),
        },
        'largest-text': {
            port: open(s.device),
            then: shown(2, () => void (document.documentElement.dataset['size'] = 'largest')),
        },
        passphrase: { port: empty(), link, then: ({ dialogue }) => dialogue.welcome?.proceed() },
        'passphrase-refused': {
            port: empty({ join: refuse('link-used') }),
            link,
            then: async ({ dialogue }) => {
                dialogue.welcome?.proceed();
                await dialogue.join('four words that differ');
            },
        },
        'passphrase-working': {
            port: empty(),
            link,
            then: ({ dialogue, port }) => {
                dialogue.welcome?.proceed();
                void dialogue.join('four words that differ');
                port.tell({ news: 'progress', of: 'passphrase', part: 0.4 });
            },
        },
        asking: { ...staged({ stage: 'asking', groundRules: {} }), then: ({ port }) => port.tell({ news: 'link', link: { lostAt } }) },
        asked: staged({ stage: 'asked', groundRules: {} }),
        digits: staged({ stage: 'digits' }),
        differ: staged({ stage: 'differ' }),
        declined: staged({ stage: 'declined', declinedBecause: s.t.why }),
        'in-doubt': staged({ stage: 'in-doubt' }),
        stopped: staged({ stage: 'stopped' }),
        channels: { port: open(s.device) },
        'channels-desks': {
            port: open(s.device, {
                channels: () => [...s.channels, kindOf('team', s.t.team), kindOf('text-desk', s.t.figure)],
                show: () => s.talk(kindOf('text-desk', s.t.figure)),
            }),
            then: ({ dialogue }) => dialogue.talk.show(kindOf('text-desk', s.t.figure), s.device.party),
        },
        'channels-empty': { port: open(s.device, { channels: () => [] }) },
        'channels-failed': { port: open(s.device, { channels: refuse('store-damaged') }) },
        'channels-offline': { port: open(s.device), then: ({ port }) => port.tell({ news: 'link', link: { lostAt } }) },
        plenary: { port: open(s.device), then: shown(0) },
        'plenary-new': {
            port: open(s.device, { show: () => s.talk(s.channels[0] ?? s.water, [...s.lines, s.line(10, s.t.gauge)]) }),
            then: shown(0),
        },
        talk: {
            port: open(s.device, {
                show: () =>
                    s.talk(s.channels[0] ?? s.water, [
                        ...s.lines.filter(({ content }) => content.type !== 'newer'),
                        s.line(7, s.t.sources),
                        s.line(8, s.t.friday, { ...s.own, state: 'at-relay' }),
                    ]),
            }),
            then: shown(0),
        },
        commons: { port: open(s.device), then: shown(1) },
        caucus: { port: open(s.device), then: shown(3) },
        line: { port: open(s.device), then: shown(4) },
        'desk-stopped': { port: open(s.device), then: shown(5) },
        'talk-empty': { port: open(s.device, { show: () => s.talk(s.water, []) }), then: shown(2) },
        'talk-loading': {
            port: open(s.device, { show: () => never() }),
            then: ({ dialogue }) => void shown(2)({ dialogue, port: open(s.device) }),
        },
        'water-offline': {
            port: open(s.device, { show: () => s.talk(s.water, [...s.lines, ...s.waiting]) }),
            then: shown(2, ({ port }) => port.tell({ news: 'link', link: { lostAt } })),
        },
        'text-too-long': {
            port: open(s.device, { send: refuse('text-too-long') }),
            then: shown(0, async ({ dialogue }) => {
                dialogue.talk.draft = `${s.t.gauge} ${s.t.other} ${s.t.figure}`;
                await dialogue.talk.send();
            }),
        },
        check: {
            port: open(s.device),
            then: async ({ dialogue }) => {
                await dialogue.talk.show(s.channels[0] ?? s.water, s.device.party);
                await dialogue.talk.show(s.coastCaucus, s.device.party);
                dialogue.talk.draft = s.t.figure;
                await dialogue.talk.send();
            },
        },
        alarm: { port: open(s.device), then: shown(0, ({ port }) => port.tell({ news: 'alarm', problem: 'different-histories' })) },
        officer: { port: signing() },
        papers: { port: signing(), then: ({ dialogue }) => void (dialogue.sheet = 'papers') },
        'papers-empty': { port: signing({ papers: () => [] }), then: ({ dialogue }) => void (dialogue.sheet = 'papers') },
        'paper-admission': { port: signing(), then: reading(s.admission.paper.id) },
        'paper-amendment': { port: signing(), then: reading(s.amendment.paper.id) },
        'paper-cut': { port: signing(), then: reading(s.cut.paper.id) },
        'paper-objecting': {
            port: signing({ object: refuse('remark-refused') }),
            then: reading(s.admission.paper.id, async ({ dialogue }) => {
                dialogue.papers.saying = 'object';
                dialogue.papers.draft = s.t.why;
                await dialogue.papers.say();
            }),
        },
        travel: { port: open(s.device), then: ({ dialogue }) => void (dialogue.sheet = 'travel') },
        'closing-key': {
            port: open(s.device, { closingKey: () => 'VXID 6EVR FUX6 UKGE UBWP XCI6 CILT U6TM VCGA LBP7 WQSX EVI5 ZIAS XULB' }),
            then: async ({ dialogue }) => {
                dialogue.sheet = 'closing-key';
                (await present<HTMLButtonElement>('dialog .b.main')).click();
            },
        },
        device: { port: open({ ...s.device, isOpener: true }), then: ({ dialogue }) => void (dialogue.sheet = 'device') },
        charter: {
            port: open(s.device, { charter: () => s.inForce }),
            then: ({ dialogue }) => void (dialogue.sheet = 'charter'),
        },
        'charter-accepted': {
            port: open(s.officer, {
                charter: () => ({ ...s.inForce, accepted: true, acceptedBy: [s.t.team], notAcceptedBy: [s.t.samir, s.t.new] }),
            }),
            then: async ({ dialogue }) => {
                dialogue.sheet = 'charter';
                (await present('dialog [role=status]')).scrollIntoView({ block: 'end' });
            },
        },
        ...talkScenes(s, tag, open),
        ...deskScenes(s, { open, empty, signing }),
        ...releaseScenes(open, locked, s.device),
        ...peopleScenes(s, open),
        'founding-link': {
            port: empty({ foundingLink: () => ({ ...s.invitation, roles: ['organizer'], title: s.t.dialogue }) }),
            link: 'https://relay.example.org/#found=x',
        },
        wipe: { port: locked(), then: ({ dialogue }) => void (dialogue.sheet = 'wipe') },
        locked: { port: locked() },
        'locked-link': { port: locked(), link },
        'locked-working': {
            port: locked(() => never()),
            then: async ({ port }) => {
                await fillIn('input', 'four words that differ');
                await drawn();
                (await present<HTMLFormElement>('form')).requestSubmit();
                port.tell({ news: 'progress', of: 'passphrase', part: 0.6 });
            },
        },
        'other-tab': { port: new ScriptedPort({ open: refuse('other-tab') }) },
    };
}
