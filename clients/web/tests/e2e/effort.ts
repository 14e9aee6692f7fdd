import type { CliPerson } from './cli.ts';

/** What a task costs somebody at the command line: 5 s for each command, 0.3 s for each character that is typed, passphrase included. */
export class Effort {
    static readonly #secondsACommand = 5;
    static readonly #secondsACharacter = 0.3;
    readonly #person: CliPerson;
    #commands = 0;
    #characters = 0;

    constructor(person: CliPerson) {
        this.#person = person;
    }

    run(...words: readonly string[]): Promise<string> {
        this.#commands++;
        this.#characters += ['dialogue', ...words].join(' ').length + this.#person.passphrase.length;
        return this.#person.run(...words);
    }

    get seconds(): number {
        return this.#commands * Effort.#secondsACommand + this.#characters * Effort.#secondsACharacter;
    }
}
