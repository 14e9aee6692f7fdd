import { afterAll, expect, it } from 'vitest';
import { CliPerson } from './cli.ts';
import { Relay } from './relay.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';
import { ask, keepWorkers, until } from './workerCalls.ts';

const stage = new Stage();

afterAll(() => stage.end());

type Shown = { readonly digits: string; readonly version: number; readonly state: string };

it('A dialogue is founded at a browser, with founders at the command line, who get passes from it', { timeout: 240_000 }, async () => {
    const relay = await Relay.start(stage);
    const [orla, otto, sana] = ['Orla', 'Otto', 'Sana'].map((name) => new CliPerson(stage, name)) as [CliPerson, CliPerson, CliPerson];
    const ingrid = await WebPerson.open(stage, relay, 'Ingrid', { shape: 'desktop', locale: 'en' });
    await keepWorkers(ingrid.page);
    const { page } = ingrid;
    await page.goto(relay.url);

    const parties = [
        { code: 'hill', title: 'Hill Institute' },
        { code: 'coast', title: 'Coast Forum' },
    ];
    const plan = { title: 'River talks', parties, rules: '1+1+1', roles: ['facilitator'], party: undefined } as const;
    const { passphrase, name } = ingrid;
    const asked = { ...plan, link: relay.beginLink, name, passphrase };
    expect(await ask(page, 'createDialogue', asked)).toMatchObject({ dialogue: 'River talks', roles: ['facilitator'] });
    const founders = () =>
        until(
            () => ask(page, 'founders', undefined).catch(() => []),
            (all) => all.length > 0,
        );
    expect(await founders()).toMatchObject([{ name: 'Ingrid', isSelf: true }]);
    for (const [person, party] of [
        [orla, 'hill'],
        [otto, 'coast'],
    ] as const) {
        const { link } = await ask(page, 'inviteFounder', { roles: ['organizer'], party, hours: 24 });
        await person.join(link);
    }
    await until(founders, (all) => all.length === 3);

    const seen = await ask(page, 'proposeCharter', { draft: undefined, without: [], note: 'as we said' });
    for (const person of [orla, otto]) {
        await person.run('sync');
        expect((await person.json<Shown>('charter', 'digits')).digits).toBe(seen.digits.join(' '));
        await person.run('sign', seen.paper!.slice(0, 12), '--compared');
    }
    await until(
        () => ask(page, 'open', undefined),
        (opening) => opening.state === 'open' && opening.device.stage === 'admitted',
    );
    expect(await ask(page, 'charter', { proposed: false })).toMatchObject({ version: 1, state: 'in-force', digits: seen.digits });
    await orla.run('sync');
    expect(await orla.json<Shown>('charter')).toMatchObject({ digits: seen.digits.join(' '), version: 1, state: 'in force' });

    // Orla's command has passes that the browser minted, and the relay takes one for Sana's mailbox.
    const invitation = await until(
        async () => {
            await orla.run('sync');
            return (await orla.attempt('invite', '--role', 'participant', '--party', 'hill')).out.trim();
        },
        (link) => link !== '',
    );
    await sana.join(invitation);
    expect(await orla.request('Sana')).toMatchObject({ name: 'Sana', inDoubt: false });
    // The founder's own, for a new person and a channel.
    expect((await ask(page, 'invite', { role: 'participant', party: 'coast', hours: 24 })).link).toContain('#invite=');
    await until(
        () => ask(page, 'createChannel', { title: 'Plenary', kind: 'plenary', people: [] }).then(({ channel }) => channel),
        (channel) => channel !== '',
    );
    await until(
        () => ask(page, 'channels', undefined),
        (all) => all.some(({ title, state }) => title === 'Plenary' && state === 'open'),
    );
});
