import { Regime } from '../trust/regime.ts';
import { Roles } from '../trust/roles.ts';
import { roleList } from '../trust/roleWords.ts';
import { SignerScope } from '../trust/signatureRequirement.ts';
import { CharterFailure, type CharterProblem } from './charterFailure.ts';

// The words that a draft uses for scopes, regimes and roles: those of the command line.

const scopes: Readonly<Record<SignerScope, string>> = {
    [SignerScope.anybody]: 'anybody',
    [SignerScope.neutral]: 'neutral',
    [SignerScope.eachParty]: 'each side',
    [SignerScope.namedParty]: 'named side',
    [SignerScope.ownParty]: 'own side',
    [SignerScope.samePerson]: 'same person',
};

const regimes: Readonly<Record<Regime, string>> = {
    [Regime.held]: 'held',
    [Regime.closed]: 'closed',
    [Regime.chathamHouse]: 'chatham house',
    [Regime.cleared]: 'cleared',
    [Regime.release]: 'release',
};

export function scopeWord(scope: SignerScope): string {
    return scopes[scope];
}

/** @throws CharterFailure when no scope has this word. */
export function parseScope(word: string): SignerScope {
    return found(Object.values(SignerScope), (scope) => scopes[scope] === word, 'draft-rule');
}

export function regimeWord(regime: Regime): string {
    return regimes[regime];
}

/** @throws CharterFailure when no regime has this word. */
export function parseRegime(word: string): Regime {
    return found(Object.values(Regime), (regime) => regimes[regime] === word, 'draft-terms');
}

/** The words of a set, in a fixed order. */
export function roleWords(roles: Roles): readonly string[] {
    return roleList(roles).map((word) => word.replace('-', ' '));
}

/** The set that words name. @throws CharterFailure when one is none. */
export function parseRoles(words: readonly string[], problem: CharterProblem): Roles {
    const one = (word: string) => found(Object.values(Roles), (role) => roleWords(role).join() === word, problem);
    return words.reduce((sum, word) => sum | one(word), Roles.none as Roles);
}

function found<T>(all: readonly T[], is: (one: T) => boolean, problem: CharterProblem): T {
    const one = all.find(is);
    if (one === undefined) throw new CharterFailure(problem);
    return one;
}
