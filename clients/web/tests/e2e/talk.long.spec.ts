import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CliPerson } from './cli.ts';
import { killedMidSend } from './killed.ts';
import { Relay } from './relay.ts';
import type { Shown } from './screen.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

const stage = new Stage();
const title = 'Plenary';

let relay: Relay;
let ingrid: CliPerson;
let marek: CliPerson;
let sana: CliPerson;
let leyla: WebPerson;
let dalia: WebPerson;

/** What everybody in the channel has been sent, in the order in which it was sent. */
const said: Shown[] = [];
const counted = { kills: 0, inFlight: 0, epochs: new Set<string>() };

beforeAll(async () => {
    relay = await Relay.start(stage);
    [ingrid, marek, sana] = [new CliPerson(stage, 'Ingrid'), new CliPerson(stage, 'Marek'), new CliPerson(stage, 'Sana')];
    leyla = await WebPerson.open(stage, relay, 'Leyla', { shape: 'phone', locale: 'en' });
    dalia = await WebPerson.open(stage, relay, 'داليا', { shape: 'desktop', locale: 'ar' });
});

afterAll(async () => {
    await stage.end();
    console.log(
        `measured: two browsers and five command lines: ${said.length} messages, ${counted.kills} kills with ${counted.inFlight} messages in flight, ${counted.epochs.size} epochs compared`,
    );
    expect(said.length).toBeGreaterThanOrEqual(50);
    expect(counted.inFlight).toBeGreaterThanOrEqual(10);
    expect(counted.epochs.size).toBeGreaterThanOrEqual(7);
});

const inNfc = (lines: readonly Shown[]): readonly Shown[] => lines.map(({ from, text }) => ({ from, text: text.normalize('NFC') }));
const textsOf = async (person: CliPerson): Promise<readonly Shown[]> =>
    (await person.read(title)).filter(({ kind }) => kind === 'text').map(({ from, text }) => ({ from, text }));
const pause = (time: number): Promise<void> => new Promise((next) => setTimeout(next, time));

/** Waits until all show what the founder's device shows of the epoch; command lines read what is new first. */
async function sameEpoch(commandLines: readonly CliPerson[], browsers: readonly WebPerson[]): Promise<void> {
    const { authenticator } = await ingrid.channel(title);
    expect(authenticator).toMatch(/^[0-9a-f]{64}$/);
    for (const person of commandLines) {
        expect((await person.channel(title)).authenticator, person.name).toBe(authenticator);
    }
    for (const person of browsers) {
        await expect.poll(() => person.channel(title)?.authenticator, { timeout: 60_000 }).toBe(authenticator);
    }
    counted.epochs.add(authenticator);
}

/** Waits until nobody waits for anything more: all members show what was said, in that order, and are in one epoch. */
async function agree(commandLines: readonly CliPerson[], browsers: readonly WebPerson[] = [leyla, dalia]): Promise<void> {
    const expected = inNfc(said);
    for (const person of commandLines) {
        expect(await textsOf(person), person.name).toEqual(expected);
    }
    for (const person of browsers) {
        await expect.poll(async () => (await person.lines()).length, { timeout: 60_000, interval: 250 }).toBe(expected.length);
        expect(await person.lines(), person.name).toEqual(expected);
        await expect.poll(() => person.waiting(), { timeout: 30_000 }).toBe(0);
    }
    await sameEpoch(commandLines, browsers);
}

/** Says something and notes that it was said; nobody speaks meanwhile. */
async function say(person: CliPerson | WebPerson, ...texts: readonly string[]): Promise<void> {
    for (const text of texts) {
        await (person instanceof WebPerson ? person.say(text) : person.send(title, text));
        said.push({ from: person.name, text });
    }
    if (person instanceof WebPerson) {
        await expect.poll(() => person.waiting(), { timeout: 60_000 }).toBe(0);
    }
}

describe('From a link to the channel', () => {
    it('a founder invites another command line and two browsers', async () => {
        await ingrid.found(relay);
        await marek.join(await ingrid.invite('hill'));
        await ingrid.admit('Marek');
        await marek.run('sync');
    });

    it('each browser shows who can see what, asks, and waits with the digits that the officer sees', async () => {
        for (const [person, party] of [
            [leyla, 'hill'],
            [dalia, 'coast'],
        ] as const) {
            await person.arrive(await ingrid.invite(party));
            for (const who of ['people', 'facilitators', 'organizers', 'relay', 'holder']) {
                expect(await person.page.getByRole('heading', { name: person.words(`sees.${who}`), exact: true }).count()).toBe(1);
            }
            await person.ask();
            const seen = await ingrid.digits(await ingrid.request(person.name));
            const shown = await person.digits();

            expect(seen.replace(/\D/g, '')).toMatch(/^\d{20}$/);
            expect(shown, person.name).toEqual(seen.match(/\d{4}/g));
        }
    });

    it('the officer admits them and opens a channel with all', async () => {
        for (const person of [leyla, dalia]) {
            await ingrid.admit(person.name);
            await person.page.locator('#dialogue-title').waitFor({ timeout: 60_000 });
        }
        await ingrid.createChannel(title);
        await Promise.all([leyla.enter(title), dalia.enter(title), marek.run('sync')]);
        await agree([ingrid, marek]);
    });
});

describe('In the channel', () => {
    it('everybody reads what everybody says, in every script and form', async () => {
        await say(ingrid, 'Good morning', 'صباح الخير', 'Café, composed; Cafe\u0301, decomposed');
        await say(leyla, 'We speak of the river', 'لنتحدث عن النهر: 1000 m³ في اليوم (2019–2026)', 'e\u0301 ö \u1100\u1161\u11a8 a\u0308');
        await say(dalia, 'مرحبا Leyla، the plan is רגע \u2067rtl\u2069 12/11', 'one\ntwo\n\nثلاثة', '👩‍👩‍👧‍👦 ok');
        await say(marek, 'نص\u200fمع علامة', '<b>not bold</b> & "quoted" \\u202e', 'ﷺ ﬁ Ａ');

        await agree([ingrid, marek]);
    });

    it('an answer names its message everywhere, from a browser and from a command line', async () => {
        await say(ingrid, 'Shall we meet on Friday?');
        await leyla.page.getByRole('log').getByText('Shall we meet on Friday?', { exact: true }).waitFor();
        await leyla.page
            .locator('.msg')
            .last()
            .getByRole('button', { name: leyla.words('reply'), exact: true })
            .click();
        await say(leyla, 'Friday is good.');
        const answer = (await marek.read(title)).at(-1);
        expect(answer).toMatchObject({ text: 'Friday is good.', replyTo: { from: ingrid.name } });
        await marek.run('send', title, '--reply', `${answer?.number}`, '--', 'For me as well.');
        said.push({ from: marek.name, text: 'For me as well.' });
        await dalia.page.getByRole('log').getByText('For me as well.', { exact: true }).waitFor();
        expect(await dalia.page.locator('.msg .answered').allInnerTexts()).toEqual([
            expect.stringMatching(/Ingrid[^]*Shall we meet on Friday\?/),
            expect.stringMatching(/Leyla[^]*Friday is good\./),
        ]);
    });

    it('people come and go, and all stay in one epoch', async () => {
        await sana.join(await ingrid.invite('coast'));
        await ingrid.admit('Sana');
        await sana.run('sync');
        await ingrid.add(title, 'Sana');
        await sana.run('sync');
        await agree([ingrid, marek]);

        const before = said.length;
        await say(ingrid, 'Welcome, Sana');
        await say(dalia, 'أهلا سناء');
        expect(await textsOf(sana)).toEqual(inNfc(said.slice(before)));
        expect((await sana.channel(title)).authenticator).toBe((await ingrid.channel(title)).authenticator);
        await agree([ingrid, marek]);

        await ingrid.remove(title, 'Sana');
        await say(leyla, 'Sana does not read this');
        const left = await sana.attempt('read', title, '--json');
        expect(
            (JSON.parse(left.out) as { kind: string; text: string }[]).filter(({ kind }) => kind === 'text').map(({ text }) => text),
        ).toEqual(['Welcome, Sana', 'أهلا سناء']);
        expect((await sana.channel(title)).state).toBe('removed');
        await agree([ingrid, marek]);
    });
});

describe('Whatever happens to a browser', () => {
    it('killed while it sends, it loses, doubles and reorders nothing', async () => {
        for (let round = 0; round < 3; round++) {
            const { came, inFlight } = await killedMidSend(leyla, relay, { title, round, before: said.length });
            counted.kills += inFlight > 0 ? 1 : 0;
            counted.inFlight += inFlight;
            said.push(...came.map((text) => ({ from: leyla.name, text })));
            await agree([ingrid, marek]);
        }
    });

    it('reloaded while it sends, it goes on where it was', async () => {
        const kept: string[] = [];
        const texts = Array.from({ length: 12 }, (_, index) => `reload ${index}`);
        const flood = dalia.flood(texts, (text) => kept.push(text)).catch(() => undefined);
        await expect.poll(() => kept.length, { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(3);
        await dalia.page.reload();
        await flood;
        await dalia.unlock();
        await dalia.enter(title);
        await expect.poll(async () => (await dalia.lines()).length - said.length, { timeout: 60_000 }).toBeGreaterThanOrEqual(kept.length);
        await expect.poll(() => dalia.waiting(), { timeout: 60_000 }).toBe(0);
        const came = (await dalia.lines()).slice(said.length).map(({ text }) => text);
        expect(came).toEqual(texts.slice(0, came.length));
        expect(came.length).toBeGreaterThanOrEqual(kept.length);
        said.push(...came.map((text) => ({ from: dalia.name, text })));
        await agree([ingrid, marek]);
    });

    it('offline through three epochs and a restart of the relay, it catches up', async () => {
        const [omar, petra] = [new CliPerson(stage, 'Omar'), new CliPerson(stage, 'Petra')];
        for (const guest of [omar, petra]) {
            await guest.join(await ingrid.invite('coast'));
            await ingrid.admit(guest.name);
            await guest.run('sync');
        }
        dalia.wire.cut();
        await dalia.browser.context.setOffline(true);
        const { epoch } = await ingrid.channel(title);

        await say(ingrid, 'Dalia is away');
        await ingrid.add(title, 'Omar');
        await omar.run('sync');
        await sameEpoch([ingrid, omar], [leyla]);
        await say(leyla, 'epoch one');
        await relay.kill();
        await dalia.say('written without a connection').catch(() => undefined);
        await leyla.say('written while the relay was down');
        expect((await ingrid.attempt('send', title, '--', 'kept at the command line')).code).toBe(3);
        await relay.start();
        await leyla.hurry();
        await expect.poll(() => leyla.waiting(), { timeout: 60_000 }).toBe(0);
        said.push({ from: leyla.name, text: 'written while the relay was down' });
        await ingrid.run('sync');
        said.push({ from: ingrid.name, text: 'kept at the command line' });
        await ingrid.remove(title, 'Omar');
        await sameEpoch([ingrid], [leyla]);
        await say(marek, 'epoch two');
        await ingrid.add(title, 'Petra');
        await petra.run('sync');
        await sameEpoch([ingrid, petra], [leyla]);
        await say(leyla, 'epoch three');
        await ingrid.remove(title, 'Petra');
        await say(ingrid, 'Dalia comes back');
        await agree([ingrid, marek], [leyla]);
        expect((await ingrid.channel(title)).epoch - epoch).toBeGreaterThanOrEqual(3);
        expect(await dalia.waiting()).toBe(1);

        dalia.wire.mend();
        await dalia.browser.context.setOffline(false);
        await dalia.hurry();
        await expect.poll(() => dalia.waiting(), { timeout: 60_000 }).toBe(0);
        said.push({ from: dalia.name, text: 'written without a connection' });
        await agree([ingrid, marek]);
    });

    it('removed, it keeps what came before and reads nothing later', async () => {
        await ingrid.remove(title, 'Leyla');
        await expect.poll(() => leyla.page.getByText(leyla.words('talk.removed')).count(), { timeout: 60_000 }).toBe(1);
        const before = inNfc(said);
        await say(marek, 'Leyla does not read this');
        await say(dalia, 'ولا هذا');
        await agree([ingrid, marek], [dalia]);
        await pause(500);

        expect(await leyla.lines()).toEqual(before);
        expect(leyla.channel(title)).toMatchObject({ state: 'removed', authenticator: '' });
        expect(await leyla.page.locator('textarea').count()).toBe(0);
    });
});
