import { beforeEach, describe, expect, test } from 'vitest';
import { Dialogue } from './dialogue.svelte.ts';
import { keys } from './features/keys/keys.svelte.ts';
import { textSize } from './ui/textSize.svelte.ts';
import { language } from './i18n/language.svelte.ts';
import { refuse, ScriptedPort } from './testing/scriptedPort.ts';
import { samplesIn } from './testing/samples.ts';
import { settled } from './testing/settled.ts';

const s = samplesIn('en');
const link = 'https://relay.example.org/#invitation';

beforeEach(async () => {
    localStorage.clear();
    await language.choose('en');
});

async function started(script: ScriptedPort['script'], with_?: string) {
    const port = new ScriptedPort(script);
    const dialogue = new Dialogue(port);
    await dialogue.start(with_);
    return { dialogue, port };
}

describe('the screen', () => {
    test('is the invitation before the worker has answered', () => {
        const dialogue = new Dialogue(new ScriptedPort({ open: () => new Promise(() => undefined) }));
        expect(dialogue.screen).toBe('opening');
        void dialogue.start(link);
        expect(dialogue.screen).toBe('welcome');
    });

    test.each([
        ['no-link', { open: () => ({ state: 'empty' }) as const }],
        ['locked', { open: () => ({ state: 'locked' }) as const }],
        ['waiting', { open: () => ({ state: 'open', device: { ...s.device, stage: 'asked' } }) as const }],
        ['channels', { open: () => ({ state: 'open', device: s.device }) as const }],
        ['failed', { open: refuse('other-tab') }],
    ])('is %s when that is what the worker tells', async (screen, script) => {
        expect((await started(script)).dialogue.screen).toBe(screen);
    });

    test('is found at a second attempt, with the invitation still there', async () => {
        const { dialogue, port } = await started({ open: refuse('other-tab'), invitation: () => s.invitation }, link);
        port.script.open = () => ({ state: 'empty' });
        await dialogue.look();
        expect([dialogue.screen, dialogue.welcome?.invitation]).toEqual(['welcome', s.invitation]);
    });

    test('shows the device, not the invitation, where there is one', async () => {
        const { dialogue } = await started({ open: () => ({ state: 'locked' }), invitation: () => s.invitation }, link);
        expect([dialogue.screen, dialogue.linkUnused]).toEqual(['locked', true]);
    });
});

describe('a request', () => {
    const script = { open: () => ({ state: 'empty' }) as const, invitation: () => s.invitation };

    test('goes out once, with the name and the passphrase', async () => {
        const { dialogue, port } = await started({ ...script, join: () => ({ ...s.device, stage: 'asked' }) }, link);
        dialogue.welcome!.name = ' Leyla ';
        await Promise.all([dialogue.join('four words that differ'), dialogue.join('four words that differ')]);
        expect(port.calls.filter(({ name }) => name === 'join')).toEqual([
            { name: 'join', argument: { link, name: 'Leyla', passphrase: 'four words that differ' } },
        ]);
        expect([dialogue.screen, dialogue.linkUnused]).toEqual(['waiting', false]);
    });

    test('that is refused keeps the name', async () => {
        const { dialogue } = await started({ ...script, join: refuse('no-connection') }, link);
        dialogue.welcome!.name = 'Leyla';
        await dialogue.join('four words that differ');
        expect([dialogue.screen, dialogue.welcome?.problem, dialogue.welcome?.name]).toEqual(['welcome', 'no-connection', 'Leyla']);
    });

    test('that is granted leads to the channels by itself', async () => {
        const { dialogue, port } = await started({
            open: () => ({ state: 'open', device: { ...s.device, stage: 'digits' } }),
            channels: () => s.channels,
        });
        expect(dialogue.channels.all).toBeUndefined();
        port.tell({ news: 'device', device: s.device });
        await settled();
        expect([dialogue.screen, dialogue.channels.all?.length]).toEqual(['channels', s.channels.length]);
        port.tell({ news: 'device', device: s.device });
        expect(port.count('channels')).toBe(1);
    });
});

describe('a link opened later on', () => {
    test('is an invitation where there is no device', async () => {
        const { dialogue, port } = await started({ open: () => ({ state: 'empty' }), invitation: () => s.invitation });
        dialogue.follow(link);
        await settled();
        expect([dialogue.screen, port.calls.at(-1)?.argument]).toEqual(['welcome', { link }]);
    });

    test('changes nothing where there is one, or while a request goes out', async () => {
        const { dialogue } = await started({ open: () => ({ state: 'open', device: s.device }), channels: () => [] });
        dialogue.follow(link);
        expect([dialogue.screen, dialogue.linkUnused]).toEqual(['channels', true]);
        const busy = await started({ open: () => ({ state: 'empty' }), join: () => new Promise(() => undefined) }, link);
        const { welcome } = busy.dialogue;
        void busy.dialogue.join('four words that differ');
        busy.dialogue.follow(`${link}2`);
        expect(busy.dialogue.welcome).toBe(welcome);
    });
});

describe('a lock', () => {
    test.each(['asked for', 'told'])('%s leaves nothing drawn or written', async (how) => {
        const { dialogue, port } = await started({
            open: () => ({ state: 'open', device: s.device }),
            channels: () => s.channels,
            show: () => s.talk(s.water),
        });
        await dialogue.talk.show(s.water, s.hill);
        dialogue.talk.draft = 'half a thought';
        if (how === 'told') {
            port.tell({ news: 'locked' });
        } else {
            await dialogue.lock();
        }
        expect([dialogue.screen, dialogue.channels.all, dialogue.talk.view]).toEqual(['locked', undefined, undefined]);
        dialogue.unlocked(s.device);
        await dialogue.talk.show(s.water, s.hill);
        expect([dialogue.screen, dialogue.talk.draft]).toEqual(['channels', '']);
    });

    test('is not undone by what was told or asked for before', async () => {
        let late: (() => void) | undefined;
        const { dialogue, port } = await started({
            open: () => ({ state: 'open', device: s.device }),
            channels: () => s.channels,
            lock: () => {
                port.tell({ news: 'device', device: s.device });
                port.tell({ news: 'channels', channels: s.channels });
                return undefined;
            },
        });
        await settled();
        expect(dialogue.channels.all).toEqual(s.channels);
        port.script.channels = () => new Promise((done) => (late = () => done(s.channels)));
        const loading = dialogue.channels.load();
        await dialogue.lock();
        late!();
        await loading;
        expect([dialogue.screen, dialogue.channels.all]).toEqual(['locked', undefined]);
        dialogue.unlocked(s.device);
        port.tell({ news: 'channels', channels: s.channels });
        expect([dialogue.screen, dialogue.channels.all]).toEqual(['channels', s.channels]);
    });
});

describe('news', () => {
    test('of alarms wait for each other and are told once', async () => {
        const { dialogue, port } = await started({ open: () => ({ state: 'locked' }) });
        port.tell({ news: 'alarm', problem: 'different-histories' });
        port.tell({ news: 'alarm', problem: 'different-histories' });
        port.tell({ news: 'alarm', problem: 'old-copy' });
        expect(dialogue.alarms).toEqual(['different-histories', 'old-copy']);
        dialogue.alarmRead();
        expect(dialogue.alarms).toEqual(['old-copy']);
    });

    test('of the connection and the channels are shown', async () => {
        const { dialogue, port } = await started({ open: () => ({ state: 'open', device: s.device }), channels: () => [] });
        port.tell({ news: 'link', link: { lostAt: 5 } });
        port.tell({ news: 'channels', channels: s.channels });
        expect([dialogue.lostAt, dialogue.channels.waiting]).toEqual([5, 2]);
    });

    test('of a channel are the same in the list and over the talk', async () => {
        const { dialogue, port } = await started({
            open: () => ({ state: 'open', device: s.device }),
            channels: () => s.channels,
            show: () => s.talk(s.water),
        });
        await settled();
        await dialogue.talk.show(s.water, s.hill);
        const sent = { ...s.water, waiting: 0 };
        port.tell({ news: 'talk', talk: s.talk(sent) });
        expect(dialogue.channels.all?.find(({ id }) => id === sent.id)).toEqual(sent);
        const removed = { ...s.water, state: 'removed' as const };
        port.tell({ news: 'channels', channels: [removed] });
        expect(dialogue.talk.view?.channel).toEqual(removed);
    });
});

describe('what a reader chooses', () => {
    test('is stored only where a device exists, and nothing else is', async () => {
        const { dialogue } = await started(
            { open: () => ({ state: 'empty' }), invitation: () => s.invitation, join: () => s.device },
            link,
        );
        await language.choose('ar');
        expect([document.documentElement.dir, localStorage.length]).toEqual(['rtl', 0]);
        await dialogue.join('four words that differ');
        expect([localStorage.length, localStorage.getItem('language')]).toEqual([1, 'ar']);
        textSize.choose(125);
        keys.turn();
        expect([localStorage.getItem('text-size'), localStorage.getItem('keys')]).toEqual(['125', 'off']);
        await dialogue.wipe();
        expect([dialogue.screen, localStorage.length]).toEqual(['no-link', 0]);
        textSize.choose(100);
        keys.turn();
    });
});

test('what is being written is kept before the device is locked', async () => {
    const { dialogue, port } = await started({ open: () => ({ state: 'open', device: s.device }), show: () => s.talk(s.water) });
    await dialogue.talk.show(s.water, s.hill);
    dialogue.talk.draft = 'half';
    await dialogue.lock();
    expect(port.calls.slice(-2)).toEqual([
        { name: 'keepDraft', argument: { channel: s.water.id, text: 'half', replyTo: undefined } },
        { name: 'lock', argument: undefined },
    ]);
    expect(dialogue.talk.draft).toBe('');
});
