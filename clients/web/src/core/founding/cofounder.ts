import { requireRule } from '../cbor/malformedObjectException.ts';
import { decodeObject } from '../cbor/objectCodec.ts';
import { encodeSigned, idOfSigned, signObject } from '../cbor/signedCodec.ts';
import { drawDevice } from '../devices/deviceDraw.ts';
import type { DeviceState } from '../devices/deviceState.ts';
import { cardOf, makeMailbox } from '../devices/mailboxMaker.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { foundingLinkCodec, parseFoundingLink, type FoundingLink } from '../trust/foundingLink.ts';
import { foundingRequestCodec, type FoundingRequest } from '../trust/foundingRequest.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import { requestDeclinedCodec } from '../trust/requestDeclined.ts';
import { unixHour, type UnixHour } from '../trust/unixHour.ts';
import type { FoundingAnswer } from './foundingAnswer.ts';

// Another founder: makes a mailbox with the link's pass and sends key and mailbox to the first founder.

/** Draws everything; nothing is sent. */
export async function drawCofounder(text: string, link: FoundingLink, name: string, now: UnixHour): Promise<DeviceState> {
    return { ...(await drawDevice(link, name)), foundingAnswer: { link: text, hour: now } };
}

/**
 * Sends key and mailbox; may be repeated. When the pass was spent by somebody else they go without a card, so that the first founder
 * sees that the link was used twice and founds with neither.
 */
export async function askAsFounder(session: DeviceSession): Promise<void> {
    const { device } = session;
    const { stage, foundingAnswer: answer } = device;
    if (stage !== 'asking' || answer === undefined) return;
    const link = await parseFoundingLink(answer.link);
    const isMade = await makeMailbox(session);
    const signed = await signObject(foundingRequestCodec, requestOf(session, link, answer, isMade), device.deviceSeed);
    await session.change(async (writer) => {
        await session.letters.write(writer, LetterKind.foundingRequest, link.card, encodeSigned(foundingRequestCodec, signed));
        return { ...device, stage: isMade ? 'gathering' : 'in-doubt' };
    });
    await session.letters.dropAll();
}

/** The first founder goes on without this device. */
export async function declinedAsFounder(session: DeviceSession, letter: Letter): Promise<DeviceState> {
    const { stage, foundingAnswer: answer } = session.device;
    requireRule(stage === 'gathering' && answer !== undefined, 'no such answer is awaited');
    const link = await parseFoundingLink(answer.link);
    requireRule(letter.sender === link.inviter, 'an answer from somebody who did not invite');
    const { request } = decodeObject(requestDeclinedCodec, letter.body);
    const own = idOfSigned(foundingRequestCodec, { body: requestOf(session, link, answer, true) });
    requireRule(request === own, 'an answer to another request');
    return { ...session.device, stage: 'declined' };
}

function requestOf(session: DeviceSession, link: FoundingLink, { hour }: FoundingAnswer, hasMailbox: boolean): FoundingRequest {
    return {
        link: idOfSigned(foundingLinkCodec, { body: link }),
        device: session.ownKey,
        card: hasMailbox ? cardOf(session.device.mailbox) : undefined,
        secret: link.secret,
        name: session.device.name,
        hour: unixHour(hour),
    };
}
