import type { NewDialogue } from '../../../worker/api.ts';

/** Whose signatures let people in, as the worker calls them. */
const ruleWords = { each: '1+1+1', two: 'two-of-three', solo: 'solo' } as const;

/** What somebody decides when opening a dialogue of two sides. */
export class Plan {
    title = $state('');
    first = $state('');
    second = $state('');
    rules = $state<keyof typeof ruleWords>('each');
    /** What the first founder is; a sole one is everything. */
    own = $state<'facilitator' | 'first' | 'second'>('facilitator');

    get isComplete(): boolean {
        return [this.title, this.first, this.second].every((text) => text.trim() !== '');
    }

    get dialogue(): NewDialogue {
        const [first, second] = codesOf(this.first, this.second);
        return {
            title: this.title.trim(),
            parties: [
                { code: first, title: this.first.trim() },
                { code: second, title: this.second.trim() },
            ],
            rules: ruleWords[this.rules],
            ...(this.rules === 'solo'
                ? { roles: [], party: undefined }
                : {
                      roles: [this.own === 'facilitator' ? 'facilitator' : 'organizer'],
                      party: { facilitator: undefined, first, second }[this.own],
                  }),
        };
    }
}

/** Short names of the sides for the command line: from their titles where those are in Latin letters, else numbered. */
function codesOf(...titles: readonly [string, string]): readonly [string, string] {
    const words = titles.map((title) => /[a-z0-9]+/.exec(title.toLowerCase())?.[0].slice(0, 16) ?? '');
    return words[0] === '' || words[1] === '' || words[0] === words[1] ? ['side-1', 'side-2'] : [words[0] as string, words[1] as string];
}
