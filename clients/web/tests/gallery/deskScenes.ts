import { refuse, type ScriptedPort } from '../../src/app/testing/scriptedPort.ts';
import type { samplesIn } from '../../src/app/testing/samples.ts';
import type { DeviceView } from '../../src/worker/api.ts';
import { type After, present, type Scene } from './scene.ts';

type Script = ScriptedPort['script'];

/** Workers that answer for a device, for none, and for an officer's. */
type Ports = {
    readonly open: (device: DeviceView, more?: Script) => ScriptedPort;
    readonly empty: (more?: Script) => ScriptedPort;
    readonly signing: (more?: Script) => ScriptedPort;
};

/** What founders and officers see, and what anybody does about others' devices. */
export function deskScenes(s: ReturnType<typeof samplesIn>, { open, empty, signing }: Ports): Readonly<Record<string, Scene>> {
    const gathering = (more: ScriptedPort['script'] = {}): ScriptedPort =>
        open(
            { ...s.device, stage: 'gathering', groundRules: {}, party: undefined, roles: ['facilitator'] },
            { founders: () => s.founders, foundingSides: () => s.sides, ...more },
        );
    const roster = (more: ScriptedPort['script'] = {}): ScriptedPort =>
        open(s.device, {
            roster: () => s.members,
            verification: () => ({ digits: s.device.digits ?? [], scan: s.scan, members: s.members }),
            exposure: () => s.exposure,
            ...more,
        });
    const opening = (then?: () => Promise<void>): Scene => ({
        port: open(
            { ...s.device, name: s.t.team, party: undefined, roles: ['facilitator'] },
            { charter: () => s.inForce, people: () => s.people, createChannel: refuse('unbalanced') },
        ),
        then: async ({ dialogue }) => {
            dialogue.sheet = 'new-channel';
            await present('form select');
            await then?.();
        },
    });
    const cutting = (more?: ScriptedPort['script']): Scene => ({
        port: roster(more),
        then: async ({ dialogue }) => {
            dialogue.toCut = s.members[1];
            dialogue.sheet = 'cut';
            const button = await present('[type=submit]');
            if (more !== undefined) button.click();
        },
    });
    const desk = (then?: (after: After) => Promise<void> | void, more: ScriptedPort['script'] = {}): Scene => ({
        port: signing({
            requests: () => s.requests,
            request: ({ request }) => s.details(s.requests.find(({ id }) => id === request) ?? s.requests[0]),
            charter: () => s.inForce,
            people: () => s.people,
            ...more,
        }),
        then: async (after) => {
            after.dialogue.sheet = 'admissions';
            await present('dialog[open]');
            await then?.(after);
        },
    });
    const asking =
        (index: 0 | 1 | 2, then?: (after: After) => Promise<void> | void) =>
        async (after: After): Promise<void> => {
            await after.dialogue.admissions.open(s.requests[index].id);
            await then?.(after);
        };
    return {
        begin: { port: empty(), link: 'https://relay.example.org/#pass=x' },
        'begin-missing': {
            port: empty(),
            link: 'https://relay.example.org/#pass=x',
            then: async () => {
                (await present<HTMLFormElement>('form')).requestSubmit();
                (await present('[role=alert]')).scrollIntoView({ block: 'end' });
            },
        },
        founders: { port: gathering() },
        'founders-link': {
            port: gathering({ inviteFounder: () => s.link }),
            then: async ({ dialogue }) => {
                await present('main select');
                await dialogue.founding.invite('organizer', s.hill.code);
            },
        },
        gathering: { port: gathering({ foundingSides: refuse('not-allowed') }) },
        'gathering-charter': {
            port: gathering({ foundingSides: refuse('not-allowed'), charter: () => s.toSign }),
            then: ({ dialogue }) => void (dialogue.sheet = 'charter'),
        },
        'gathering-waiting': {
            port: gathering({ foundingSides: refuse('not-allowed'), charter: refuse('not-ready') }),
            then: ({ dialogue }) => void (dialogue.sheet = 'charter'),
        },
        desk: desk(),
        'desk-empty': desk(undefined, { requests: () => [] }),
        'desk-request': desk(asking(0)),
        'desk-doubt': desk(asking(1)),
        'desk-stopped': desk(asking(0), { request: () => s.details({ ...s.requests[0], differs: true }) }),
        'desk-admit': desk(
            asking(0, async ({ dialogue }) => {
                dialogue.admissions.outcome = 'same';
                (await present('[aria-expanded]')).click();
            }),
        ),
        'desk-decline': desk(asking(0, ({ dialogue }) => void (dialogue.admissions.step = 'decline'))),
        'desk-signed': desk(
            asking(0, async ({ dialogue }) => {
                dialogue.admissions.outcome = 'same';
                await dialogue.admissions.admit({ windowHours: undefined, until: undefined, note: '', vetting: undefined });
            }),
            { admit: () => ({ ...s.requests[0], paper: s.admission.paper.id }) },
        ),
        'desk-invite': desk(({ dialogue }) => dialogue.admissions.offer()),
        'desk-link': desk(
            async ({ dialogue }) => {
                await dialogue.admissions.offer();
                await dialogue.admissions.invite({ type: 'person', role: 'participant', party: 'H' }, 24);
            },
            { invite: () => s.link },
        ),
        'new-channel': opening(),
        'new-caucus': opening(async () => {
            const kind = await present<HTMLSelectElement>('form select');
            kind.selectedIndex = 1;
            kind.dispatchEvent(new Event('change', { bubbles: true }));
            await present('form .field + .field select');
        }),
        'new-working-group': opening(async () => {
            const kind = await present<HTMLSelectElement>('form select');
            kind.selectedIndex = 2;
            kind.dispatchEvent(new Event('change', { bubbles: true }));
            (await present('form input[type=checkbox]')).click();
            (await present('form [type=submit]')).click();
            (await present('[role=alert]')).scrollIntoView({ block: 'end' });
        }),
        cut: cutting(),
        'cut-done': cutting({
            cut: () => ({ paper: '', name: s.t.samir, device: s.members[1].device, wholePerson: false, done: true, missing: [] }),
        }),
        'cut-missing': cutting({
            cut: () => ({
                paper: '',
                name: s.t.samir,
                device: s.members[1].device,
                wholePerson: true,
                done: false,
                missing: s.admission.paper.missing,
            }),
        }),
        exposure: { port: roster(), then: ({ dialogue }) => void (dialogue.sheet = 'exposure') },
        'exposure-none': { port: roster({ exposure: () => [] }), then: ({ dialogue }) => void (dialogue.sheet = 'exposure') },
        link: { port: roster(), then: ({ dialogue }) => void (dialogue.sheet = 'link') },
    };
}
