import { harmless } from './directions.ts';
import { wordsOf, type Piece } from './words.ts';

/** One point of a list: its lines, and the points below it. */
export type Point = { readonly mark: string; readonly lines: readonly Line[]; readonly below: readonly Point[] };

export type Line = readonly Piece[];

/** What a message is made of. A small part of Markdown: no headings, no images, no HTML, no words over an address. */
export type Block =
    | { readonly type: 'paragraph'; readonly lines: readonly Line[] }
    | { readonly type: 'list'; readonly points: readonly Point[] }
    | { readonly type: 'quote'; readonly blocks: readonly Block[] };

/** Quotes in quotes and points below points; deeper ones are words. */
const maxDepth = 3;

const lineEnd = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
const quoted = /^ {0,3}>[ \t]?/;
// Numbers stay as they were written: in a text that is agreed on, "3." is the third point.
const pointed = /^([ \t]{0,12})([-*•]|\d{1,4}[.)])[ \t]+(?=\S)/;

/** Reads a message. Every text gives blocks, in time that grows with its length. */
export function markupOf(text: string): readonly Block[] {
    return blocksOf(text.split(lineEnd).map(harmless), 0);
}

/** What a message says, without its marks, for a reader who listens. */
export const plainOf = (blocks: readonly Block[]): string => blocks.map(plainBlock).join('\n');

function blocksOf(lines: readonly string[], depth: number): readonly Block[] {
    const blocks: Block[] = [];
    let at = 0;
    while (at < lines.length) {
        const type = typeOf(lines[at] as string, depth);
        let end = at + 1;
        while (end < lines.length && goesOn(type, lines[end] as string, depth)) end++;
        if (type !== 'empty') blocks.push(blockOf(type, lines.slice(at, end), depth));
        at = end;
    }
    return blocks;
}

type LineType = Block['type'] | 'empty';

function typeOf(line: string, depth: number): LineType {
    if (line.trim() === '') return 'empty';
    if (depth < maxDepth && quoted.test(line)) return 'quote';
    return pointed.test(line) ? 'list' : 'paragraph';
}

/** Whether a line belongs to the block before it: to a list also what stands under the words of its last point. */
function goesOn(type: LineType, line: string, depth: number): boolean {
    const next = typeOf(line, depth);
    return next === type || (type === 'list' && next === 'paragraph' && /^[ \t]/.test(line));
}

function blockOf(type: Block['type'], lines: readonly string[], depth: number): Block {
    switch (type) {
        case 'paragraph':
            return { type, lines: lines.map(wordsOf) };
        case 'list':
            return { type, points: pointsOf(lines) };
        case 'quote': {
            const inner = lines.map((line) => line.replace(quoted, ''));
            return { type, blocks: blocksOf(inner, depth + 1) };
        }
    }
}

type OpenPoint = { readonly mark: string; readonly lines: Line[]; readonly below: OpenPoint[]; readonly indent: number };

function pointsOf(lines: readonly string[]): readonly Point[] {
    const top: OpenPoint[] = [];
    let open: OpenPoint[] = [];
    for (const line of lines) {
        const found = pointed.exec(line);
        if (found === null) {
            open.at(-1)?.lines.push(wordsOf(line.trim()));
            continue;
        }
        const [whole, spaces = '', mark = ''] = found;
        const indent = spaces.replaceAll('\t', '    ').length;
        // Two spaces further in than the point before is below it.
        open = open.filter((point, level) => level < maxDepth - 1 && point.indent + 2 <= indent);
        const point: OpenPoint = { mark, lines: [wordsOf(line.slice(whole.length))], below: [], indent };
        (open.at(-1)?.below ?? top).push(point);
        open.push(point);
    }
    return top;
}

function plainBlock(block: Block): string {
    switch (block.type) {
        case 'paragraph':
            return block.lines.map(plainLine).join('\n');
        case 'list':
            return block.points.map(plainPoint).join('\n');
        case 'quote':
            return plainOf(block.blocks);
    }
}

const plainPoint = ({ mark, lines, below }: Point): string =>
    [`${isNumber(mark) ? `${mark} ` : ''}${lines.map(plainLine).join('\n')}`, ...below.map(plainPoint)].join('\n');

/** Whether a point has a number. */
export const isNumber = (mark: string): boolean => /^\d/.test(mark);

const plainLine = (line: Line): string => line.map((piece) => ('pieces' in piece ? plainLine(piece.pieces) : piece.text)).join('');
