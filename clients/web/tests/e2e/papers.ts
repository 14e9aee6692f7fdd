import { expect } from 'vitest';
import type { CliPerson } from './cli.ts';
import { Effort } from './effort.ts';

export type PaperLine = {
    readonly id: string;
    readonly kind: string;
    readonly about: string;
    readonly missing: readonly string[];
    readonly state: string;
};
export type Member = { readonly name: string; readonly device: string; readonly verification: string; readonly newDevice: string };
type Exposure = { readonly channel: string; readonly name: string; readonly until: string | null };

export const patience = { timeout: 60_000, interval: 500 };

/** The papers that wait for signatures, once letters have come. */
export const openPapers = async (person: CliPerson): Promise<readonly PaperLine[]> =>
    (await person.json<readonly PaperLine[]>('papers')).filter(({ state }) => state === 'open');

/** Reads and signs the only paper that waits; gives what it costs a person. */
export async function sign(person: CliPerson, ...more: readonly string[]): Promise<number> {
    await expect.poll(async () => (await openPapers(person)).length, patience).toBe(1);
    const [paper] = await openPapers(person);
    const effort = new Effort(person);
    await effort.run('papers');
    await effort.run('paper', paper!.id);
    await effort.run('sign', paper!.id, ...more);
    return effort.seconds;
}

/** Who reads a channel, as somebody's device knows it. */
export const rosterOf = async (person: CliPerson, title: string): Promise<readonly Member[]> =>
    (await person.json<{ readonly members: readonly Member[] }>('roster', title)).members;

export const namesIn = async (person: CliPerson, title: string): Promise<readonly string[]> =>
    (await rosterOf(person, title)).map(({ name }) => name).toSorted();

/** In which channels somebody was told that a device of this name could read until it was cut off. */
export const exposedBy = async (name: string, person: CliPerson): Promise<readonly string[]> =>
    (await person.json<readonly Exposure[]>('exposure'))
        .filter((one) => one.name === name && one.until !== null)
        .map(({ channel }) => channel)
        .toSorted();

export const stageOf = async (person: CliPerson): Promise<string> => (await person.json<{ readonly stage: string }>('status')).stage;

/** What an organizer writes down of somebody, with what counsel said. */
export const vettingWith = (...counsel: readonly string[]): readonly string[] => [
    ...['--standing', 'non-official', '--acceptable', 'known to both', '--list', '2026-11', '--review', '2027-05-01'],
    ...counsel,
];
