import { afterAll, beforeAll, it } from 'vitest';
import { CliPerson } from './cli.ts';
import { homeConsultation, singleText } from './lakeText.ts';
import { Relay } from './relay.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

const stage = new Stage();
let lake: Parameters<typeof singleText>[0];
beforeAll(async () => {
    const relay = await Relay.start(stage);
    const [ingrid, felix, h1, c1] = ['Ingrid', 'Felix', 'H1', 'C1'].map((name) => new CliPerson(stage, name)) as [CliPerson, CliPerson, CliPerson, CliPerson];
    await ingrid.found(relay);
    for (const [one, side, role] of [[h1, 'hill', 'participant'], [c1, 'coast', 'participant']] as const) {
        await one.join(await ingrid.invite(side, role));
        await ingrid.admit(one.name);
        await one.run('sync');
    }
    await felix.join((await ingrid.run('invite', '--role', 'facilitator')).trim());
    await ingrid.admit('Felix');
    await felix.run('sync');
    const h5 = await WebPerson.open(stage, relay, 'H5', { shape: 'phone', locale: 'en' });
    await h5.join(ingrid, 'hill');
    const c5 = await WebPerson.open(stage, relay, 'C5', { shape: 'phone', locale: 'ar' });
    await c5.join(ingrid, 'coast');
    const c6 = await WebPerson.open(stage, relay, 'C6', { shape: 'desktop', locale: 'ar' });
    await c6.join(ingrid, 'coast');
    await felix.run('sync');
    await ingrid.createChannel('Plenary');
    for (const [title, side, opener] of [['Hill caucus', 'hill', ingrid], ['Coast caucus', 'coast', ingrid]] as const) {
        const { waiting } = await opener.json<{ waiting: string[] }>('channel', 'create', title, '--caucus', side, '--all');
        for (const name of waiting) await opener.add(title, name);
    }
    for (const one of [felix, h1, c1]) await one.run('sync');
    for (const one of [h5, c5, c6]) await one.enter('Plenary');
    lake = { stage, plenary: 'Plenary', hill: [h1, h1, h1, h1, h5, h5], coast: [c1, c1, c1, c1, c5, c6], ingrid, felix };
}, 900_000);
afterAll(() => stage.end());
it('day 11', { timeout: 600_000 }, async () => {
    const t = Date.now();
    await singleText(lake);
    console.log('measured: day 11', (Date.now() - t) / 1000);
});
it('day 12', { timeout: 600_000 }, async () => {
    const t = Date.now();
    await homeConsultation(lake);
    console.log('measured: day 12', (Date.now() - t) / 1000);
});
