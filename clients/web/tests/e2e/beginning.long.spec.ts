import { afterAll, expect, it } from 'vitest';
import { CliPerson } from './cli.ts';
import { Relay } from './relay.ts';
import { digitsOnScreen } from './screen.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';
import { ask, keepWorkers, until } from './workerCalls.ts';

const stage = new Stage();

/** From the Begin link to the founders who are to gather, by what is on the page. */
async function open(ingrid: WebPerson, link: string): Promise<void> {
    const fill = (key: string, text: string) => ingrid.page.getByLabel(ingrid.words(key), { exact: true }).fill(text);
    await ingrid.page.goto(link);
    await ingrid.sees('begin.title');
    await fill('begin.name', 'River talks');
    await fill('begin.first', 'Hill Institute');
    await fill('begin.second', 'Coast Forum');
    await fill('invitation.name', ingrid.name);
    await ingrid.button('begin.next').click();
    await fill('passphrase.label', ingrid.passphrase);
    await fill('passphrase.again', ingrid.passphrase);
    await ingrid.button('begin.open').click();
    await ingrid.sees('begin.gathering');
}

/** A link for the organizer of a side, by what is on the page. */
async function founderLink(ingrid: WebPerson, side: string): Promise<string> {
    const another = ingrid.button('begin.another');
    if (await another.isVisible()) await another.click();
    const label = ingrid.words('begin.organizer').replace('{side}', side);
    await ingrid.page.getByLabel(ingrid.words('begin.as'), { exact: true }).selectOption({ label });
    await ingrid.button('begin.invite').click();
    return ingrid.page.getByLabel(ingrid.words('link.label'), { exact: true }).inputValue();
}

afterAll(() => stage.end());

type Shown = { readonly digits: string; readonly version: number; readonly state: string };

it('A dialogue is founded at a browser, with founders at the command line, who get passes from it', { timeout: 240_000 }, async () => {
    const relay = await Relay.start(stage);
    const [orla, otto, sana] = ['Orla', 'Otto', 'Sana'].map((name) => new CliPerson(stage, name)) as [CliPerson, CliPerson, CliPerson];
    const ingrid = await WebPerson.open(stage, relay, 'Ingrid', { shape: 'desktop', locale: 'en' });
    await keepWorkers(ingrid.page);
    const { page } = ingrid;
    await open(ingrid, relay.beginLink);
    for (const [person, side] of [
        [orla, 'Hill Institute'],
        [otto, 'Coast Forum'],
    ] as const)
        await person.join(await founderLink(ingrid, side));
    for (const name of ['Orla', 'Otto']) await page.getByRole('listitem').filter({ hasText: name }).waitFor();

    await ingrid.button('begin.propose').click();
    await page.getByLabel(ingrid.words('charter.digits')).waitFor();
    const digits = await digitsOnScreen(page);
    const seen = await ask(page, 'charter', { proposed: false });
    expect(seen).toMatchObject({ version: 1, state: 'proposed', digits });
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

    // The closing key as the founder reads it from the page is what the operator erases the dialogue with.
    await ingrid.button('close').click();
    await page.getByLabel(ingrid.words('device'), { exact: true }).click();
    await ingrid.button('closingKey.title').click();
    await ingrid.button('closingKey.show').click();
    const shown = page.getByRole('list', { name: ingrid.words('closingKey.title') }).getByRole('listitem');
    await shown.first().waitFor();
    const groups = await shown.allInnerTexts();
    expect(groups).toHaveLength(14);
    await relay.stop();
    expect((await relay.close(['A', ...groups].join(' '))).code).toBe(1);
    const { code, text } = await relay.close(groups.join(' '));
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringMatching(/erased/i) as string });
    await relay.start();
    expect((await orla.attempt('sync')).code).not.toBe(0);
});
