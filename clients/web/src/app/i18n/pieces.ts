/** A part of a sentence; `own` parts are values with a direction of their own. */
export type Piece = { readonly text: string; readonly own: boolean };

/** Takes a message apart at the isolates its values are wrapped in. */
export function piecesOf(text: string): readonly Piece[] {
    return text
        .split(/[\u2068\u2069]/)
        .map((piece, index) => ({ text: piece, own: index % 2 === 1 }))
        .filter((piece) => piece.text !== '');
}

/** The message without the marks, for places that hold plain words. */
export const plain = (text: string): string => text.replace(/[\u2068\u2069]/g, '');
