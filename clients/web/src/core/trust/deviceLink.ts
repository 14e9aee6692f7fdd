import type { SignedCodec } from '../cbor/signedCodec.ts';
import { parseLink, readSignedLink, toLink, writeSignedLink, type SignedLink } from './signedLink.ts';
import { SigningLabels } from './signingLabels.ts';
import { readHour } from './trustFields.ts';

/** A link that lets a person who is in apply with a further device: `address/#device=…`. Never read as an invitation. */
export type DeviceLink = SignedLink;

export const deviceLinkCodec: SignedCodec<DeviceLink> = {
    maxBytes: 2048,
    label: SigningLabels.deviceLink,
    read: (fields) => ({ ...readSignedLink(fields), expiresAt: readHour(fields, 10), ...fields.finish() }),
    write: (fields, value) => {
        writeSignedLink(fields, value);
        fields.number(10, value.expiresAt);
    },
};

/** Signs and writes the link with the inviter's seed; it is a secret. */
export function deviceLinkToLink(link: DeviceLink, inviterSeed: Uint8Array): Promise<string> {
    return toLink(deviceLinkCodec, 'device', link, inviterSeed);
}

/**
 * Reads a link and checks that the named inviter signed it and that it leads to the relay it names.
 * @throws MalformedObjectException when it is not such a link, or was changed.
 */
export function parseDeviceLink(link: string): Promise<DeviceLink> {
    return parseLink(deviceLinkCodec, 'device', link);
}
