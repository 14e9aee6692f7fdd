import { encodeCoSigned, decodeCoSigned, type CoSigned } from '../src/core/cbor/coSigned.ts';
import { decodeObject, encodeObject, idOfObject, type ObjectCodec } from '../src/core/cbor/objectCodec.ts';
import type { Extensible } from '../src/core/cbor/objectReader.ts';
import { decodeSigned, encodeSigned, idOfSigned, signObject, type SignedCodec } from '../src/core/cbor/signedCodec.ts';
import { admissionNoticeCodec } from '../src/core/content/admissionNotice.ts';
import { ChannelKind } from '../src/core/content/channelKind.ts';
import { channelDescriptorCodec } from '../src/core/content/channelDescriptor.ts';
import { channelPolicyCodec, FloorMode, type ChannelPolicy } from '../src/core/content/channelPolicy.ts';
import type { ContentBody } from '../src/core/content/contentBody.ts';
import { contentMessageCodec, type ContentMessage } from '../src/core/content/contentMessage.ts';
import { crossCheckCodec } from '../src/core/content/crossCheck.ts';
import { joinerPackCodec, type JoinerPack } from '../src/core/content/joinerPack.ts';
import * as lasting from '../src/core/content/lastingContent.ts';
import { profileCodec, type Profile } from '../src/core/content/profile.ts';
import { removalOrderCodec, type RemovalOrder } from '../src/core/content/removalOrder.ts';
import { revocationCodec, type Revocation } from '../src/core/content/revocation.ts';
import { seenContentCodec } from '../src/core/content/seenContent.ts';
import { replyContentCodec } from '../src/core/content/replyContent.ts';
import { bracketCodec, bracketReleaseCodec, clearanceCodec, singleTextCodec } from '../src/core/content/singleText.ts';
import { textContentCodec, type TextContent } from '../src/core/content/textContent.ts';
import { welcomeBundleCodec } from '../src/core/content/welcomeBundle.ts';
import { welcomePartCodec } from '../src/core/content/welcomePart.ts';
import { admissionCodec, idOfAdmission } from '../src/core/trust/admission.ts';
import { admissionGrantedCodec } from '../src/core/trust/admissionGranted.ts';
import { charterCodec } from '../src/core/trust/charter.ts';
import { charterAcceptanceCodec } from '../src/core/trust/charterAcceptance.ts';
import { contactCodec, type Contact } from '../src/core/trust/contact.ts';
import { CounselAnswer } from '../src/core/trust/counselAnswer.ts';
import { countersignatureCodec } from '../src/core/trust/countersignature.ts';
import { deviceCredentialCodec } from '../src/core/trust/deviceCredential.ts';
import { deviceLinkCodec, type DeviceLink } from '../src/core/trust/deviceLink.ts';
import { foundingLinkCodec, type FoundingLink } from '../src/core/trust/foundingLink.ts';
import { foundingRequestCodec } from '../src/core/trust/foundingRequest.ts';
import { invitationCodec, type Invitation } from '../src/core/trust/invitation.ts';
import { joinRequestCodec } from '../src/core/trust/joinRequest.ts';
import { leafCertificateCodec } from '../src/core/trust/leafCertificate.ts';
import { legalGateCodec } from '../src/core/trust/legalGate.ts';
import { letterCodec, LetterKind, type Letter } from '../src/core/trust/letter.ts';
import { mailboxCardCodec } from '../src/core/trust/mailboxCard.ts';
import type { ObjectHash } from '../src/core/trust/objectHash.ts';
import { officerNoticeCodec } from '../src/core/trust/officerNotice.ts';
import { PaperKind } from '../src/core/trust/paperKind.ts';
import { passBundleCodec } from '../src/core/trust/passBundle.ts';
import { passRequestCodec } from '../src/core/trust/passRequest.ts';
import { proposalCodec } from '../src/core/trust/proposal.ts';
import { Regime } from '../src/core/trust/regime.ts';
import { parseRelayAddress } from '../src/core/trust/relayAddress.ts';
import { relayPassCodec, type RelayPass } from '../src/core/trust/relayPass.ts';
import { remarkCodec } from '../src/core/trust/remark.ts';
import { RemarkKind } from '../src/core/trust/remarkKind.ts';
import { digitsDifferCodec } from '../src/core/trust/digitsDiffer.ts';
import { requestDeclinedCodec } from '../src/core/trust/requestDeclined.ts';
import { requestReplyCodec } from '../src/core/trust/requestReply.ts';
import { Roles } from '../src/core/trust/roles.ts';
import { signatureRequirementCodec, SignerScope } from '../src/core/trust/signatureRequirement.ts';
import { SignatureRules } from '../src/core/trust/signatureRule.ts';
import { signedCharterChainCodec } from '../src/core/trust/signedCharterChain.ts';
import { Standing } from '../src/core/trust/standing.ts';
import { swapRequestCodec } from '../src/core/trust/swapRequest.ts';
import { hoursAfter } from '../src/core/trust/unixHour.ts';
import { vettingChecklistCodec, type VettingChecklist } from '../src/core/trust/vettingChecklist.ts';
import { PassKind } from '../src/core/wire/passKind.ts';
import type { MessageId } from '../src/core/wire/opaqueId.ts';
import { card, channel, charterOf, credentialOf, filled, hill, key, now, opaque, seed, signAll, World } from './world.ts';

/** An object's bytes, its value, and what decoding and encoding them again gives: the twins of Samples.cs. */
export type Sample = {
    readonly folder: 'trust' | 'content';
    readonly name: string;
    readonly value: unknown;
    readonly bytes: Uint8Array;
    readonly id: ObjectHash;
    readonly decode: (bytes: Uint8Array) => unknown;
    readonly recode: (bytes: Uint8Array) => Uint8Array;
};

type Folder = Sample['folder'];

function plain<T extends Extensible>(folder: Folder, name: string, codec: ObjectCodec<T>, value: NoInfer<T>): Sample {
    const decode = (bytes: Uint8Array) => decodeObject(codec, bytes);
    const recode = (bytes: Uint8Array) => encodeObject(codec, decode(bytes));
    return { folder, name, value, bytes: encodeObject(codec, value), id: idOfObject(codec, value), decode, recode };
}

async function signed<T extends Extensible>(
    folder: Folder,
    name: string,
    codec: SignedCodec<T>,
    body: NoInfer<T>,
    signer: number,
): Promise<Sample> {
    const value = await signObject(codec, body, seed(signer));
    const decode = (bytes: Uint8Array) => decodeSigned(codec, bytes);
    const recode = (bytes: Uint8Array) => encodeSigned(codec, decode(bytes));
    return { folder, name, value, bytes: encodeSigned(codec, value), id: idOfSigned(codec, value), decode, recode };
}

function coSigned<T extends Extensible>(folder: Folder, name: string, codec: SignedCodec<T>, value: CoSigned<NoInfer<T>>): Sample {
    const decode = (bytes: Uint8Array) => decodeCoSigned(codec, bytes);
    const recode = (bytes: Uint8Array) => encodeCoSigned(codec, decode(bytes));
    return { folder, name, value, bytes: encodeCoSigned(codec, value), id: idOfSigned(codec, value), decode, recode };
}

export const person = 20;
export const world = await World.of(SignatureRules.organizerOfEachPartyAndFacilitator);
export const hash = opaque<ObjectHash>(0xaa, 32);
const { dialogue, headId } = world.charters;

const limited = { ...world.admission(person, hill, Roles.participant), limits: { channels: [channel], listensOnly: true } };
export const signedAdmission = await signAll(admissionCodec, limited, 1, 2, 3);
const admissionId = idOfAdmission(signedAdmission);
export const credential = await credentialOf(signedAdmission, person);

const first = world.charters.signed.versions[0]!;
const amendment = { ...first.body, version: 2, previous: idOfSigned(charterCodec, first), title: 'Water and roads' };
export const charters = { versions: [first, await signAll(charterCodec, amendment, 1, 2)] };

export const deviceLink: DeviceLink = {
    relay: parseRelayAddress('https://relay.example'),
    relayId: opaque(0xe1, 16),
    dialogue,
    charter: headId,
    inviter: key(3),
    card: card(3),
    secret: filled(0xe2, 32),
    pass: filled(0xe3, 16),
    closeMark: opaque(0xe4, 32),
    expiresAt: hoursAfter(now, 48),
};
export const invitation: Invitation = { ...deviceLink, party: hill, roles: Roles.participant };
export const foundingLink: FoundingLink = {
    relay: deviceLink.relay,
    relayId: deviceLink.relayId,
    inviter: deviceLink.inviter,
    card: deviceLink.card,
    secret: deviceLink.secret,
    pass: deviceLink.pass,
    closeMark: deviceLink.closeMark,
    title: 'Water',
    party: hill,
    roles: Roles.organizer,
    expiresAt: deviceLink.expiresAt,
};
const contact: Contact = { device: key(person), card: card(person), name: 'Marek' };
const pass: RelayPass = { kind: PassKind.mailbox, pass: filled(0xe5, 32), closeMark: opaque(0xe4, 32) };
const legal = {
    answer: CounselAnswer.withConditions,
    listVersion: '2026-11',
    conditions: 'No travel costs',
    nextReview: hoursAfter(now, 2000),
};
const checklist: VettingChecklist = {
    standing: Standing.formerOfficial,
    acceptability: 'Both sides know him from the border talks',
    legal,
};
const proposal = {
    kind: PaperKind.admission,
    objects: [encodeCoSigned(admissionCodec, signedAdmission)],
    contacts: [contact],
    note: 'He knows the river',
    checklist,
    hour: now,
};
const objection = { paper: admissionId, kind: RemarkKind.objection, text: 'He spoke for the army in May', hour: now };
export const letter: Letter = {
    kind: LetterKind.declined,
    mailbox: opaque(0x31, 16),
    sender: key(3),
    senderAdmission: undefined,
    body: filled(0x42, 20),
    hour: now,
};
export const policy: ChannelPolicy = {
    channel,
    number: 2,
    previous: hash,
    title: 'Water',
    kind: ChannelKind.plenary,
    regime: Regime.closed,
    retentionDays: 7,
    stewardKeys: [opaque(0x51, 32)],
    floor: FloorMode.open,
    slowModeSeconds: 30,
    pause: { reason: 'Lunch', until: hoursAfter(now, 1) },
    signerAdmission: admissionId,
    hour: now,
};
export const profile: Profile = { channel, admission: admissionId, name: 'Marek', counter: 5n, card: card(person) };
const order: RemovalOrder = { dialogue, charter: headId, channel, admission: admissionId, person: undefined, reason: 'Agreed', hour: now };
export const removalOrder = await signAll(removalOrderCodec, order, 1, 2);
const further = await signAll(admissionCodec, { ...signedAdmission.body, device: key(21), earlier: signedAdmission }, 1, 3);
const revoked: Revocation = { dialogue, charter: headId, target: signedAdmission, wholePerson: true, hour: now, others: [further] };
export const revocation = await signAll(revocationCodec, revoked, 1, 3);
export const profileContent: lasting.ProfileContent = { type: 'profile', profile: await signObject(profileCodec, profile, seed(person)) };
export const policyContent: lasting.PolicyContent = {
    type: 'policy',
    policy: await signObject(channelPolicyCodec, policy, seed(person)),
    signerAdmission: signedAdmission,
};
export const pack: JoinerPack = {
    charters,
    revocations: [revocation],
    policy: policyContent,
    profiles: [profileContent.profile],
    roster: [{ leaf: 1, admission: admissionId }],
};
const seen = { number: 41n, digest: opaque(0x61, 32) };
const text: TextContent = { type: 'text', text: 'مرحبا, 你好, hello', regime: Regime.held, keepUntil: hoursAfter(now, 24) };

export function message(body: ContentBody): ContentMessage {
    return { id: opaque<MessageId>(0x4d, 16), sentAt: 1_785_600_000, seen, body };
}

const secondCharter = {
    ...charterOf(SignatureRules.organizerOfEachPartyAndFacilitator),
    version: 2,
    previous: hash,
    survivingAdmissions: [hash],
};
const request = {
    dialogue,
    invitation: hash,
    device: key(person),
    card: card(person),
    secret: filled(0xe2, 32),
    name: 'Marek',
    hour: now,
};
const founding = { link: hash, device: key(person), card: card(person), secret: filled(0xe2, 32), name: 'Marek', hour: now };
const requirement = { scope: SignerScope.namedParty, count: 1, roles: Roles.organizer, party: hill };

export const samples: readonly Sample[] = [
    coSigned('trust', 'Charter', charterCodec, await signAll(charterCodec, secondCharter, 1, 2, 3)),
    plain('trust', 'SignedCharterChain', signedCharterChainCodec, charters),
    plain('trust', 'SignatureRequirement', signatureRequirementCodec, requirement),
    coSigned('trust', 'Admission', admissionCodec, further),
    await signed('trust', 'LeafCertificate', leafCertificateCodec, { leafKey: opaque(0x77, 32), admission: hash }, person),
    plain('trust', 'DeviceCredential', deviceCredentialCodec, credential),
    plain('trust', 'MailboxCard', mailboxCardCodec, card(1)),
    await signed('trust', 'Invitation', invitationCodec, invitation, 3),
    await signed('trust', 'DeviceLink', deviceLinkCodec, deviceLink, 3),
    await signed('trust', 'JoinRequest', joinRequestCodec, request, person),
    plain('trust', 'RequestReply', requestReplyCodec, { request: hash, nonce: filled(3, 32), charters }),
    plain('trust', 'AdmissionGranted', admissionGrantedCodec, { request: hash, admission: signedAdmission, charters, spare: pass }),
    plain('trust', 'RequestDeclined', requestDeclinedCodec, { request: hash, reason: 'Not now' }),
    plain('trust', 'DigitsDiffer', digitsDifferCodec, { request: hash, secret: filled(3, 32) }),
    await signed('trust', 'CharterAcceptance', charterAcceptanceCodec, { dialogue, charter: hash, device: key(person), hour: now }, person),
    plain('trust', 'OfficerNotice', officerNoticeCodec, { admission: signedAdmission, card: card(person), name: 'Marek' }),
    await signed('trust', 'FoundingLink', foundingLinkCodec, foundingLink, 3),
    await signed('trust', 'FoundingRequest', foundingRequestCodec, founding, person),
    plain('trust', 'Contact', contactCodec, contact),
    plain('trust', 'LegalGate', legalGateCodec, legal),
    plain('trust', 'VettingChecklist', vettingChecklistCodec, checklist),
    plain('trust', 'Proposal', proposalCodec, proposal),
    plain('trust', 'Countersignature', countersignatureCodec, { paper: admissionId, signatures: [signedAdmission.signatures[1]!] }),
    plain('trust', 'Remark', remarkCodec, objection),
    plain('trust', 'RelayPass', relayPassCodec, pass),
    plain('trust', 'PassBundle', passBundleCodec, { passes: [pass] }),
    plain('trust', 'PassRequest', passRequestCodec, { mailboxes: 8, channels: 4 }),
    await signed('trust', 'SwapRequest', swapRequestCodec, { channel, leafNode: hash, hour: now }, person),
    await signed('trust', 'Letter', letterCodec, { ...letter, sender: key(person), senderAdmission: signedAdmission }, person),
    plain('content', 'ContentMessage', contentMessageCodec, message(text)),
    plain('content', 'TextContent', textContentCodec, text),
    plain('content', 'ProfileContent', lasting.profileContentCodec, profileContent),
    plain('content', 'ReplyContent', replyContentCodec, { type: 'reply', to: opaque<MessageId>(0x4e, 16), words: text }),
    await signed('content', 'Profile', profileCodec, profile, person),
    plain('content', 'PolicyContent', lasting.policyContentCodec, policyContent),
    await signed('content', 'ChannelPolicy', channelPolicyCodec, policy, person),
    plain('content', 'CharterContent', lasting.charterContentCodec, { type: 'charter', charters }),
    plain('content', 'RemovalOrderContent', lasting.removalOrderContentCodec, { type: 'removalOrder', order: removalOrder }),
    coSigned('content', 'RemovalOrder', removalOrderCodec, removalOrder),
    plain('content', 'RevocationContent', lasting.revocationContentCodec, { type: 'revocation', revocation }),
    coSigned('content', 'Revocation', revocationCodec, revocation),
    plain('content', 'SeenContent', seenContentCodec, { type: 'seen' }),
    plain('content', 'LeaveContent', lasting.leaveContentCodec, { type: 'leave', admission: hash }),
    plain('content', 'AdmissionNotice', admissionNoticeCodec, { type: 'admissionNotice', admission: signedAdmission, name: 'Marek' }),
    plain('content', 'SingleText', singleTextCodec, {
        type: 'singleText',
        number: 2,
        previous: hash,
        title: 'Water: measures',
        clauses: [{ words: 'مرحبا, 你好, hello' }, { words: 'Both sides measure.' }],
    }),
    plain('content', 'Bracket', bracketCodec, { type: 'bracket', text: hash, clause: 2, words: 'Both sides [jointly] measure.' }),
    plain('content', 'BracketRelease', bracketReleaseCodec, {
        type: 'bracketRelease',
        text: hash,
        clause: 2,
        words: 'Both sides [jointly] measure.',
        side: hill,
    }),
    plain('content', 'Clearance', clearanceCodec, { type: 'clearance', message: opaque<MessageId>(0x4e, 16) }),
    plain('content', 'CrossCheck', crossCheckCodec, { channel, epoch: 7n, authenticatorHash: opaque(0x62, 32), seen }),
    plain('content', 'ChannelDescriptor', channelDescriptorCodec, { dialogue, kind: ChannelKind.caucus, party: hill, suiteId: 3 }),
    plain('content', 'JoinerPack', joinerPackCodec, pack),
    plain('content', 'WelcomeBundle', welcomeBundleCodec, { welcome: filled(0x71, 40), pack }),
    plain('content', 'WelcomePart', welcomePartCodec, { channel, epoch: 7n, bundle: hash, part: 2, parts: 3, bytes: filled(0x72, 40) }),
];
