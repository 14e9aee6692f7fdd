import { textOf, utf8, type Bytes } from '../bytes.ts';
import { requireRule } from '../cbor/malformedObjectException.ts';
import { splitLink } from './linkText.ts';
import type { RelayAddress } from './relayAddress.ts';

/** The link with which a founder begins a dialogue at a relay: `address/#pass=token`. */
export type BeginLink = {
    readonly relay: RelayAddress;
    /** What lets the founder begin; UTF-8 of 22 to 128 of A-Z, a-z, 0-9, hyphen and underscore. Secret. */
    readonly token: Bytes;
};

/** @throws MalformedObjectException when it is not such a link. */
export function parseBeginLink(link: string): BeginLink {
    const { relay, payload } = splitLink(link, 'pass');
    requireRule(/^[A-Za-z0-9_-]{22,128}$/.test(payload), 'a pass is not whole');
    return { relay, token: utf8(payload) };
}

/** The whole link, which is a secret. */
export function beginLinkToLink({ relay, token }: BeginLink): string {
    return `${relay}/#pass=${textOf(token)}`;
}
