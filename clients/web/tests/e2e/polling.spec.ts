import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CliPerson } from './cli.ts';
import { plenaryOf } from './plenary.ts';
import { Stage } from './stage.ts';
import type { WebPerson } from './webPerson.ts';

const stage = new Stage();
const title = 'Plenary';

let ingrid: CliPerson;
let leyla: WebPerson;

beforeAll(async () => {
    ({ ingrid, leyla } = await plenaryOf(stage, 'phone', title));
});

afterAll(() => stage.end());

it('A page talks both ways by polling where web sockets are blocked, and by sockets where they are not', async () => {
    const shown = (text: string): Promise<void> =>
        leyla.page.getByRole('log').getByText(text, { exact: true }).waitFor({ timeout: 30_000 });
    await leyla.say('by socket');
    await ingrid.send(title, 'heard by socket');
    await shown('heard by socket');
    const free = leyla.wire.seen;

    leyla.browser.announce(/Unexpected response code: 403|ERR_ABORTED/);
    leyla.wire.blockSockets();
    await leyla.say('by polling');
    await expect.poll(() => leyla.waiting(), { timeout: 30_000 }).toBe(0);
    await ingrid.send(title, 'heard by polling');
    await shown('heard by polling');
    const blocked = leyla.wire.seen;

    expect(free).toMatchObject({ refused: 0, polls: 0 });
    expect(free.sockets).toBeGreaterThan(0);
    expect(blocked.sockets).toBe(free.sockets);
    expect(blocked.refused).toBeGreaterThan(0);
    expect(blocked.polls).toBeGreaterThan(0);
    const texts = (await ingrid.read(title)).filter(({ kind }) => kind === 'text').map(({ text }) => text);
    expect(texts).toEqual(['by socket', 'heard by socket', 'by polling', 'heard by polling']);
});
