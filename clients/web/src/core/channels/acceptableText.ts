import { encodeBody } from '../content/contentBody.ts';
import { textOfTyped, type TextContent } from '../content/textContent.ts';
import { ChannelFailure } from './channelFailure.ts';

/** What somebody typed, as a message. Lone surrogates would not survive UTF-8; better refused than changed. @throws ChannelFailure when it is none. */
export function acceptableText(typed: string): TextContent {
    try {
        const text = textOfTyped(typed);
        encodeBody(text);
        return text;
    } catch (refused) {
        throw refused instanceof RangeError ? new ChannelFailure('text-too-long') : refused;
    }
}
