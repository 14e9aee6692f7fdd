import { divide, multiply, power, valueAt } from './galois.ts';
import { characters, correctionBytes, dataBytes, dataPath, patterns } from './qrLayout.ts';

/** ISO/IEC 18004 table 10: which modules each mask inverts. */
const masks: readonly ((x: number, y: number) => boolean)[] = [
    (x, y) => (x + y) % 2 === 0,
    (_, y) => y % 2 === 0,
    (x) => x % 3 === 0,
    (x, y) => (x + y) % 3 === 0,
    (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
    (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
    (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
    (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

const path = dataPath(patterns(0));

/** The text in rows of modules; undefined when they are no such code, or damaged too much. Every mask is tried: it is cheaper than reading which. */
export function textOf(isDark: (x: number, y: number) => boolean): string | undefined {
    for (const mask of masks) {
        const bits = path.map(([x, y]) => (isDark(x, y) !== mask(x, y) ? 1 : 0));
        const words = Array.from({ length: dataBytes + correctionBytes }, (_, at) =>
            bits.slice(8 * at, 8 * at + 8).reduce<number>((sum, bit) => sum * 2 + bit, 0),
        );
        const text = corrected(words) && read(words);
        if (text !== undefined && text !== false) {
            return text;
        }
    }
    return undefined;
}

/** Mode, length, pairs of characters. */
function read(words: readonly number[]): string | undefined {
    let at = 0;
    const take = (length: number) => {
        let value = 0;
        for (const end = at + length; at < end; at++) {
            value = value * 2 + (((words[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
        }
        return value;
    };
    if (take(4) !== 0b0010) {
        return undefined;
    }
    const length = take(9);
    if (13 + Math.ceil(5.5 * length) > 8 * dataBytes) {
        return undefined;
    }
    let text = '';
    while (text.length < length) {
        const pair = text.length + 1 < length;
        const value = take(pair ? 11 : 6);
        text += (pair ? (characters[Math.floor(value / 45)] ?? '') : '') + (characters[value % 45] ?? '');
    }
    return text;
}

/** Corrects up to seven wrong bytes where they stand (Berlekamp and Massey, then Forney); whether the words are whole now. */
function corrected(words: number[]): boolean {
    const syndromes = syndromesOf(words);
    if (syndromes.every((one) => one === 0)) {
        return true;
    }
    const locator = locatorOf(syndromes);
    const places = [...words.keys()].filter((at) => valueAt(locator, power(-(words.length - 1 - at))) === 0);
    if (places.length !== locator.length - 1) {
        return false;
    }
    const evaluator = syndromes.map((_, at) =>
        locator.slice(0, at + 1).reduce((sum, one, back) => sum ^ multiply(one, syndromes[at - back] ?? 0), 0),
    );
    const slope = locator.map((one, at) => (at % 2 === 1 ? one : 0)).slice(1);
    for (const at of places) {
        const inverse = power(-(words.length - 1 - at));
        const error = divide(valueAt(evaluator, inverse), valueAt(slope, inverse));
        (words[at] as number) ^= multiply(error, power(words.length - 1 - at));
    }
    return syndromesOf(words).every((one) => one === 0);
}

function syndromesOf(words: readonly number[]): readonly number[] {
    const polynomial = [...words].reverse();
    return Array.from({ length: correctionBytes }, (_, at) => valueAt(polynomial, power(at)));
}

/** The shortest feedback that makes the syndromes; its roots are where words are wrong. */
function locatorOf(syndromes: readonly number[]): readonly number[] {
    let [now, before, length, last, gap] = [[1], [1], 0, 1, 1];
    for (const at of syndromes.keys()) {
        const off = now.reduce((sum, one, back) => sum ^ multiply(one, syndromes[at - back] ?? 0), 0);
        if (off === 0) {
            gap++;
            continue;
        }
        const factor = divide(off, last);
        const shifted = [...new Array<number>(gap).fill(0), ...before.map((one) => multiply(one, factor))];
        const next = Array.from({ length: Math.max(now.length, shifted.length) }, (_, place) => (now[place] ?? 0) ^ (shifted[place] ?? 0));
        if (2 * length <= at) {
            [before, last, gap, length] = [now, off, 1, at + 1 - length];
        } else {
            gap++;
        }
        now = next;
    }
    while (now.at(-1) === 0) {
        now.pop();
    }
    return now;
}
