import type { Bytes } from '../bytes.ts';

const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const url = standard.slice(0, 62) + '-_';
const padding = '=';
const chunk = 0x3000;

/** Standard base64 with padding, as System.Text.Json writes bytes. */
export function toBase64(bytes: Uint8Array): string {
    const text = encode(bytes, standard);
    return text + padding.repeat((4 - (text.length % 4)) % 4);
}

/** The bytes, or undefined when the text is not what `toBase64` writes. */
export function fromBase64(text: string): Bytes | undefined {
    const pads = text.endsWith('==') ? 2 : text.endsWith(padding) ? 1 : 0;
    return text.length % 4 === 0 ? decode(text.slice(0, text.length - pads), standard, (4 - pads) % 4) : undefined;
}

/** The URL alphabet without padding. */
export function toBase64Url(bytes: Uint8Array): string {
    return encode(bytes, url);
}

/** The bytes, or undefined when the text is not what `toBase64Url` writes. */
export function fromBase64Url(text: string): Bytes | undefined {
    return decode(text, url, text.length % 4);
}

function encode(bytes: Uint8Array, alphabet: string): string {
    const parts: string[] = [];
    for (let from = 0; from < bytes.length; from += chunk) parts.push(encodeChunk(bytes.subarray(from, from + chunk), alphabet));
    return parts.join('');
}

/** Chunks have a multiple of three bytes, but for the last. */
function encodeChunk(bytes: Uint8Array, alphabet: string): string {
    let text = '';
    for (let i = 0; i < bytes.length; i += 3) {
        const left = bytes.length - i;
        const bits = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
        const letters = left > 2 ? 4 : left + 1;
        for (let j = 0; j < letters; j++) text += alphabet.charAt((bits >> (18 - 6 * j)) & 63);
    }
    return text;
}

/** `rest`: how many letters the last group has; leftover bits are zero, so that no two texts give the same bytes. */
function decode(text: string, alphabet: string, rest: number): Bytes | undefined {
    if (text.length % 4 !== rest || rest === 1) return undefined;
    const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
    let [bits, count, at] = [0, 0, 0];
    for (let i = 0; i < text.length; i++) {
        const value = valueOf(text.charCodeAt(i), alphabet);
        if (value < 0) return undefined;
        bits = ((bits << 6) | value) & 0xffff;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes[at++] = (bits >> count) & 0xff;
    }
    return (bits & ((1 << count) - 1)) === 0 ? bytes : undefined;
}

function valueOf(code: number, alphabet: string): number {
    if (code >= 0x41 && code <= 0x5a) return code - 0x41;
    if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 26;
    if (code >= 0x30 && code <= 0x39) return code - 0x30 + 52;
    return code === alphabet.charCodeAt(62) ? 62 : code === alphabet.charCodeAt(63) ? 63 : -1;
}
