import { expect, test } from 'vitest';
import { areSameName, checkName, checkNameAmong, lookAlike } from './nameRules.ts';

test.each(['Marek', 'داليا', "Ségolène O'Neill-2", 'می\u200cخواهم', '李明'])('%s can be used', (name) => {
    expect(checkName(name)).toBe('none');
});

test.each([
    ['', 'blank'],
    [' ', 'blank'],
    [' Marek', 'blank'],
    ['Marek\u0085', 'blank'],
    ['\u200d', 'blank'],
    ['Mar\u202eek', 'invisibleCharacter'],
    ['Mar\u2066ek', 'invisibleCharacter'],
    ['Mar\u200bek', 'invisibleCharacter'],
    ['Mar\u0007ek', 'invisibleCharacter'],
    ['Mar\nek', 'invisibleCharacter'],
    ['\ufeffMarek', 'invisibleCharacter'],
    ['Mar\ue000ek', 'invisibleCharacter'],
    ['Mar\ud800ek', 'invisibleCharacter'],
    ['Mar\u{e0041}ek', 'invisibleCharacter'],
    ['Se\u0301golene', 'notNormalized'],
])('a name that hides something is refused: %j is %s', (name, refusal) => {
    expect(checkName(name)).toBe(refusal);
});

test('a name has 64 characters at most however wide', () => {
    expect(checkName('😀'.repeat(64))).toBe('none');
    expect(checkName('😀'.repeat(65))).toBe('tooLong');
});

test.each([
    ['Marek', 'MAREK'],
    ['Marek', 'Ｍａｒｅｋ'],
    ['Anna Maria', 'anna  maria'],
    ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ['می\u200cخواهم', 'میخواهم'],
    ['Ross', 'Ro\u017f\u017f'],
])('A10: %s and %s are one name', (left, right) => {
    expect(areSameName(left, right)).toBe(true);
    expect(checkNameAmong(right.normalize(), [left])).toBe('taken');
    expect(checkNameAmong(right.normalize(), ['Somebody else'])).toBe('none');
});

test.each([
    ['Marek', 'Маrek'],
    ['Marek', 'Márek'],
    ['Leo', 'Le0'],
    ['Oskar', 'Οskar'],
    ['على', 'علي'],
    ['كريم', 'کریم'],
    ['Anna Maria', 'AnnaMaria'],
    ['ali', 'al\u0131'],
])('A10: %s and %s look alike, which is flagged and not refused', (left, right) => {
    expect(lookAlike(left, right)).toBe(true);
    expect(checkNameAmong(right, [left])).toBe('none');
    expect(lookAlike(left, left)).toBe(false);
    expect(lookAlike('Marek', 'Dalia')).toBe(false);
});
