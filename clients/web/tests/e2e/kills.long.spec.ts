import { afterAll, expect, it } from 'vitest';
import { CliPerson } from './cli.ts';
import { killedMidSend } from './killed.ts';
import { Relay } from './relay.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

const stage = new Stage();
const title = 'Plenary';
const rounds = 12;

afterAll(() => stage.end());

it('A browser that is killed again and again while it sends loses, doubles and reorders nothing', { timeout: 600_000 }, async () => {
    const relay = await Relay.start(stage);
    const ingrid = new CliPerson(stage, 'Ingrid');
    const leyla = await WebPerson.open(stage, relay, 'Leyla', { shape: 'desktop', locale: 'ar' });
    // Somebody else of her side, so that the page does not ask whether the place is right.
    const marek = new CliPerson(stage, 'Marek');
    await ingrid.found(relay);
    await marek.join(await ingrid.invite('hill'));
    await ingrid.admit(marek.name);
    await marek.run('sync');
    await leyla.join(ingrid, 'hill');
    await ingrid.createChannel(title);
    await leyla.enter(title);
    await leyla.say('first');
    const said = ['first'];
    let [kills, inFlight] = [0, 0];

    for (let round = 0; round < rounds; round++) {
        const outcome = await killedMidSend(leyla, relay, { title, round, before: said.length });
        said.push(...outcome.came);
        kills += outcome.inFlight > 0 ? 1 : 0;
        inFlight += outcome.inFlight;
        // What the relay acknowledged outlives it as well.
        if (round % 4 === 3) {
            await relay.kill();
            await relay.start();
        }
    }

    const read = (await ingrid.read(title)).filter(({ kind }) => kind === 'text').map(({ text }) => text);
    expect(read).toEqual(said);
    console.log(
        `measured: ${rounds} kills of a browser, ${kills} of them with messages in flight (${inFlight}), ${read.length} messages, each once`,
    );
    expect(inFlight).toBeGreaterThanOrEqual(4 * rounds);
});
