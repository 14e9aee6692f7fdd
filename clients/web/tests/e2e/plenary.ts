import { CliPerson } from './cli.ts';
import type { Setting } from './browser.ts';
import { Relay } from './relay.ts';
import type { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

/** A relay, its founder at a command line, and Leyla in a browser, in a plenary of both. */
export async function plenaryOf(stage: Stage, shape: Setting['shape'], title: string) {
    const relay = await Relay.start(stage);
    const ingrid = new CliPerson(stage, 'Ingrid');
    const leyla = await WebPerson.open(stage, relay, 'Leyla', { shape, locale: 'en' }, false);
    await ingrid.found(relay);
    await leyla.join(ingrid, 'hill');
    await ingrid.createChannel(title);
    await leyla.enter(title);
    return { relay, ingrid, leyla };
}
