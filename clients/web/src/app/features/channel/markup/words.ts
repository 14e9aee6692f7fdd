/** A piece of a line. Words are text to render, never markup: nothing here becomes HTML but by the components beside. */
export type Piece =
    | { readonly type: 'text'; readonly text: string }
    | { readonly type: 'code'; readonly text: string }
    | { readonly type: 'emphasis'; readonly pieces: readonly Piece[] }
    | { readonly type: 'strong'; readonly pieces: readonly Piece[] }
    | Link;

/** An address as it was written. Nothing is fetched from it: it is opened after a question that shows the host. */
export type Link = { readonly type: 'link'; readonly text: string; readonly url: string; readonly host: string };

type Frame = { readonly mark: string; readonly pieces: Piece[] };

/** Deeper marks are words. */
const maxDepth = 8;
const maxAddress = 2048;

const space = /\s/;
const letterOrDigit = /[\p{L}\p{N}]/u;
const latin = /[0-9A-Za-z]/;
// An address ends at a space, at what quotes or brackets it, and at every character that could reorder or hide what is shown.
const notInAddress = /[\s<>"“”«»()[\]{}`\p{Cc}\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/u;
/** Beside these a mark stands inside a word: a_name, 2*3. Chinese has no spaces between words, so only Latin letters count for stars. */
const inWord = (mark: string): RegExp => (mark.startsWith('_') ? letterOrDigit : latin);
const trailing = /[.,;:!?'’*_،؛؟。，！？]$/;

/** Takes one line apart, in one pass: marks that are not closed on it are words. */
export function wordsOf(line: string): readonly Piece[] {
    return new WordParser(line).read();
}

class WordParser {
    readonly #line: string;
    readonly #frames: Frame[] = [{ mark: '', pieces: [] }];
    #at = 0;
    #text = '';
    #isTickLeft = true;

    constructor(line: string) {
        this.#line = line;
    }

    read(): readonly Piece[] {
        while (this.#at < this.#line.length) {
            if (!(this.#code() || this.#link() || this.#mark())) this.#text += this.#line[this.#at++];
        }
        this.#flush();
        while (this.#frames.length > 1) this.#giveUp();
        return this.#top.pieces;
    }

    get #top(): Frame {
        return this.#frames[this.#frames.length - 1] as Frame;
    }

    #code(): boolean {
        if (this.#line[this.#at] !== '`' || !this.#isTickLeft) return false;
        const end = this.#line.indexOf('`', this.#at + 1);
        this.#isTickLeft = end >= 0;
        if (end <= this.#at + 1) return false;
        this.#add({ type: 'code', text: this.#line.slice(this.#at + 1, end) });
        this.#at = end + 1;
        return true;
    }

    #link(): boolean {
        const scheme = this.#line[this.#at] === 'h' ? /^https?:\/\//.exec(this.#line.slice(this.#at, this.#at + 8))?.[0] : undefined;
        if (scheme === undefined || latin.test(this.#line[this.#at - 1] ?? '')) return false;
        let end = this.#at + scheme.length;
        while (end < this.#line.length && !notInAddress.test(this.#line[end] as string)) end++;
        while (trailing.test(this.#line.slice(end - 1, end))) end--;
        const text = this.#line.slice(this.#at, end);
        const link = linkOf(text);
        if (link === undefined) this.#text += text;
        else this.#add(link);
        this.#at = end;
        return true;
    }

    #mark(): boolean {
        const next = this.#line.slice(this.#at, this.#at + 2);
        const open = this.#top.mark;
        // Where several marks stand together, the one that was opened last is ended first.
        if (open !== '' && next.startsWith(open) && this.#ends(open)) return true;
        const mark = /^(\*\*|__|\*|_)/.exec(next)?.[0];
        return mark !== undefined && (this.#ends(mark) || this.#begins(mark));
    }

    #begins(mark: string): boolean {
        const before = this.#line[this.#at - 1] ?? ' ';
        const after = this.#line[this.#at + mark.length] ?? ' ';
        if (space.test(after) || inWord(mark).test(before) || this.#frames.length > maxDepth) return false;
        this.#flush();
        this.#frames.push({ mark, pieces: [] });
        this.#at += mark.length;
        return true;
    }

    #ends(mark: string): boolean {
        const before = this.#line[this.#at - 1] ?? ' ';
        const after = this.#line[this.#at + mark.length] ?? ' ';
        return !space.test(before) && !inWord(mark).test(after) && this.#close(mark);
    }

    /** Ends the innermost part that began with this mark; what began inside and was not ended is words. */
    #close(mark: string): boolean {
        if (!this.#frames.some((frame) => frame.mark === mark)) return false;
        this.#flush();
        while (this.#top.mark !== mark) this.#giveUp();
        const { pieces } = this.#top;
        if (pieces.length === 0) return false;
        this.#frames.pop();
        this.#top.pieces.push({ type: mark.length === 2 ? 'strong' : 'emphasis', pieces });
        this.#at += mark.length;
        return true;
    }

    #giveUp(): void {
        const { mark, pieces } = this.#frames.pop() as Frame;
        this.#top.pieces.push({ type: 'text', text: mark });
        for (const piece of pieces) this.#top.pieces.push(piece);
    }

    #add(piece: Piece): void {
        this.#flush();
        this.#top.pieces.push(piece);
    }

    #flush(): void {
        if (this.#text !== '') this.#top.pieces.push({ type: 'text', text: this.#text });
        this.#text = '';
    }
}

/** An address that can be shown honestly; one with a name or password before the host is words, for it hides the host. */
function linkOf(text: string): Link | undefined {
    const url = text.length <= maxAddress && URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || url.username !== '' || url.password !== '' || /^https?:\/\/[^/]*@/.test(text)) return undefined;
    return { type: 'link', text, url: url.href, host: url.host };
}
