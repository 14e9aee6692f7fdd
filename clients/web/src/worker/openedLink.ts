import { MalformedObjectException, requireRule } from '../core/cbor/malformedObjectException.ts';
import { bytesOf, type Opaque } from '../core/cbor/opaque.ts';
import { appliedLink, type AppliedLink } from '../core/devices/appliedLink.ts';
import { parseBeginLink, type BeginLink } from '../core/trust/beginLink.ts';
import { parseDeviceLink } from '../core/trust/deviceLink.ts';
import { parseFoundingLink, type FoundingLink } from '../core/trust/foundingLink.ts';
import type { MailboxCard } from '../core/trust/mailboxCard.ts';
import { opaqueIdBytes } from '../core/wire/opaqueId.ts';
import { CallFailure } from './problems.ts';

// Reads the links that people open or paste. Each call takes one type; of a link of another type it says which.

/** What a link is read as. */
export type LinkType = 'invitation' | 'device' | 'founding' | 'begin';

/** Bytes of an X25519 key, to which letters are sealed. */
const letterKeyBytes = 32;

/** An invitation, or a device link. @throws CallFailure when it is none of that type. */
export async function openApplied(text: string, type: 'invitation' | 'device'): Promise<AppliedLink> {
    return reading(text, type, async (link) => {
        const applied = await appliedLink({ link, isForDevice: type === 'device' });
        requireUsable(applied.link);
        return applied;
    });
}

/** A founding link. @throws CallFailure when it is none. */
export async function openFounding(text: string): Promise<FoundingLink> {
    return reading(text, 'founding', async (link) => {
        const found = await parseFoundingLink(link);
        requireUsable(found);
        return found;
    });
}

/** A Begin link. @throws CallFailure when it is none. */
export async function openBegin(text: string): Promise<BeginLink> {
    return reading(text, 'begin', (link) => Promise.resolve(parseBeginLink(link)));
}

async function reading<T>(text: string, type: LinkType, read: (link: string) => Promise<T>): Promise<T> {
    const link = text.trim();
    try {
        return await read(link);
    } catch (refused) {
        throw refused instanceof MalformedObjectException ? new CallFailure(await problemOf(link, type)) : refused;
    }
}

/** Sizes that the objects leave open, but relay and letters of this version do not. */
function requireUsable({ relayId, card }: { readonly relayId: Opaque; readonly card: MailboxCard }): void {
    requireRule(bytesOf(relayId).length === opaqueIdBytes, 'a link for another version');
    requireRule(bytesOf(card.mailbox).length === opaqueIdBytes, 'a link for another version');
    requireRule(bytesOf(card.hpkeKey).length === letterKeyBytes, 'a link for another version');
}

/** Why a text is not the link that was asked for: it may be one of another type, opened as it is. */
async function problemOf(link: string, type: LinkType): Promise<'begin-link' | 'device-link' | 'founding-link' | 'bad-link'> {
    if (type !== 'begin' && (await holds(() => parseBeginLink(link)))) return 'begin-link';
    // Linking a device is never what opening a link or an invitation leads to (A14).
    if (type !== 'device' && (await holds(() => parseDeviceLink(link)))) return 'device-link';
    return type !== 'founding' && (await holds(() => parseFoundingLink(link))) ? 'founding-link' : 'bad-link';
}

async function holds(read: () => unknown): Promise<boolean> {
    try {
        await read();
        return true;
    } catch {
        return false;
    }
}
