import type { Brand } from '../brand.ts';
import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';

/** Where a relay is: scheme, host and port in lower case, without a final slash. */
export type RelayAddress = Brand<string, 'RelayAddress'>;

export const maxRelayAddressLength = 255;

const onion = '.onion';
const near = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Reads `https://host[:port]`, or `http://` for 127.0.0.1, ::1, localhost and *.onion only; one final slash is taken off.
 * @throws MalformedObjectException for another scheme, plain http to a far host, or anything besides scheme, host and port in shortest form.
 */
export function parseRelayAddress(text: string): RelayAddress {
    const trimmed = text.endsWith('/') ? text.slice(0, -1) : text;
    requireRule(trimmed.length <= maxRelayAddressLength && /^[\x21-\x7e]+$/.test(trimmed), 'not the address of a relay');
    const url = urlOf(trimmed);
    const isPlainAllowed = near.includes(url.hostname) || isOnionHost(url.hostname);
    requireRule(url.protocol === 'https:' || (url.protocol === 'http:' && isPlainAllowed), "a relay's address begins with https://");
    requireRule(url.origin === trimmed.toLowerCase(), "a relay's address is scheme, host and port in their shortest form");
    return url.origin as RelayAddress;
}

function isOnionHost(host: string): boolean {
    return host.endsWith(onion) && host.length > onion.length;
}

function urlOf(text: string): URL {
    try {
        return new URL(text);
    } catch {
        throw new MalformedObjectException('not the address of a relay');
    }
}
