import { afterAll, expect, it } from 'vitest';
import { CliPerson } from './cli.ts';
import { Relay } from './relay.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

const stage = new Stage();

afterAll(() => stage.end());

/** What `dialogue charter digits --json` says of the version that all compare. */
type Shown = { readonly digits: string; readonly version: number; readonly state: string };

it('A dialogue is founded by two at the command line and one with the page', async () => {
    const relay = await Relay.start(stage);
    const [ingrid, orla] = [new CliPerson(stage, 'Ingrid'), new CliPerson(stage, 'Orla')];
    const parties = ['--party', 'hill:Hill Institute', '--party', 'coast:Coast Forum'];
    await ingrid.run('create', relay.beginLink, '--title', 'River talks', ...parties, '--name', ingrid.name, '--rules', '1+1+1');
    const invite = async (side: string) => (await ingrid.run('founder', 'invite', '--role', 'organizer', '--side', side)).trim();
    await orla.join(await invite('hill'));
    const otto = await WebPerson.open(stage, relay, 'Otto', { shape: 'phone', locale: 'en' });

    await otto.arrive(await invite('coast'));
    await otto.ask();
    await otto.sees('wait.gathering');
    await ingrid.run('charter', 'propose');
    const [seen, shown] = [await ingrid.json<Shown>('charter', 'digits'), await otto.charterDigits()];
    expect(shown.join('')).toBe(seen.digits.replaceAll(' ', ''));
    expect((await orla.json<Shown>('charter', 'digits')).digits).toBe(seen.digits);

    await otto.button('wait.same').click();
    await otto.button('paper.sign').click();
    await otto.page.getByText(otto.words('paper.youSigned')).waitFor();
    const paper = await paperOf(orla);
    await orla.run('sign', paper, '--compared');
    await otto.button('close').click();
    await otto.page.locator('#dialogue-title').waitFor({ timeout: 60_000 });
    await ingrid.run('sync');
    await orla.run('sync');
    expect(await ingrid.json<Shown>('charter')).toMatchObject({ digits: seen.digits, version: 1, state: 'in force' });
    expect(await orla.json<Shown>('charter')).toMatchObject({ digits: seen.digits, version: 1, state: 'in force' });
});

/** The one paper that waits. */
async function paperOf(person: CliPerson): Promise<string> {
    const [paper] = await person.json<readonly { readonly id: string }[]>('papers');
    if (paper === undefined) throw new Error('no paper came');
    return paper.id;
}
