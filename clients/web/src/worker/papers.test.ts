import { beforeEach, expect, test, vi } from 'vitest';
import { InvitingOfficer, type Asked } from '../../tests/support/invitingOfficer.ts';
import { MailboxRelay } from '../../tests/support/mailboxRelay.ts';
import { originLocks } from '../../tests/support/originLocks.ts';
import { freshBrowser } from '../../tests/support/testStore.ts';
import { facilitator, filled, hill, key, now, signAll } from '../../tests/world.ts';
import { encodeCoSigned } from '../core/cbor/coSigned.ts';
import { encodeObject } from '../core/cbor/objectCodec.ts';
import { opaqueOf } from '../core/cbor/opaque.ts';
import { admissionCodec, idOfAdmission } from '../core/trust/admission.ts';
import { LetterKind } from '../core/trust/letter.ts';
import { PaperKind } from '../core/trust/paperKind.ts';
import type { PersonTag } from '../core/trust/personTag.ts';
import { proposalCodec } from '../core/trust/proposal.ts';
import { Roles } from '../core/trust/roles.ts';
import { timeOf } from '../core/trust/unixHour.ts';
import type { Answer, Calls, News, PaperView } from './api.ts';
import { Desks } from './desks.ts';
import { deviceParts } from './deviceParts.ts';
import { Dispatcher } from './dispatch.ts';

// The passphrase is what makes these tests slow, so its cost is the least there is.
vi.mock('../core/storage/passphraseCost.ts', async (original) => ({
    ...(await original<object>()),
    floorCost: { memory: 8, passes: 1 },
    calibrated: () => ({ memory: 8, passes: 1 }),
}));

let relay: MailboxRelay;
let officer: InvitingOfficer;
let news: News[];
let dispatcher: Dispatcher;
let fetched: number;
let isFetched: boolean;

const until = (check: () => void) => vi.waitFor(check, 5000);
const told = <Kind extends News['news']>(kind: Kind) => news.filter((one): one is Extract<News, { news: Kind }> => one.news === kind);

async function call<Name extends keyof Calls>(name: Name, argument: Calls[Name][0]): Promise<Answer> {
    return dispatcher.answer({ number: 1, call: name, argument } as never);
}

/** Ana asks to be admitted. */
async function asked(): Promise<Asked> {
    await call('join', { link: await officer.invite(), name: 'Ana', passphrase: 'seven small boats' });
    await until(() => {
        expect(told('device').at(-1)?.device.stage).toBe('asked');
    });
    return officer.asked();
}

async function admitted(): Promise<Asked> {
    const request = await asked();
    await officer.admit(request);
    await until(() => {
        expect(told('device').at(-1)?.device.stage).toBe('admitted');
    });
    return request;
}

/** A further device of Ana's, for which her first one has a say. */
async function propose({ request, card }: Asked): Promise<string> {
    const first = { ...officer.world.admission(20, undefined, Roles.participant), device: request.device };
    const earlier = await signAll(admissionCodec, { ...first, person: opaqueOf<PersonTag>(filled(20, 16)) }, facilitator);
    const signed = await signAll(admissionCodec, { ...earlier.body, device: key(21), earlier }, facilitator);
    const proposal = {
        kind: PaperKind.admission,
        objects: [encodeCoSigned(admissionCodec, signed)],
        contacts: [{ device: key(21), card, name: 'Ana' }],
        note: '',
        checklist: undefined,
        hour: now,
    };
    await officer.send(card, LetterKind.proposal, encodeObject(proposalCodec, proposal));
    return idOfAdmission(signed);
}

beforeEach(async () => {
    freshBrowser();
    [news, fetched, isFetched, relay] = [[], 0, true, new MailboxRelay()];
    officer = await InvitingOfficer.at(relay);
    const world = {
        dialer: () => relay.dial,
        parts: () => Promise.resolve(deviceParts),
        desks: () => {
            fetched++;
            return isFetched ? Promise.resolve(Desks) : Promise.reject(new TypeError('Failed to fetch'));
        },
        now: () => timeOf(now),
        tell: (one: News) => news.push(one),
    };
    dispatcher = new Dispatcher(world, originLocks());
    return () => call('lock', undefined);
});

test('before admission there are no papers, and nothing is signed', async () => {
    await asked();
    expect(await call('papers', undefined)).toMatchObject({ ok: true, value: [] });
    expect(await call('sign', { paper: '00'.repeat(32) })).toMatchObject({ ok: false, problem: 'not-ready' });
    expect(fetched).toBe(0);
});

test('what officers need is fetched when somebody asks for it, and calls say what is wrong', async () => {
    await admitted();
    expect(fetched).toBe(0);
    expect(await call('papers', undefined)).toMatchObject({ ok: true, value: [] });
    expect(fetched).toBe(1);
    const paper = '00'.repeat(32);
    for (const name of ['paper', 'sign', 'withdraw'] as const) {
        expect(await call(name, { paper })).toMatchObject({ ok: false, problem: 'not-found' });
        expect(await call(name, { paper: hill })).toMatchObject({ ok: false, problem: 'not-found' });
    }
    for (const name of ['ask', 'answer', 'object'] as const) {
        expect(await call(name, { paper, text: 'Why?' })).toMatchObject({ ok: false, problem: 'not-found' });
        expect(await call(name, { paper, text: '' })).toMatchObject({ ok: false, problem: 'text-too-long' });
    }
    expect(await call('cut', { device: key(9), wholePerson: false, reason: '' })).toMatchObject({ ok: false, problem: 'not-found' });
    expect(await call('cut', { device: 'x', wholePerson: false, reason: '' })).toMatchObject({ ok: false, problem: 'not-found' });
});

test('a paper whose piece of the program does not arrive waits at the relay, and is told when it does', async () => {
    const request = await admitted();
    await officer.letters();
    isFetched = false;
    const id = await propose(request);
    await until(() => {
        expect(told('link').at(-1)?.link.lostAt).toBe(timeOf(now));
    });
    expect(told('papers')).toEqual([]);
    expect(told('alarm')).toEqual([]);
    expect([...relay.mailboxes.values()].flatMap(({ letters }) => letters)).toHaveLength(1);
    isFetched = true;
    await call('hurry', undefined);
    await until(() => {
        expect(told('papers').at(-1)?.papers).toMatchObject([{ id, what: 'further-device', about: 'Ana' } satisfies Partial<PaperView>]);
    });
    expect(await call('paper', { paper: id })).toMatchObject({
        ok: true,
        value: { paper: { id, from: { roles: ['facilitator', 'organizer'] } } },
    });
});
