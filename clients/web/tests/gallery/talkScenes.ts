import { refuse, type ScriptedPort } from '../../src/app/testing/scriptedPort.ts';
import type { samplesIn, SampleTag } from '../../src/app/testing/samples.ts';
import type { ChannelView, DeviceView, HomeCardView, LineView, TalkView, TextView } from '../../src/worker/api.ts';
import { type After, present, type Scene } from './scene.ts';

type Open = (device: DeviceView, more?: ScriptedPort['script']) => ScriptedPort;

const marked = {
    en: 'For Friday I propose:\n\n1. one *common* reading at the **old bridge**\n2. both figures stay:\n   - ours `2.6`\n   - theirs `2.4`\n3. no photographs\n\n> The gauge shows 2.4 metres.\n> Last April it was 3.1.\n\nThe tables are at https://water.example.org/2026/april, and 2 * 3 stays 2 * 3.',
    ar: 'أقترح ليوم الجمعة:\n\n1. قراءة *مشتركة* واحدة عند **الجسر القديم**\n2. يبقى الرقمان:\n   - رقمنا `2.6`\n   - رقمهم `2.4`\n3. لا تصوير\n\n> يشير المقياس إلى 2.4 متر.\n> وفي نيسان الماضي كان 3.1.\n\nThe tables are at https://water.example.org/2026/april.',
} as const;

/** A conversation: marked words, answers, drafts, what was looked for, keys. */
export function talkScenes(s: ReturnType<typeof samplesIn>, tag: SampleTag, open: Open): Readonly<Record<string, Scene>> {
    const plenary = s.channels[0] ?? s.water;
    const asked = s.line(2, s.t.gauge);
    const answered = { ...asked, text: s.t.gauge };
    const gone = { id: 'gone', number: 0, from: '', party: undefined, own: false, text: '' };
    const lines: readonly LineView[] = [
        asked,
        s.line(4, '', { ...s.own, state: 'at-relay', content: { type: 'text', text: s.t.figure, answers: answered } }),
        s.line(5, '', { content: { type: 'text', text: s.t.other, answers: gone } }),
    ];
    const talk = (of: readonly LineView[], draft?: TalkView['draft']) => ({ show: (): TalkView => ({ ...s.talk(plenary, of), draft }) });
    const shown = (port: ScriptedPort, then?: (after: After) => Promise<void> | void, at = plenary): Scene => ({
        port,
        then: async (after) => {
            await after.dialogue.talk.show(at, s.device.party);
            await present('[role=log]');
            await then?.(after);
        },
    });
    const searched = (words: string, found: readonly LineView[]): Scene =>
        shown(open(s.device, { ...talk(lines), search: () => ({ lines: found, more: found.length > 1 }) }), async ({ dialogue }) => {
            dialogue.sheet = 'search';
            const field = await present<HTMLInputElement>('dialog[open] input');
            field.value = words;
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.form?.requestSubmit();
        });
    const of = (kind: ChannelView['kind']): ChannelView => s.channels.find((one) => one.kind === kind) ?? plenary;
    const sheet =
        (name: 'text' | 'home', then?: () => void) =>
        async ({ dialogue }: After): Promise<void> => {
            dialogue.sheet = name;
            await present(name === 'text' ? 'dialog[open] .card' : 'dialog[open] input');
            then?.();
        };
    const single = (kind: ChannelView['kind'], roles: DeviceView['roles'], text: TextView | undefined): Scene =>
        shown(open({ ...s.device, roles }, { show: () => s.talk(of(kind), lines), singleText: () => text }), sheet('text'), of(kind));
    const home = (make: ScriptedPort['script'], cards: readonly HomeCardView[]): Scene => {
        const said = [
            s.line(2, '', { content: { type: 'text', text: s.t.gauge, answers: undefined, regime: 'cleared' } }),
            s.line(3, s.t.friday, { ...s.own, state: 'at-relay' }),
        ];
        const fillIn = (): void => {
            document.querySelectorAll<HTMLElement>('dialog input[type=checkbox]').forEach((box) => box.click());
            document.querySelector<HTMLFormElement>('dialog form')?.requestSubmit();
        };
        const port = open(s.device, { show: () => s.talk(of('caucus'), said), homeCards: () => cards, makeHomeCard: () => cards, ...make });
        return shown(port, sheet('home', fillIn), of('caucus'));
    };
    const version: TextView = {
        title: s.t.water,
        version: 2,
        digits: '3f2a 9c01 77de 40b8',
        from: s.t.team,
        clauses: [s.t.gauge, s.t.sources],
        brackets: [
            { number: 7, version: 2, clause: 2, words: s.t.friday, party: s.coast, from: s.t.team, released: true },
            { number: 9, version: 1, clause: 2, words: s.t.other, party: s.hill, from: s.t.me, released: false },
        ],
        targets: [{ id: 'c6', title: s.t.line }],
    };
    const many = Array.from({ length: 120 }, (_, at) => s.line(at + 1, `${at + 1}. ${s.t.sources}`));
    return {
        'talk-marked': shown(open(s.device, talk([s.line(2, marked[tag]), s.line(3, marked[tag], { ...s.own, state: 'at-relay' })]))),
        'talk-replies': shown(open(s.device, talk(lines))),
        'talk-answering': shown(open(s.device, talk(lines, { text: s.t.sources, answers: answered }))),
        'talk-focused': shown(open(s.device, talk(lines)), ({ dialogue }) => dialogue.talk.goTo(asked.id)),
        'talk-long': shown(
            open(s.device, {
                show: ({ last }) => ({ ...s.talk(plenary, many.slice(-Math.min(last, 120))), earlier: last < 120 }),
            }),
        ),
        'talk-address': shown(open(s.device, talk([s.line(2, marked[tag])])), async () => {
            (await present('.text [role=link]')).click();
            await present('dialog[open]');
        }),
        search: searched(s.t.gauge.slice(0, 6), [asked, ...lines.slice(1)]),
        'search-none': searched('x', []),
        keys: shown(open(s.device, talk(lines)), ({ dialogue }) => void (dialogue.sheet = 'keys')),
        'channel-menu': shown(open(s.device, talk(lines)), async ({ dialogue }) => {
            dialogue.sheet = 'menu';
            await present('dialog[open] ul');
        }),
        'single-text': single('plenary', ['facilitator'], { ...version, brackets: version.brackets.slice(0, 1), targets: [] }),
        'single-text-none': single('plenary', ['participant'], undefined),
        'single-text-caucus': single('caucus', ['participant'], version),
        'single-text-line': single('private-line', ['facilitator'], version),
        home: home({}, [{ id: '1', for: s.t.host, madeAt: asked.at, lines: [s.t.gauge] }]),
        'home-refused': home({ makeHomeCard: refuse('not-cleared') }, []),
    };
}
