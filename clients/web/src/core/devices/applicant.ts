import { encodeCoSigned } from '../cbor/coSigned.ts';
import { MalformedObjectException, requireRule } from '../cbor/malformedObjectException.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { bytesOf, opaqueOf } from '../cbor/opaque.ts';
import { encodeSigned, idOfSigned, signObject } from '../cbor/signedCodec.ts';
import type { StoreWriter } from '../storage/store.ts';
import type { Alarm } from '../sync/alarm.ts';
import type { DeviceSession } from '../sync/deviceSession.ts';
import { admissionCodec } from '../trust/admission.ts';
import { admissionGrantedCodec } from '../trust/admissionGranted.ts';
import { checkAdmissionSignatures } from '../trust/admissionRules.ts';
import { charterAcceptanceCodec, type CharterAcceptance } from '../trust/charterAcceptance.ts';
import { CharterChain } from '../trust/charterChain.ts';
import type { SignedLink } from '../trust/signedLink.ts';
import { digitsDifferCodec } from '../trust/digitsDiffer.ts';
import { joinRequestCodec, type JoinRequest } from '../trust/joinRequest.ts';
import { LetterKind, type Letter } from '../trust/letter.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { requestDeclinedCodec } from '../trust/requestDeclined.ts';
import { requestReplyCodec } from '../trust/requestReply.ts';
import { signedCharterChainCodec, type SignedCharterChain } from '../trust/signedCharterChain.ts';
import { unixHour, type UnixHour } from '../trust/unixHour.ts';
import { appliedLink, type AppliedLink } from './appliedLink.ts';
import { passStock } from './passStock.ts';
import { drawDevice } from './deviceDraw.ts';
import { newApplication, type Application, type DeviceState } from './deviceState.ts';
import { cardOf, makeMailbox } from './mailboxMaker.ts';

// Asks to be admitted: makes a mailbox with the link's pass and sends the request to the inviting officer.

/** Draws everything; nothing is sent. */
export async function drawApplicant(text: string, { link, invitation }: AppliedLink, name: string, now: UnixHour): Promise<DeviceState> {
    return { ...(await drawDevice(link, name)), application: newApplication(text, invitation === undefined, now) };
}

/**
 * Sends the request; may be repeated. When the pass was spent by somebody else the request goes without a card, so that the officer
 * sees that the link was used twice and admits neither.
 */
export async function ask(session: DeviceSession): Promise<void> {
    const { device } = session;
    const { application } = device;
    if (device.stage !== 'asking' || application === undefined) return;
    const { id, link } = await appliedLink(application);
    const isMade = await makeMailbox(session);
    const request: JoinRequest = {
        dialogue: link.dialogue,
        invitation: id,
        device: session.ownKey,
        card: isMade ? cardOf(device.mailbox) : undefined,
        secret: link.secret,
        name: device.name,
        hour: unixHour(application.hour),
    };
    const signed = await signObject(joinRequestCodec, request, device.deviceSeed);
    await session.change(async (writer) => {
        await session.letters.write(writer, LetterKind.joinRequest, link.card, encodeSigned(joinRequestCodec, signed));
        const requestId = bytesOf(idOfSigned(joinRequestCodec, signed));
        return { ...device, stage: isMade ? 'asked' : 'in-doubt', application: { ...application, requestId } };
    });
    await session.letters.dropAll();
}

/** The officer answered: the Charter is the one the link names, and the digits can be compared. */
export async function answered(session: DeviceSession, letter: Letter): Promise<DeviceState | undefined> {
    const reply = decodeObject(requestReplyCodec, letter.body);
    const { application, link } = await expected(session, letter, reply.request);
    // The first nonce counts: a second one could be chosen until the digits agree with somebody else's.
    if (application.nonce) return undefined;
    const chain = await trusted(reply.charters, link);
    requireRule(chain !== undefined, 'a Charter that does not hold, or is not the one in the link');
    return {
        ...session.device,
        stage: 'digits',
        charters: encodeObject(signedCharterChainCodec, chain.signed),
        application: { ...application, nonce: reply.nonce },
    };
}

/**
 * The applicant's digits differ from the officer's: the entry stops, and whoever made the link is told. Or they are to be compared again,
 * which the officer decides as well. Whoever was admitted already says so all the same: the officer is to cut one of the two devices off.
 */
export async function compareDigits(session: DeviceSession, differ: boolean): Promise<void> {
    const { device } = session;
    const { application } = device;
    const isAsked = device.stage === 'digits' || device.stage === (differ ? 'admitted' : 'differ');
    if (application?.requestId === undefined || !isAsked) return;
    const { link } = await appliedLink(application);
    const body = encodeObject(digitsDifferCodec, { request: opaqueOf<ObjectHash>(application.requestId), secret: link.secret });
    await session.change(async (writer) => {
        if (differ) await session.letters.write(writer, LetterKind.digitsDiffer, link.card, body);
        return device.stage === 'admitted' ? undefined : { ...device, stage: differ ? 'differ' : 'digits' };
    });
    session.doorbell.ring();
}

/**
 * The admission arrived: it is for this device, under this Charter, with the signatures the Charter asks for.
 * @throws MalformedObjectException when it does not admit this device; where it is the host's an alarm says why.
 */
export async function admitted(session: DeviceSession, writer: StoreWriter, letter: Letter): Promise<DeviceState> {
    const { request, admission, charters, spare } = decodeObject(admissionGrantedCodec, letter.body);
    const { link, invitation } = await expected(session, letter, request);
    const chain = await trusted(charters, link);
    // The version that was shown with the digits is the one accepted; the Charter may have grown since, but never shrinks.
    const shown = session.charters?.headId ?? chain?.headId;
    // An invitation admits a person, a device link a device.
    const isFurther = admission.body.earlier !== undefined;
    const isMeant = admission.body.device === session.ownKey && isFurther === (invitation === undefined);
    if (chain === undefined || shown === undefined || chain.find(shown) === undefined || !isMeant)
        throw refused(session, 'admission-unfit');
    if ((await checkAdmissionSignatures(admission, chain)) !== 'none') throw refused(session, 'admission-unsigned');
    const body: CharterAcceptance = { dialogue: chain.dialogue, charter: shown, device: session.ownKey, hour: session.hour() };
    const acceptance = encodeSigned(charterAcceptanceCodec, await signObject(charterAcceptanceCodec, body, session.device.deviceSeed));
    await session.letters.write(writer, LetterKind.acceptance, link.card, acceptance, admission);
    if (spare !== undefined) await passStock.put(writer, spare);
    if (shown !== chain.headId) session.alarm('charter-changed', undefined);
    return {
        ...session.device,
        stage: 'admitted',
        charters: encodeObject(signedCharterChainCodec, chain.signed),
        admission: encodeCoSigned(admissionCodec, admission),
        acceptedCharter: bytesOf(shown),
    };
}

/** The officer declined. */
export async function declined(session: DeviceSession, letter: Letter): Promise<DeviceState> {
    const { request, reason } = decodeObject(requestDeclinedCodec, letter.body);
    const { application } = await expected(session, letter, request);
    return { ...session.device, stage: 'declined', application: { ...application, reason } };
}

type Expected = AppliedLink & { readonly application: Application };

async function expected(session: DeviceSession, letter: Letter, request: ObjectHash): Promise<Expected> {
    const { stage, application } = session.device;
    requireRule((stage === 'asked' || stage === 'digits') && application !== undefined, 'no answer is awaited');
    requireRule(application.requestId !== undefined && opaqueOf(application.requestId) === request, 'an answer to another request');
    const applied = await appliedLink(application);
    requireRule(letter.sender === applied.link.inviter, 'an answer from somebody who did not invite');
    return { application, ...applied };
}

/** Nobody but the host can send what is judged so, so the person hears of it (A09: a host who would let somebody in alone). */
function refused(session: DeviceSession, alarm: Alarm): MalformedObjectException {
    session.alarm(alarm, undefined);
    return new MalformedObjectException('an admission that does not hold');
}

/** The chain, if it holds and is the one that the link names, or has grown out of it. */
async function trusted(signed: SignedCharterChain, link: SignedLink): Promise<CharterChain | undefined> {
    const chain = await CharterChain.verify(signed);
    const isTrusted = chain instanceof CharterChain && chain.dialogue === link.dialogue && chain.find(link.charter) !== undefined;
    return isTrusted ? chain : undefined;
}
