import type {
    DeviceView,
    ExposureView,
    FounderView,
    HandedLink,
    MemberView,
    PartyView,
    PersonView,
    RequestDetails,
    RequestView,
} from '../../worker/api.ts';

const minute = 60_000;

/** Who asks, and in which words. */
type Asking = {
    readonly t: Readonly<Record<'new' | 'samir' | 'me' | 'team' | 'plenary' | 'water', string>>;
    readonly hill: PartyView;
    readonly coast: PartyView;
    readonly device: DeviceView;
    readonly noon: number;
};

/** The admission desk of the Lake Dialogue, who is in a channel, and who founds the dialogue. */
export function deskSamples({ t, hill, coast, device, noon }: Asking) {
    const request: RequestView = {
        id: 'a3'.repeat(32),
        name: t.new,
        party: hill,
        roles: ['participant'],
        askedAt: noon,
        inDoubt: false,
        differs: false,
        forDevice: false,
        paper: undefined,
    };
    const doubtful: RequestView = { ...request, id: 'b4'.repeat(32), name: t.samir, party: coast, inDoubt: true };
    const returning: RequestView = { ...doubtful, id: 'c5'.repeat(32), inDoubt: false, forDevice: true };
    const digits = device.digits ?? [];
    const details = (of: RequestView): RequestDetails => ({ request: of, digits });
    const people: readonly PersonView[] = [t.samir, t.me].map((name) => ({
        name,
        party: coast,
        roles: ['participant'],
        from: noon,
        objectedTo: false,
    }));
    const link: HandedLink = {
        link: `https://relay.example.org/#invite=${'Qm9yZGVyLXdhdGVy'.repeat(12)}`,
        expiresAt: noon + 1440 * minute,
    };
    const member = (device: string, name: string, changes: Partial<MemberView>): MemberView => ({
        device: device.repeat(32),
        name,
        party: coast,
        roles: ['participant'],
        verification: 'unverified',
        compared: undefined,
        vouchers: undefined,
        isDue: false,
        ...changes,
    });
    const members = [
        member('d1', t.me, { party: hill, verification: 'self' }),
        member('d2', t.samir, {}),
        member('d3', t.new, { party: hill, verification: 'verified', compared: { how: 'scan', at: noon } }),
        member('d4', t.team, { party: undefined, roles: ['facilitator'], verification: 'lost', vouchers: [t.new] }),
        member('d5', '', { isDue: true }),
    ] as const;
    const scan = `SDV1:${'0F1E'.repeat(16)}`;
    const read = { name: t.samir, device: 'd2'.repeat(32), from: noon, until: noon + 1440 * minute };
    const exposure: readonly ExposureView[] = [
        { ...read, channel: t.plenary },
        { ...read, channel: t.water, device: 'd9'.repeat(32), from: undefined, until: undefined },
    ];
    const founder = (id: string, name: string, changes: Partial<FounderView>): FounderView => ({
        id: id.repeat(32),
        name,
        party: undefined,
        roles: ['facilitator'],
        isSelf: false,
        inDoubt: false,
        ...changes,
    });
    const founders = [
        founder('f1', t.me, { isSelf: true }),
        founder('f2', t.new, { party: hill.code, roles: ['organizer'] }),
        founder('f3', t.samir, { party: coast.code, roles: ['organizer'], inDoubt: true }),
    ] as const;
    const sides = [hill, coast].map(({ code, title }) => ({ code, title }));
    return { founders, sides, members, scan, exposure, requests: [request, doubtful, returning] as const, details, people, link };
}
