/**
 * Lower-case letters of Cyrillic, Greek and Arabic, and digits, that are easily taken for another character. Written as escapes,
 * because on screen the two halves of the table look the same.
 */
const seen =
    '\u0430\u0435\u043E\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04BB\u0501' +
    '\u051B\u051D\u0432\u043A\u043C\u043D\u0442\u0433\u0437\u0431\u043F\u044C' +
    '\u03B1\u03B2\u03B5\u03B7\u03B9\u03BA\u03BC\u03BD\u03BF\u03C1\u03C4\u03C5' +
    '\u03C7\u03C9\u03B301|\u0131\u0142\u00F8\u0111\u0127\u0461' +
    '\u04CF\u03C2\u03F2\u03F3\u0491\u0454\u044D\u2019\u2018\u02BC\u2010\u2011' +
    '\u2013\u2014\u0649\u06CC\u06A9\u0629\u06C1\u06BE\u06D5\u0671\u06C0\u06D2' +
    '\u0660\u06F0\u0661\u06F1\u0662\u06F2\u0663\u06F3\u0664\u06F4\u0665\u06F5' +
    '\u0666\u06F6\u0667\u06F7\u0668\u06F8\u0669\u06F9';

const takenFor =
    'aeopcyxijshd' +
    'qwbkmhtr3bnb' +
    'abenikuvoptu' +
    'xwyollilodhw' +
    "lccjre3'''--" +
    '--\u064A\u064A\u0643\u0647\u0647\u0647\u0647\u0627\u0647\u064A' +
    'ooll22334455' +
    '66778899';

const table = new Map(Array.from(seen, (character, i) => [character, takenFor.charAt(i)]));

/** What a character is easily taken for; mostly itself. */
export function lookalikeOf(character: string): string {
    return table.get(character) ?? character;
}
