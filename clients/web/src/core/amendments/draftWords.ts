import { Regime } from '../trust/regime.ts';
import { Roles } from '../trust/roles.ts';
import { roleList } from '../trust/roleWords.ts';
import { SignerScope } from '../trust/signatureRequirement.ts';
import { CharterFailure, type CharterProblem } from './charterFailure.ts';
import { wordOfRegime, wordOfScope } from './charterWords.ts';

// The words of a draft: those of the page, with spaces.

export function scopeWord(scope: SignerScope): string {
    return spaced(wordOfScope(scope));
}

/** @throws CharterFailure when no scope has this word. */
export function parseScope(word: string): SignerScope {
    return found(Object.values(SignerScope), (scope) => scopeWord(scope) === word, 'draft-rule');
}

export function regimeWord(regime: Regime): string {
    return spaced(wordOfRegime(regime));
}

/** @throws CharterFailure when no regime has this word. */
export function parseRegime(word: string): Regime {
    return found(Object.values(Regime), (regime) => regimeWord(regime) === word, 'draft-terms');
}

/** The words of a set, in a fixed order. */
export function roleWords(roles: Roles): readonly string[] {
    return roleList(roles).map(spaced);
}

/** The set that words name. @throws CharterFailure when one is none. */
export function parseRoles(words: readonly string[], problem: CharterProblem): Roles {
    const one = (word: string) => found(Object.values(Roles), (role) => roleWords(role).join() === word, problem);
    return words.reduce((sum, word) => sum | one(word), Roles.none as Roles);
}

function spaced(word: string): string {
    return word.replaceAll('-', ' ');
}

function found<T>(all: readonly T[], is: (one: T) => boolean, problem: CharterProblem): T {
    const one = all.find(is);
    if (one === undefined) throw new CharterFailure(problem);
    return one;
}
