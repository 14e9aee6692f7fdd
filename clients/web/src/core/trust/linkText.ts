import type { Bytes } from '../bytes.ts';
import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import { fromBase64Url, toBase64Url } from '../wire/base64.ts';
import { parseRelayAddress, type RelayAddress } from './relayAddress.ts';

/** What kind of link it is; no kind is read as another. */
export type LinkWord = 'invite' | 'device' | 'found' | 'pass';

const maxLength = 4096;

/** `address/#word=payload`. */
export function writeLink(relay: RelayAddress, word: LinkWord, payload: Uint8Array): string {
    return `${relay}/#${word}=${toBase64Url(payload)}`;
}

/** Address and payload of a link of this kind. @throws MalformedObjectException when it is none. */
export function splitLink(link: string, word: LinkWord): { readonly relay: RelayAddress; readonly payload: string } {
    const mark = `/#${word}=`;
    const at = link.length <= maxLength ? link.indexOf(mark) : -1;
    requireRule(at > 0, 'a link of another kind');
    return { relay: parseRelayAddress(link.slice(0, at)), payload: link.slice(at + mark.length) };
}

/** Address and decoded payload. @throws MalformedObjectException when it is no such link or not whole. */
export function readLink(link: string, word: LinkWord): { readonly relay: RelayAddress; readonly payload: Bytes } {
    const { relay, payload } = splitLink(link, word);
    const bytes = fromBase64Url(payload);
    if (bytes === undefined) throw new MalformedObjectException('a link is not whole');
    return { relay, payload: bytes };
}
