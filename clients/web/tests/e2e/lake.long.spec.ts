import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CliPerson } from './cli.ts';
import { Effort } from './effort.ts';
import { browsers, counted, heard, homes, speakInCaucus, textsOf, titlesOf, type Person } from './lakePeople.ts';
import { homeConsultation, singleText } from './lakeText.ts';
import { exposedBy, openPapers, patience, rosterOf, namesIn, sign, stageOf, vettingWith } from './papers.ts';
import { Relay } from './relay.ts';
import { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

/**
 * The Lake Dialogue: two organizers, two facilitators, six people of each side, days -2 to 13 as far as admission, devices and travel
 * go. Fifteen homes at the command line, four browsers; the Charter asks for an organizer of each side and a facilitator.
 */
const stage = new Stage();
const plenary = 'Plenary';

let relay: Relay;
let [ingrid, felix, oren, carla]: CliPerson[] = [];
const hill: Person[] = [];
const coast: Person[] = [];
const efforts = { admission: [] as number[], cutting: [] as number[] };

beforeAll(async () => {
    relay = await Relay.start(stage);
    [ingrid, felix, oren, carla] = ['Ingrid', 'Felix', 'Oren', 'Carla'].map((name) => new CliPerson(stage, name));
    for (const [side, people] of [
        ['H', hill],
        ['C', coast],
    ] as const) {
        for (const number of [1, 2, 3, 4]) people.push(new CliPerson(stage, `${side}${number}`));
    }
    hill.push(await WebPerson.open(stage, relay, 'H5', { shape: 'phone', locale: 'en' }));
    hill.push(await WebPerson.open(stage, relay, 'H6', { shape: 'desktop', locale: 'en' }));
    coast.push(await WebPerson.open(stage, relay, 'C5', { shape: 'phone', locale: 'ar' }));
    coast.push(await WebPerson.open(stage, relay, 'C6', { shape: 'desktop', locale: 'ar' }));
});

afterAll(async () => {
    await stage.end();
    const worst = (seconds: readonly number[]) => `${Math.max(...seconds).toFixed(0)} s`;
    console.log(
        `measured: active effort, ${efforts.admission.length} signers of admissions, at most ${worst(efforts.admission)} each; ` +
            `${efforts.cutting.length} who cut a device, at most ${worst(efforts.cutting)} each`,
    );
    expect(efforts.admission.length).toBeGreaterThanOrEqual(36);
    expect(Math.max(...efforts.admission)).toBeLessThanOrEqual(120);
    expect(efforts.cutting.length).toBeGreaterThanOrEqual(2);
    expect(Math.max(...efforts.cutting)).toBeLessThanOrEqual(60);
});

/** The host compares the digits and proposes, the organizer of the other side and a facilitator countersign. */
async function admit(name: string, host: CliPerson, others: readonly CliPerson[]): Promise<void> {
    const request = await host.request(name);
    const effort = new Effort(host);
    await effort.run('requests');
    await effort.run('digits', request.id);
    await effort.run('admit', request.id, '--compared', '--window', '0', ...vettingWith('--counsel', 'yes'));
    efforts.admission.push(effort.seconds);
    for (const other of others) efforts.admission.push(await sign(other));
    await host.run('sync');
}

/** From the link to the admission. */
async function bring(person: Person, side: 'hill' | 'coast'): Promise<void> {
    const [host, other] = side === 'hill' ? [oren!, carla!] : [carla!, oren!];
    const link = await host.invite(side);
    if (person instanceof CliPerson) {
        await person.join(link);
    } else {
        await person.arrive(link);
        await person.ask();
    }
    await admit(person.name, host, [other, ingrid!]);
    if (person instanceof CliPerson) {
        await person.run('sync');
    } else {
        await person.page.locator('#dialogue-title').waitFor({ timeout: 60_000 });
    }
}

/** Everybody who reads the plenary now. */
const members: Person[] = [];

describe('Day -2, the last afternoon of the workshop', () => {
    it('four founders sign one Charter after comparing its digits', async () => {
        const parties = ['--party', 'hill:Hill Institute', '--party', 'coast:Coast Forum'];
        await ingrid!.run('create', relay.beginLink, '--title', 'Lake Dialogue', ...parties, '--name', 'Ingrid', '--rules', '1+1+1');
        for (const [founder, words] of [
            [felix!, ['--role', 'facilitator']],
            [oren!, ['--role', 'organizer', '--side', 'hill']],
            [carla!, ['--role', 'organizer', '--side', 'coast']],
        ] as const) {
            await founder.join((await ingrid!.run('founder', 'invite', ...words)).trim());
        }
        await expect.poll(async () => (await ingrid!.json<readonly unknown[]>('founder', 'list')).length, patience).toBe(4);
        await ingrid!.run('charter', 'propose');
        const digits = new Set<string>();
        for (const founder of [felix!, oren!, carla!]) {
            await expect.poll(async () => (await openPapers(founder)).length, patience).toBe(1);
        }
        for (const founder of [ingrid!, felix!, oren!, carla!]) {
            digits.add((await founder.json<{ readonly digits: string }>('charter', 'digits')).digits);
        }
        expect([...digits].map((one) => one.replace(/\D/g, '').length)).toEqual([40]);
        for (const founder of [felix!, oren!, carla!]) await sign(founder, '--compared');
        for (const founder of [ingrid!, felix!, oren!, carla!]) {
            await founder.run('sync');
            expect(await stageOf(founder), founder.name).toBe('admitted');
        }
    });

    it('six of each side are admitted, each by both organizers and a facilitator', { timeout: 600_000 }, async () => {
        for (const person of hill) await bring(person, 'hill');
        for (const person of coast) await bring(person, 'coast');
        for (const other of [ingrid!, felix!]) await other.run('sync');
    });

    it('all twelve and both facilitators are in the plenary and hear each other', { timeout: 300_000 }, async () => {
        await ingrid!.createChannel(plenary);
        for (const person of homes([felix!, ...hill, ...coast])) await person.run('sync');
        for (const person of [...hill, ...coast]) if (person instanceof WebPerson) await person.enter(plenary);
        members.push(ingrid!, felix!, ...hill, ...coast);
        await heard(plenary, felix!, 'Welcome, all of you', members);
        expect(await namesIn(ingrid!, plenary)).toEqual(members.map(({ name }) => name).toSorted());
    });

    it('one ceremony verifies the channel: all screens show the same digits', { timeout: 300_000 }, async () => {
        const people = homes(members);
        const shown = await Promise.all(
            people.map(async (one) => (await one.json<{ readonly digits: string }>('verify', '--channel', plenary)).digits),
        );
        expect(new Set(shown).size).toBe(1);
        for (const one of people) await one.run('verify', '--channel', plenary, '--compared');
        expect((await rosterOf(felix!, plenary)).map(({ verification }) => verification).toSorted()).toEqual([
            'self',
            ...members.slice(1).map(() => 'verified'),
        ]);
    });
});

describe('Days -1 and 1, across the border and back', () => {
    it('C3 travels: nothing stays on the device, and everybody sees the device go', async () => {
        const c3 = coast[2] as CliPerson;
        await c3.run('travel', '--yes');
        expect(existsSync(c3.home) ? readdirSync(c3.home) : []).toEqual([]);
        members.splice(members.indexOf(c3), 1);
        await heard(plenary, ingrid!, 'C3 is on the road', members);
        expect(await namesIn(ingrid!, plenary)).not.toContain('C3');
    });

    it('back home one signature does not return C3, two do, and C3 reads nothing from before', async () => {
        const c3 = new CliPerson(stage, 'C3', 'home-C3-again');
        const link = (await carla!.run('device', 'invite', 'C3')).trim();
        await c3.run('device', 'join', link, '--name', 'C3');
        const request = await carla!.request('C3');
        await carla!.run('admit', request.id, '--compared', '--window', '0');
        await c3.run('sync');
        expect(await stageOf(c3)).toBe('digits');
        await ingrid!.run('sync');
        await sign(ingrid!);
        await carla!.run('sync');
        await c3.run('sync');
        await ingrid!.run('sync');
        await c3.run('sync');
        coast[2] = c3;
        members.push(c3);
        await heard(plenary, felix!, 'How was re-entry?', members);
        expect(await textsOf(c3, plenary)).toEqual(['How was re-entry?']);
        expect((await rosterOf(hill[0] as CliPerson, plenary)).find(({ name }) => name === 'C3')?.newDevice).toMatch(
            /^new device, verified by (Ingrid and an officer of coast|an officer of coast and Ingrid)$/,
        );
    });
});

describe('Day 2, each side by itself', () => {
    it('speaks of its needs in a caucus that the other side and the organizers have not', { timeout: 300_000 }, async () => {
        const sides = [
            { side: 'hill', title: 'Hill caucus', people: hill, need: 'To know the level before the harvest', opener: ingrid! },
            { side: 'coast', title: 'Coast caucus', people: coast, need: 'أن نعرف متى تُفتح البوابات', opener: felix! },
        ];
        for (const one of sides) await speakInCaucus(one, plenary);
        expect(await titlesOf(hill[1] as CliPerson)).toEqual(['Hill caucus', plenary]);
        expect(await titlesOf(coast[1] as CliPerson)).toEqual(['Coast caucus', plenary]);
        expect(await titlesOf(oren!)).toEqual([]);
        for (const [person, own, other] of [
            [hill[5], 'Hill caucus', 'Coast caucus'],
            [coast[5], 'Coast caucus', 'Hill caucus'],
        ] as const) {
            const listed = (person as WebPerson).page.locator('[data-channel]');
            await listed.filter({ hasText: own }).waitFor();
            expect(await listed.filter({ hasText: other }).count()).toBe(0);
        }
    });
});

describe('Days 8 to 12, somebody leaves and somebody comes', () => {
    it('H6 resigns: two officers remove the person, and the browser reads nothing later', async () => {
        const h6 = hill[5] as WebPerson;
        await ingrid!.run('cut', 'H6', '--person');
        await sign(oren!);
        for (const one of [ingrid!, felix!]) await one.run('sync');
        members.splice(members.indexOf(h6), 1);
        await heard(plenary, ingrid!, 'H6 has left us', members);
        await expect.poll(() => h6.page.getByText(h6.words('talk.removed')).count(), patience).toBe(1);
        expect(await textsOf(h6, plenary)).not.toContain('H6 has left us');
        expect(await h6.page.locator('textarea').count()).toBe(0);
        await counted(members, plenary);
    });

    it(
        'H7 comes after questions, an objection and its end; H8, whom one organizer admits alone, does not',
        { timeout: 300_000 },
        async () => {
            const h7 = new CliPerson(stage, 'H7');
            await h7.join(await oren!.invite('hill'));
            const request = await oren!.request('H7');
            await oren!.run(
                'admit',
                request.id,
                '--compared',
                '--window',
                '0',
                ...vettingWith('--counsel', 'conditions', '--conditions', 'no travel paid'),
            );
            await expect.poll(async () => (await openPapers(carla!)).length, patience).toBe(1);
            const [paper] = await openPapers(carla!);
            await carla!.run('ask', paper!.id, 'What did the article of 2019 say?');
            await oren!.run('sync');
            await oren!.run('answer', paper!.id, 'That the lake feeds both');
            await carla!.run('object', paper!.id, 'The article hurt people here');
            await ingrid!.run('sync');
            await sign(ingrid!);
            await carla!.run('sign', paper!.id);
            await oren!.run('sync');
            await h7.run('sync');
            expect(await stageOf(h7)).toBe('digits');
            await carla!.run('withdraw', paper!.id);
            await oren!.run('sync');
            await h7.run('sync');
            expect(await stageOf(h7)).toBe('admitted');
            await ingrid!.add(plenary, 'H7');
            await h7.run('sync');
            members.push(h7);
            await heard(plenary, felix!, 'Welcome, H7', members);
            expect(await textsOf(h7, plenary)).toEqual(['Welcome, H7']);
            await counted(members, plenary);
            for (const person of browsers(members))
                expect(await person.page.getByRole('log').getByText('H7').count(), person.name).toBeGreaterThan(0);

            const h8 = new CliPerson(stage, 'H8');
            await h8.join(await oren!.invite('hill'));
            const alone = await oren!.request('H8');
            await oren!.run('admit', alone.id, '--compared', '--window', '0', ...vettingWith('--counsel', 'yes'));
            await h8.run('sync');
            expect(await stageOf(h8)).toBe('digits');
            const refused = await ingrid!.attempt('channel', 'add', plenary, 'H8');
            expect([refused.code, await namesIn(ingrid!, plenary)]).toEqual([33, expect.not.arrayContaining(['H8'])]);
            await counted(members, plenary);
            for (const person of browsers(members)) expect(await person.page.getByText('H8').count(), person.name).toBe(0);
            await oren!.run('withdraw', (await openPapers(oren!))[0]!.id);
            await carla!.run('sync');
            await ingrid!.run('sync');
        },
    );
});

describe('Days 11 and 12, a single text and what of it goes home', () => {
    const lake = () => ({ stage, plenary, hill, coast, ingrid: ingrid!, felix: felix! });
    it('has one number and hash, and the other side’s brackets once released', { timeout: 300_000 }, () => singleText(lake()));
    it('takes cleared lines home, to somebody whose name stays on one device', { timeout: 300_000 }, () => homeConsultation(lake()));
});

describe('Day 13, a device is seized', () => {
    it(
        'two people cut it off, every channel goes on without it, and those affected read what it could read',
        { timeout: 300_000 },
        async () => {
            const c4 = coast[3] as CliPerson;
            const first = new Effort(carla!);
            await first.run('cut', 'C4');
            efforts.cutting.push(first.seconds);
            await felix!.run('sync');
            const second = new Effort(felix!);
            await second.run('cut', 'C4');
            efforts.cutting.push(second.seconds);
            await felix!.run('sync');
            members.splice(members.indexOf(c4), 1);
            await heard(plenary, ingrid!, 'After the cut', members);
            for (const person of homes(members)) {
                const shared = [ingrid, felix, ...coast].includes(person) ? ['Coast caucus', plenary] : [plenary];
                expect(await exposedBy('C4', person), person.name).toEqual(shared);
            }
            await c4.attempt('sync');
            expect(await textsOf(c4, plenary)).not.toContain('After the cut');
            expect(await textsOf(c4, plenary)).toContain('Welcome, all of you');
        },
    );
});
