import { lookalikeOf } from './lookalikes.ts';
import { maxNameCharacters } from './trustFields.ts';

/** Why a name cannot be used. */
export type NameRefusal =
    | 'none'
    /** It is empty, or begins or ends with white space. */
    | 'blank'
    /** It has more than 64 characters. */
    | 'tooLong'
    /** It has a character that cannot be seen or that turns the direction of the text. */
    | 'invisibleCharacter'
    /** It is not in Unicode's composed form (NFC). */
    | 'notNormalized'
    /** Somebody in the dialogue already has it. */
    | 'taken';

// White space as .NET counts it: \s of JavaScript differs in U+0085 and U+FEFF.
const whiteSpace = /[\t-\r\x85\p{Z}]+/u;
const whiteEdge = /^[\t-\r\x85\p{Z}]|[\t-\r\x85\p{Z}]$/u;
const joiners = /[\u200C\u200D]/g;
const invisible = /[\p{C}\p{Zl}\p{Zp}]/u;
const marksAndSpaces = /[\p{Mn}\p{Zs}]/u;

/** Judges a name by itself. */
export function checkName(name: string): NameRefusal {
    if (whiteEdge.test(name) || comparisonKey(name) === '') return 'blank';
    if ([...name].length > maxNameCharacters) return 'tooLong';
    if (invisible.test(name.replace(joiners, ''))) return 'invisibleCharacter';
    return name.normalize('NFC') === name ? 'none' : 'notNormalized';
}

/** Judges a name among the other people's names. */
export function checkNameAmong(name: string, others: readonly string[]): NameRefusal {
    const refusal = checkName(name);
    return refusal === 'none' && others.some((other) => areSameName(name, other)) ? 'taken' : refusal;
}

/** Whether two names count as one: equal after NFKC and case folding, joiners and runs of white space aside. */
export function areSameName(left: string, right: string): boolean {
    return comparisonKey(left) === comparisonKey(right);
}

/** Whether two different names can be taken for each other by eye; refused at an admission, an alarm in a channel. */
export function lookAlike(left: string, right: string): boolean {
    return !areSameName(left, right) && skeleton(left) === skeleton(right);
}

/** Case folding goes through upper to lower case, so that final sigma and long s meet their plain letters. */
function comparisonKey(name: string): string {
    return compose(Array.from(compose(name), (character) => simpleLower(simpleUpper(character))).join(''));
}

function compose(name: string): string {
    const words = name.replace(joiners, '').normalize('NFKC').split(whiteSpace);
    return words.filter((word) => word !== '').join(' ');
}

function skeleton(name: string): string {
    const units = comparisonKey(name).normalize('NFD').split('');
    return units
        .filter((unit) => !marksAndSpaces.test(unit))
        .map(lookalikeOf)
        .join('');
}

/** One character to one, as .NET's invariant culture has it: what would become several, and dotless i, stay. */
function simpleUpper(character: string): string {
    return character === '\u0131' ? character : one(character.toUpperCase(), character);
}

function simpleLower(character: string): string {
    return one(character.toLowerCase(), character);
}

function one(mapped: string, character: string): string {
    return [...mapped].length === 1 ? mapped : character;
}
