import type { ChannelView, DeviceView, InvitationView, LineView, PartyView, TalkView } from '../../worker/api.ts';
import { deskSamples } from './deskSamples.ts';
import { paperSamples } from './paperSamples.ts';

const noon = Date.UTC(2026, 3, 14, 12, 0);
const minute = 60_000;

const texts = {
    en: {
        dialogue: 'Lake Dialogue',
        hill: 'Hill',
        coast: 'Coast',
        me: 'Leyla',
        samir: 'Samir',
        team: 'Ingrid',
        plenary: 'Plenary',
        commons: 'Commons',
        water: 'Water',
        hillCaucus: 'Hill caucus',
        coastCaucus: 'Coast caucus',
        line: 'Leyla and the team',
        desk: 'Admission desk',
        gauge: 'The gauge at the old bridge shows 2.4 metres. Last April it was 3.1.',
        figure: 'Our figure for the same day is 2.6. Shall we publish both?',
        other: 'نقبل القياس المشترك إذا بقيت المحطات في عهدة البلديات، لا في عهدة طرف واحد.',
        sources: 'I would write both with their sources, and mark them contested.',
        friday: 'And ask for one common reading on Friday.',
        rules: 'Nothing said here is quoted outside.\nNobody records or photographs.\nWhoever leaves keeps silent about the rest.',
        why: 'We could not reach you by telephone. Please call the institute.',
        new: 'Petra',
        host: 'Lina',
        note: 'She led the water office until 2021.',
        ask: 'Who vouches for her on the other side?',
        both: 'Known to both sides from the border talks.',
    },
    ar: {
        dialogue: 'حوار البحيرة',
        hill: 'التلّ',
        coast: 'الساحل',
        me: 'ليلى',
        samir: 'سمير',
        team: 'إنغريد',
        plenary: 'اللقاء الجامع',
        commons: 'الاستراحة',
        water: 'المياه',
        hillCaucus: 'خلوة التلّ',
        coastCaucus: 'خلوة الساحل',
        line: 'ليلى والفريق',
        desk: 'مكتب القبول',
        gauge: 'مقياس الجسر القديم يشير إلى 2.4 متر. وفي نيسان الماضي كان 3.1.',
        figure: 'رقمنا لليوم نفسه 2.6. هل ننشر الرقمين معاً؟',
        other: 'The stations can stay where they are. What my former service will ask is who may switch them off.',
        sources: 'أقترح أن نكتب الرقمين مع مصدريهما، وأن نضع عليهما علامة خلاف.',
        friday: 'وأن نطلب قراءة مشتركة واحدة يوم الجمعة.',
        rules: 'لا يُنقل شيء مما يُقال هنا إلى الخارج.\nلا تسجيل ولا تصوير.\nمن يغادر يصمت عن الباقي.',
        why: 'لم نتمكن من الوصول إليك هاتفياً. يُرجى الاتصال بالمعهد.',
        new: 'بترا',
        host: 'لينا',
        note: 'أدارت مكتب المياه حتى 2021.',
        ask: 'من يضمنها لدى الطرف الآخر؟',
        both: 'معروفة لدى الطرفين منذ محادثات الحدود.',
    },
} as const;

export type SampleTag = keyof typeof texts;

/** People and words of the Lake Dialogue, invented. */
export function samplesIn(tag: SampleTag) {
    const t = texts[tag];
    const hill: PartyView = { code: 'H', title: t.hill, mark: 0 };
    const coast: PartyView = { code: 'C', title: t.coast, mark: 1 };
    const device: DeviceView = {
        stage: 'admitted',
        name: t.me,
        dialogue: t.dialogue,
        party: hill,
        roles: ['participant'],
        relay: 'relay.example.org',
        digits: ['4170', '1288', '0093', '9427', '6081'],
        groundRules: { [tag]: t.rules },
        declinedBecause: undefined,
        isOpener: false,
    };
    const invitation: InvitationView = {
        relay: 'relay.example.org',
        party: t.hill,
        roles: ['participant'],
        expiresAt: noon + 20_000 * minute,
        usable: 'yes',
    };
    const channel = (id: string, title: string, kind: ChannelView['kind'], changes: Partial<ChannelView> = {}): ChannelView => ({
        id,
        title,
        kind,
        state: 'open',
        problem: undefined,
        readers: [
            { party: coast, count: 6 },
            { party: hill, count: 6 },
            { party: undefined, count: 3 },
        ],
        people: 15,
        stewardSigns: false,
        isSteward: false,
        slowModeSeconds: 0,
        pause: undefined,
        unverified: 0,
        authenticator: '00'.repeat(32),
        party: undefined,
        unread: 0,
        waiting: 0,
        last: undefined,
        ...changes,
    });
    const small = [
        { party: coast, count: 2 },
        { party: hill, count: 2 },
        { party: undefined, count: 1 },
    ];
    const water = channel('c3', t.water, 'working-group', { readers: small, people: 5, waiting: 2 });
    const coastCaucus = channel('c5', t.coastCaucus, 'caucus', { readers: [{ party: coast, count: 6 }], people: 6, party: coast });
    const channels: readonly ChannelView[] = [
        channel('c1', t.plenary, 'plenary', { unread: 3 }),
        channel('c2', t.commons, 'commons', { unread: 1 }),
        water,
        channel('c4', t.hillCaucus, 'caucus', { readers: [{ party: hill, count: 6 }], people: 6, party: hill, unread: 2 }),
        channel('c6', t.line, 'private-line', {
            people: 3,
            readers: [
                { party: hill, count: 1 },
                { party: undefined, count: 2 },
            ],
        }),
        channel('c7', t.desk, 'desk', { people: 3, state: 'stopped', problem: 'different-histories' }),
    ];
    const line = (number: number, text: string, changes: Partial<LineView> = {}): LineView => ({
        id: `l${number}`,
        number,
        at: noon + number * 7 * minute,
        from: t.samir,
        party: coast,
        own: false,
        state: 'received',
        content: { type: 'text', text, answers: undefined },
        ...changes,
    });
    const own = { own: true, from: t.me, party: hill } as const;
    const lines: readonly LineView[] = [
        line(1, '', { at: noon - 1500 * minute, content: { type: 'notice', notice: { type: 'joined', by: t.team, people: [] } } }),
        line(2, t.gauge),
        line(3, '', { content: { type: 'notice', notice: { type: 'added', by: t.team, people: [t.new, t.samir] } } }),
        line(4, t.other),
        line(5, t.figure, { ...own, state: 'at-relay' }),
        line(6, '', { content: { type: 'newer' } }),
    ];
    const waiting: readonly LineView[] = [
        line(7, t.sources, { ...own, state: 'waiting' }),
        line(8, t.friday, { ...own, state: 'waiting' }),
    ];
    const talk = (of: ChannelView, shown: readonly LineView[] = lines): TalkView => ({
        channel: of,
        lines: shown,
        earlier: shown.length > 5,
        seenTo: of.unread === 0 ? Infinity : (shown.filter((one) => !one.own).at(-1 - of.unread)?.number ?? 0),
        draft: undefined,
    });
    return {
        ...paperSamples({ t, tag, hill, coast, device, noon }),
        ...deskSamples({ t, hill, coast, device, noon }),
        t,
        hill,
        coast,
        device,
        invitation,
        channels,
        water,
        coastCaucus,
        lines,
        waiting,
        line,
        own,
        talk,
        channel,
    };
}
