import { afterAll, expect, it } from 'vitest';
import { CliPerson } from './cli.ts';
import { Relay } from './relay.ts';
import { Stage } from './stage.ts';

const stage = new Stage();

afterAll(() => stage.end());

it('People at the command line found a dialogue and talk, over the relay that serves the page', async () => {
    const relay = await Relay.start(stage);
    const [ingrid, sana] = [new CliPerson(stage, 'Ingrid'), new CliPerson(stage, 'Sana')];

    await ingrid.found(relay);
    const link = await ingrid.invite();
    await sana.join(link);
    const [seen, shown] = [await ingrid.digits(await ingrid.request('Sana')), await sana.digits()];
    await ingrid.admit('Sana');
    await sana.run('sync');
    await ingrid.createChannel('Plenary');
    await ingrid.send('Plenary', 'صباح الخير');

    const read = await sana.read('Plenary');
    expect(link).toContain(relay.url);
    expect(shown).toBe(seen);
    expect(read.filter((one) => one.kind === 'text').map((one) => [one.from, one.text])).toEqual([['Ingrid', 'صباح الخير']]);
    expect((await sana.attempt('read', 'Nowhere')).code).toBe(33);
});
