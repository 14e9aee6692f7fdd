import { MalformedObjectException } from '../core/cbor/malformedObjectException.ts';
import { decodeSigned } from '../core/cbor/signedCodec.ts';
import { deviceLinkCodec } from '../core/trust/deviceLink.ts';
import { foundingLinkCodec } from '../core/trust/foundingLink.ts';
import { invitationCodec } from '../core/trust/invitation.ts';
import { readLink } from '../core/trust/linkText.ts';

/** Where a page that is not served by its relay finds which relays it belongs to: `{"relays":["https://relay.example.org"]}`. */
const place = '/relay.json';

/**
 * The link as its relay made it. Where the page is served by others than the relay, people open `https://page/#…`: what the link signs
 * names the relay, and the page's host says by `/relay.json` whether the page belongs to it. A link of any other address stays as it is.
 */
export async function ledToRelay(text: string): Promise<string> {
    const [link, page] = [text.trim(), globalThis.location?.origin];
    if (page === undefined || !link.startsWith(`${page}/#`)) return link;
    const named = namedRelay(link);
    if (named === undefined || named === page || !(await relaysOfPage()).includes(named)) return link;
    return named + link.slice(page.length);
}

/** The relay that is named in what a link signs; the signature is checked by whoever opens the link. */
function namedRelay(link: string): string | undefined {
    return (
        named(() => decodeSigned(invitationCodec, readLink(link, 'invite').payload).body.relay) ??
        named(() => decodeSigned(deviceLinkCodec, readLink(link, 'device').payload).body.relay) ??
        named(() => decodeSigned(foundingLinkCodec, readLink(link, 'found').payload).body.relay)
    );
}

function named(read: () => string): string | undefined {
    try {
        return read();
    } catch (refused) {
        if (refused instanceof MalformedObjectException) return undefined;
        throw refused;
    }
}

async function relaysOfPage(): Promise<readonly unknown[]> {
    try {
        const { relays } = (await (await fetch(place, { credentials: 'omit', cache: 'no-cache' })).json()) as { relays?: unknown };
        return Array.isArray(relays) ? relays : [];
    } catch {
        return [];
    }
}
