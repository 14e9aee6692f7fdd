import { DeskFailure } from './deskFailure.ts';

/** What officers type into papers, in NFC. @throws DeskFailure when it is longer than it may be, or no text. */
export function plainText(text: string, longest: number): string {
    const normal = text.normalize('NFC');
    // Lone surrogates would not survive UTF-8; better refused than changed.
    if (normal.length > longest || /\p{Surrogate}/u.test(text)) throw new DeskFailure('note-too-long');
    return normal;
}
