import { expect } from 'vitest';
import { CliPerson } from './cli.ts';
import { patience } from './papers.ts';
import { WebPerson } from './webPerson.ts';

/** Somebody of the Lake Dialogue: at the command line or at a browser. */
export type Person = CliPerson | WebPerson;

export const homes = (people: readonly Person[]): readonly CliPerson[] => people.filter((person) => person instanceof CliPerson);

export const browsers = (people: readonly Person[]): readonly WebPerson[] => people.filter((person) => person instanceof WebPerson);

/** The words of a channel; at a browser those of the talk that is open. */
export const textsOf = async (person: Person, channel: string): Promise<readonly string[]> =>
    person instanceof CliPerson
        ? (await person.read(channel)).filter(({ kind }) => kind === 'text').map(({ text }) => text)
        : (await person.lines()).map(({ text }) => text);

/** All of these read a sentence that is said now. */
export async function heard(channel: string, from: CliPerson, text: string, people: readonly Person[]): Promise<void> {
    await from.send(channel, text);
    for (const person of people) {
        await expect.poll(() => textsOf(person, channel), { ...patience, message: person.name }).toContain(text);
    }
}

/** Every browser among a channel's members counts as many people as there are. */
export async function counted(members: readonly Person[], channel: string): Promise<void> {
    for (const person of browsers(members)) {
        await expect.poll(() => person.channel(channel)?.people, { ...patience, message: person.name }).toBe(members.length);
    }
}

/** Which channels somebody is in. */
export async function titlesOf(person: CliPerson): Promise<readonly string[]> {
    await person.run('sync');
    return (await person.json<readonly { readonly title: string }[]>('channels')).map(({ title }) => title).toSorted();
}

/** From the talk that is open to another. */
export async function turnTo(person: WebPerson, title: string): Promise<void> {
    if (person.setting.shape === 'phone') await person.button('talk.back').click();
    await person.enter(title);
}

type Caucus = {
    readonly side: string;
    readonly title: string;
    readonly people: readonly Person[];
    readonly need: string;
    readonly opener: CliPerson;
};

/** A facilitator opens a side's caucus; its fifth person writes there at a browser and goes back, its first reads. */
export async function speakInCaucus({ side, title, people, need, opener }: Caucus, back: string): Promise<void> {
    const { waiting } = await opener.json<{ readonly waiting: readonly string[] }>('channel', 'create', title, '--caucus', side, '--all');
    for (const name of waiting) await opener.add(title, name);
    const [reader, writer] = [people[0] as CliPerson, people[4] as WebPerson];
    await turnTo(writer, title);
    await writer.say(need);
    await reader.run('sync');
    await expect.poll(() => textsOf(reader, title), patience).toContain(need);
    await turnTo(writer, back);
}
