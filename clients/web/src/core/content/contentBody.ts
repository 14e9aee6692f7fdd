import { copyOf, type Bytes } from '../bytes.ts';
import { decodeObject, encodeObject } from '../cbor/objectCodec.ts';
import { ObjectLimits } from '../cbor/objectLimits.ts';
import { admissionNoticeCodec, type AdmissionNotice } from './admissionNotice.ts';
import { ContentKind } from './contentKind.ts';
import {
    charterContentCodec,
    leaveContentCodec,
    policyContentCodec,
    profileContentCodec,
    removalOrderContentCodec,
    revocationContentCodec,
    type CharterContent,
    type LeaveContent,
    type PolicyContent,
    type ProfileContent,
    type RemovalOrderContent,
    type RevocationContent,
} from './lastingContent.ts';
import { replyContentCodec, type ReplyContent } from './replyContent.ts';
import { seenContentCodec, type SeenContent } from './seenContent.ts';
import { textContentCodec, type TextContent } from './textContent.ts';

/** A body of a newer version, its bytes as they came; shown as "needs a newer version", never as nothing. */
export type UnknownContent = { readonly type: 'unknown'; readonly kind: number; readonly bytes: Bytes };

/** What a message says. */
export type ContentBody =
    | TextContent
    | ProfileContent
    | PolicyContent
    | CharterContent
    | RemovalOrderContent
    | RevocationContent
    | SeenContent
    | LeaveContent
    | AdmissionNotice
    | ReplyContent
    | UnknownContent;

/** The longest encoded body. */
export const maxBodyBytes = ObjectLimits.maxObjectBytes - 1024;

const lasting: readonly number[] = [
    ContentKind.profile,
    ContentKind.policy,
    ContentKind.charter,
    ContentKind.removalOrder,
    ContentKind.revocation,
    ContentKind.leave,
    ContentKind.moderationAct,
    ContentKind.admissionNotice,
];

/** The number of a body's kind. */
export function kindOf(body: ContentBody): number {
    return body.type === 'unknown' ? body.kind : ContentKind[body.type];
}

/** Whether a body is posted as a lasting item, which a joiner's verdicts may depend on, and not as talk. */
export function isLasting(body: ContentBody): boolean {
    return lasting.includes(kindOf(body));
}

/** @throws RangeError when a value is outside its bounds. */
export function encodeBody(body: ContentBody): Bytes {
    switch (body.type) {
        case 'text':
            return encodeObject(textContentCodec, body);
        case 'profile':
            return encodeObject(profileContentCodec, body);
        case 'policy':
            return encodeObject(policyContentCodec, body);
        case 'charter':
            return encodeObject(charterContentCodec, body);
        case 'removalOrder':
            return encodeObject(removalOrderContentCodec, body);
        case 'revocation':
            return encodeObject(revocationContentCodec, body);
        case 'seen':
            return encodeObject(seenContentCodec, body);
        case 'leave':
            return encodeObject(leaveContentCodec, body);
        case 'reply':
            return encodeObject(replyContentCodec, body);
        case 'admissionNotice':
            return encodeObject(admissionNoticeCodec, body);
        case 'unknown':
            return copyOf(body.bytes);
    }
}

/** @throws MalformedObjectException when the bytes are no body of this kind. */
export function decodeBody(kind: number, bytes: Uint8Array): ContentBody {
    switch (kind) {
        case ContentKind.text:
            return decodeObject(textContentCodec, bytes);
        case ContentKind.profile:
            return decodeObject(profileContentCodec, bytes);
        case ContentKind.policy:
            return decodeObject(policyContentCodec, bytes);
        case ContentKind.charter:
            return decodeObject(charterContentCodec, bytes);
        case ContentKind.removalOrder:
            return decodeObject(removalOrderContentCodec, bytes);
        case ContentKind.revocation:
            return decodeObject(revocationContentCodec, bytes);
        case ContentKind.seen:
            return decodeObject(seenContentCodec, bytes);
        case ContentKind.leave:
            return decodeObject(leaveContentCodec, bytes);
        case ContentKind.reply:
            return decodeObject(replyContentCodec, bytes);
        case ContentKind.admissionNotice:
            return decodeObject(admissionNoticeCodec, bytes);
        default:
            return { type: 'unknown', kind, bytes: copyOf(bytes) };
    }
}
