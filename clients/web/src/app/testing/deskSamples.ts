import type { DeviceView, HandedLink, PartyView, PersonView, RequestDetails, RequestView } from '../../worker/api.ts';

const minute = 60_000;

/** Who asks, and in which words. */
type Asking = {
    readonly t: Readonly<Record<'new' | 'samir' | 'me', string>>;
    readonly hill: PartyView;
    readonly coast: PartyView;
    readonly device: DeviceView;
    readonly noon: number;
};

/** The admission desk of the Lake Dialogue. */
export function deskSamples({ t, hill, coast, device, noon }: Asking) {
    const request: RequestView = {
        id: 'a3'.repeat(32),
        name: t.new,
        party: hill,
        roles: ['participant'],
        askedAt: noon,
        inDoubt: false,
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
    return { requests: [request, doubtful, returning] as const, details, people, link };
}
