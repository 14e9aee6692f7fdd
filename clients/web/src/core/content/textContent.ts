import { utf8 } from '../bytes.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import type { ObjectCodec } from '../cbor/objectCodec.ts';
import type { Extensible, ObjectReader } from '../cbor/objectReader.ts';
import type { ObjectWriter } from '../cbor/objectWriter.ts';
import { isNormalText } from '../cbor/strictCbor.ts';
import { Regime } from '../trust/regime.ts';
import { optional, readHour } from '../trust/trustFields.ts';
import type { UnixHour } from '../trust/unixHour.ts';

/** Words. Regime and keep-until bind the message; the stricter of message and policy holds. */
export type TextContent = Extensible & {
    readonly type: 'text';
    /** 1 byte to 16 KiB of UTF-8, in NFC. */
    readonly text: string;
    /** Stricter than the channel's, if the author asked for it. */
    readonly regime: Regime | undefined;
    /** Earlier than the channel's retention, if the author asked for it. */
    readonly keepUntil: UnixHour | undefined;
};

/** The longest text, in bytes of UTF-8. */
export const maxTextBytes = 16 * 1024;

export const textContentCodec: ObjectCodec<TextContent> = {
    maxBytes: 20_000,
    read: (fields) => ({ ...readWords(fields), ...fields.finish() }),
    write: writeWords,
};

/** The fields of words, wherever they stand. */
export function readWords(fields: ObjectReader): TextContent {
    const text = fields.text(1, 1, maxTextBytes);
    requireRule(utf8(text).length <= maxTextBytes, 'a text has at most 16 KiB');
    const regime = fields.has(2) ? fields.choice(2, Regime) : undefined;
    return { type: 'text', text, regime, keepUntil: optional(fields, 3, readHour) };
}

/** Writes what `readWords` reads. */
export function writeWords(fields: ObjectWriter, value: TextContent): void {
    fields.text(1, value.text);
    fields.number(2, value.regime);
    fields.number(3, value.keepUntil);
}

/** Takes text as typed and brings it to NFC. @throws RangeError when it cannot stand in a message: half a surrogate pair, say. */
export function textOfTyped(typed: string): TextContent {
    const text = typed.normalize('NFC');
    if (!isNormalText(text)) throw new RangeError('text is not well-formed');
    return { type: 'text', text, regime: undefined, keepUntil: undefined };
}
