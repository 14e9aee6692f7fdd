import { writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { CliPerson } from './cli.ts';
import { turnTo, type Person } from './lakePeople.ts';
import { filesIn, Needles } from './needles.ts';
import { patience } from './papers.ts';
import type { Stage } from './stage.ts';
import { WebPerson } from './webPerson.ts';

type Bracket = {
    readonly number: number;
    readonly words: string;
    readonly side: string;
    readonly from: string;
    readonly released: boolean;
};
type Text = {
    readonly version: number;
    readonly digits: string;
    readonly standing: string;
    readonly clauses: readonly string[];
    readonly brackets: readonly Bracket[];
};

const clauses = [
    'Both sides read one gauge at the old bridge.',
    'Figures are published every Friday.',
    'Contested figures stand side by side.',
    'Gates are opened with two days of notice.',
    'One telephone line for emergencies.',
    'The clauses hold for one season.',
];

const shown = (person: CliPerson, channel: string): Promise<Text> => person.json<Text>('text', 'show', channel);

/** From the talk that is open to one of the sheets of its menu. */
async function openSheet(person: WebPerson, key: 'text.title' | 'home.title'): Promise<void> {
    await readAlarms(person);
    await person.button('menu.title').click();
    await person.button(key).click();
}

/** Somebody reads what the days before alarmed them about, which is that C3's device was cut off. */
async function readAlarms(person: WebPerson): Promise<void> {
    const alarm = person.page.locator('dialog[open].alarm');
    while (await alarm.isVisible()) {
        expect(await alarm.textContent()).toContain(person.words('problem.somebody-cut-off.what'));
        await person.button('alarm.read').click();
    }
}

async function closeSheet(person: WebPerson): Promise<void> {
    await person.button('close').click();
    await person.page.locator('dialog[open]').waitFor({ state: 'detached' });
}

/** What the sheet of the single text says. */
async function textAt(person: WebPerson): Promise<string> {
    await openSheet(person, 'text.title');
    const dialog = person.page.locator('dialog[open]');
    await dialog.locator('h3').waitFor();
    const text = (await dialog.textContent()) ?? '';
    await closeSheet(person);
    return text;
}

/** A facilitator puts a version: everybody reads the same number and digits, and that it binds no one. */
async function putText(from: CliPerson, stage: Stage, channel: string, people: readonly Person[]): Promise<void> {
    const file = stage.in('water.txt');
    writeFileSync(file, ['Water: measures to build confidence', ...clauses].join('\n\n'));
    await from.run('text', 'put', channel, file);
    const { digits } = await shown(from, channel);
    for (const person of people) {
        if (person instanceof WebPerson) {
            await person.page.getByText(person.words('notice.text-put').slice(-12)).first().waitFor({ timeout: 60_000 });
            const text = await textAt(person);
            for (const part of [digits, person.words('text.banner'), clauses[5]!]) expect(text, person.name).toContain(part);
        } else {
            const text = await shown(person, channel);
            expect([text.version, text.digits, text.standing, text.clauses], person.name).toEqual([
                1,
                digits,
                'exploratory, binds no one',
                clauses,
            ]);
        }
    }
}

type Round = {
    readonly author: WebPerson;
    readonly caucus: string;
    readonly side: string;
    readonly own: CliPerson;
    readonly others: readonly Person[];
    readonly team: CliPerson;
    readonly plenary: string;
};

/** A side brackets a clause in its caucus and hands it over; the other side reads it when a facilitator released it, and not from whom. */
async function bracket({ author, caucus, side, own, others, team, plenary }: Round): Promise<void> {
    const [line, words] = [`${author.name} and the team`, `Figures are [never] published, says ${side}.`];
    await team.run('channel', 'create', line, '--kind', 'private-line', '--member', author.name);
    await author.page.locator('[data-channel]', { hasText: line }).waitFor({ state: 'attached', timeout: 60_000 });
    await readAlarms(author);
    await turnTo(author, caucus);
    await openSheet(author, 'text.title');
    await author.page.getByLabel(author.words('text.clause'), { exact: true }).selectOption('2');
    await author.page.getByLabel(author.words('text.words')).fill(words);
    await author.button('text.bracket').click();
    const hand = author.page.getByRole('button', { name: author.words('text.hand').replace('{title}', line) });
    await hand.waitFor({ timeout: 60_000 });
    const ownSide = async () => (await shown(own, caucus)).brackets.filter(({ released }) => !released).map((one) => one.words);
    await expect.poll(ownSide, patience).toEqual([words]);
    await hand.click();
    await expect.poll(async () => (await shown(team, line)).brackets.filter(({ released }) => !released).length, patience).toBe(1);
    await closeSheet(author);
    await turnTo(author, plenary);

    const outside = async (): Promise<readonly string[]> =>
        Promise.all(others.map(async (one) => (one instanceof WebPerson ? textAt(one) : JSON.stringify(await shown(one, plenary)))));
    for (const text of await outside()) expect(text).not.toContain(words);
    const [handed] = (await shown(team, line)).brackets.filter(({ released }) => !released);
    await team.run('text', 'release', line, String(handed!.number), plenary);
    for (const other of others) if (!(other instanceof WebPerson)) await other.run('sync');
    await expect.poll(async () => (await outside()).every((text) => text.includes(words)), patience).toBe(true);
    for (const other of others) {
        if (other instanceof WebPerson) continue;
        const released = (await shown(other, plenary)).brackets.find((one) => one.words === words);
        expect([released?.side, released?.from, released?.released]).toEqual([side, team.name, true]);
        expect(JSON.stringify(released)).not.toContain(author.name);
    }
}

type Visit = {
    readonly person: WebPerson;
    readonly speaker: CliPerson;
    readonly caucus: string;
    readonly own: CliPerson;
    readonly plenary: string;
    readonly aide: string;
    readonly others: readonly Person[];
};

/** Somebody at a browser takes a sentence home: not before its author cleared it, and the name of whom it is for stays on that device. */
async function takeHome(stage: Stage, { person, speaker, caucus, own, plenary, aide, others }: Visit): Promise<void> {
    await readAlarms(person);
    const [said, heard] = [`${person.name} may say this at home`, `${person.name} heard that it could be looked at`];
    await speaker.send(plenary, said);
    await person.page.getByRole('log').getByText(said).waitFor({ timeout: 60_000 });
    await openSheet(person, 'home.title');
    const line = person.page.locator('dialog[open] li', { hasText: said });
    await line.getByRole('checkbox').check();
    await person.page.getByLabel(person.words('home.for')).fill(aide);
    await person.button('home.make').click();
    await person.page.locator('dialog[open]').getByText(person.words('problem.not-cleared.what')).waitFor();
    const { number } = (await speaker.read(plenary)).find(({ text }) => text === said)!;
    await speaker.run('clear', plenary, String(number));
    await line.getByText(person.words('regime.cleared')).waitFor({ timeout: 60_000 });
    await person.button('home.make').click();
    await person.page.locator('dialog[open] .card', { hasText: aide }).getByText(said).waitFor();
    await closeSheet(person);
    await turnTo(person, caucus);
    await openSheet(person, 'home.title');
    await person.page.getByLabel(person.words('home.heard')).fill(heard);
    await person.button('home.tell').click();
    await person.page.getByText(person.words('text.kept')).waitFor();
    await closeSheet(person);
    await expect
        .poll(
            async () =>
                (await own.json<readonly { text: string; regime: string | null }[]>('read', caucus)).find(({ text }) => text === heard)
                    ?.regime,
            patience,
        )
        .toBe('closed');
    await turnTo(person, plenary);

    const name = new Needles([aide]);
    const told = (one: WebPerson) => ({ name: one.name, bytes: Buffer.from(JSON.stringify(one.overheard)) });
    expect(name.findIn(told(person)), 'the probe').not.toEqual([]);
    for (const other of others) {
        if (other instanceof WebPerson) expect(name.findIn(told(other))).toEqual([]);
        else expect(await other.json('home', 'list')).toEqual([]);
    }
    expect(name.findIn(...filesIn(stage.directory))).toEqual([]);
    expect(name.searched).toBeGreaterThan(1_000_000);
}

/** The Lake Dialogue's people, as far as these days need them: each side's first at the command line, its fifth and sixth at browsers. */
type Lake = {
    readonly stage: Stage;
    readonly plenary: string;
    readonly hill: readonly Person[];
    readonly coast: readonly Person[];
    readonly ingrid: CliPerson;
    readonly felix: CliPerson;
};

const peopleOf = ({ hill, coast }: Lake) => ({
    h1: hill[0] as CliPerson,
    h5: hill[4] as WebPerson,
    c1: coast[0] as CliPerson,
    c5: coast[4] as WebPerson,
    c6: coast[5] as WebPerson,
});

/** Day 11. */
export async function singleText(lake: Lake): Promise<void> {
    const { h1, h5, c1, c5, c6 } = peopleOf(lake);
    const { stage, plenary, ingrid, felix } = lake;
    await putText(ingrid, stage, plenary, [h1, c1, h5, c6]);
    await bracket({ author: h5, caucus: 'Hill caucus', side: 'hill', own: h1, others: [c1, c6], team: ingrid, plenary });
    await bracket({ author: c5, caucus: 'Coast caucus', side: 'coast', own: c1, others: [h1, h5], team: felix, plenary });
}

/** Day 12. */
export async function homeConsultation(lake: Lake): Promise<void> {
    const { h1, h5, c1, c5, c6 } = peopleOf(lake);
    const { stage, plenary, ingrid } = lake;
    const others = [h1, c1, c6, ingrid];
    const [hill, coast] = ['Undersecretary Vantongeren', 'المستشار الزنبقي'];
    await takeHome(stage, { person: h5, speaker: c1, caucus: 'Hill caucus', own: h1, plenary, aide: hill!, others });
    await takeHome(stage, { person: c5, speaker: h1, caucus: 'Coast caucus', own: c1, plenary, aide: coast!, others });
}
