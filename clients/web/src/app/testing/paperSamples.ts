import type { CharterDraft, CharterView, DeviceView, PaperDetails, PartyView, SignerView } from '../../worker/api.ts';

const minute = 60_000;

type Word = 'host' | 'me' | 'team' | 'new' | 'note' | 'both' | 'why' | 'ask' | 'dialogue' | 'rules' | 'samir';

/** Who signs, and in which words. */
type Signing = {
    readonly t: Readonly<Record<Word, string>>;
    readonly tag: string;
    readonly hill: PartyView;
    readonly coast: PartyView;
    readonly device: DeviceView;
    readonly noon: number;
};

/** Papers of the Lake Dialogue, as an organizer of the coast is asked to sign them. */
export function paperSamples({ t, tag, hill, coast, device, noon }: Signing) {
    const signer = (device: string, name: string, changes: Partial<SignerView> = {}): SignerView => ({
        device: device.repeat(32),
        name,
        party: hill,
        roles: ['organizer'],
        own: false,
        ...changes,
    });
    const host = signer('a1', t.host);
    const me = signer('b2', t.me, { party: coast, own: true });
    const facilitator = signer('c3', t.team, { party: undefined, roles: ['facilitator'] });
    const capacity = {
        party: hill,
        roles: ['participant'],
        from: noon + 1500 * minute,
        until: noon + 300_000 * minute,
        device: 'd4'.repeat(32),
        listensOnly: false,
        channels: undefined,
    } as const;
    const admission: PaperDetails = {
        paper: {
            id: 'e5'.repeat(32),
            kind: 'admission',
            about: t.new,
            what: 'admission',
            from: host,
            at: noon,
            signed: [host],
            missing: [me, facilitator],
            notBefore: capacity.from,
            objections: 1,
            state: 'open',
            can: { sign: true, withdraw: undefined, say: true },
        },
        terms: { type: 'admission', name: t.new, capacity },
        note: t.note,
        vetting: {
            standing: 'former-official',
            acceptability: t.both,
            counsel: 'conditions',
            listVersion: '2026-04',
            conditions: t.why,
            nextReview: noon + 200_000 * minute,
        },
        remarks: [
            { from: me, kind: 'question', text: t.ask, at: noon + 60 * minute },
            { from: facilitator, kind: 'objection', text: '', at: noon + 120 * minute },
        ],
    };
    const charter = {
        title: t.dialogue,
        parties: [hill, coast],
        officers: [host, me, facilitator].map(({ device, name, party, roles }) => ({ device, name, party, roles })),
        admissionRule: {
            threshold: 2,
            requirements: [
                { scope: 'each-party', count: 1, roles: ['organizer'], party: undefined },
                { scope: 'anybody', count: 1, roles: ['facilitator'], party: undefined },
            ],
        },
        deviceRule: { threshold: 1, requirements: [{ scope: 'anybody', count: 2, roles: [], party: undefined }] },
        quorum: { threshold: 1, requirements: [{ scope: 'anybody', count: 2, roles: [], party: undefined }] },
        regime: 'closed',
        retentionDays: 7,
        suite: 3,
        groundRules: [{ language: tag, text: t.rules }],
    } as const;
    const amendment: PaperDetails = {
        ...admission,
        paper: {
            ...admission.paper,
            id: 'f6'.repeat(32),
            kind: 'charter',
            what: 'charter',
            about: t.dialogue,
            notBefore: undefined,
            objections: 0,
        },
        terms: {
            type: 'charter',
            version: 2,
            charter: { ...charter, retentionDays: 3, admissionRule: charter.quorum },
            before: charter,
            survival: { staying: [t.me, t.samir], ending: [t.new], unknown: 2 },
            digits: device.digits ?? [],
        },
        vetting: undefined,
        note: '',
        remarks: [],
    };
    const cut: PaperDetails = {
        ...admission,
        paper: {
            ...admission.paper,
            id: '07'.repeat(32),
            kind: 'revocation',
            what: 'person-cut',
            about: t.samir,
            signed: [host, facilitator],
            missing: [],
            notBefore: undefined,
            objections: 0,
            state: 'complete',
            can: { sign: false, withdraw: undefined, say: true },
        },
        terms: { type: 'person-cut', name: t.samir, capacity },
        vetting: undefined,
        note: '',
        remarks: [],
    };
    const inForce: CharterView = {
        id: '18'.repeat(32),
        version: 2,
        state: 'in-force',
        paper: undefined,
        digits: device.digits ?? [],
        terms: { ...charter, retentionDays: 3 },
        before: charter,
        changed: ['retentionDays'],
        survival: undefined,
        accepted: false,
        acceptedBy: [],
        notAcceptedBy: [],
    };
    const rule: CharterDraft['quorum'] = { threshold: 1, requirements: [{ who: 'anybody', count: 2, roles: [], side: undefined }] };
    const draft: CharterDraft = {
        title: t.dialogue,
        sides: [hill, coast].map(({ code, title }) => ({ code, title })),
        officers: charter.officers.map(({ device, name, party, roles }) => ({ name, roles, side: party?.code, key: device })),
        admissionRule: {
            threshold: 2,
            requirements: [
                { who: 'each side', count: 1, roles: ['organizer'], side: undefined },
                { who: 'anybody', count: 1, roles: ['facilitator'], side: undefined },
            ],
        },
        deviceRule: rule,
        quorum: rule,
        groundRules: { [tag]: t.rules },
        regime: 'closed',
        retentionDays: 3,
    };
    const toSign: CharterView = {
        ...inForce,
        version: 1,
        state: 'proposed',
        paper: inForce.id,
        terms: charter,
        before: undefined,
        changed: [],
    };
    const officer: DeviceView = { ...device, party: coast, roles: ['organizer'] };
    return { inForce, toSign, officer, admission, amendment, cut, draft: JSON.stringify(draft) };
}
