import { copyOf, type Bytes } from '../bytes.ts';
import { decodeObject, encodeObject, type ObjectCodec } from '../cbor/objectCodec.ts';
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
import {
    bracketCodec,
    bracketReleaseCodec,
    clearanceCodec,
    singleTextCodec,
    type Bracket,
    type BracketRelease,
    type Clearance,
    type SingleText,
} from './singleText.ts';
import { textContentCodec, type TextContent } from './textContent.ts';

/** A body of a newer version, its bytes as they came; shown as "needs a newer version", never as nothing. */
export type UnknownContent = { readonly type: 'unknown'; readonly kind: number; readonly bytes: Bytes };

type Known =
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
    | SingleText
    | Bracket
    | BracketRelease
    | Clearance;

/** What a message says. */
export type ContentBody = Known | UnknownContent;

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
    ContentKind.singleText,
    ContentKind.bracketRelease,
];

/** The number of a body's kind. */
export function kindOf(body: ContentBody): number {
    return body.type === 'unknown' ? body.kind : ContentKind[body.type];
}

/** Whether a body is posted as a lasting item, which a joiner's verdicts may depend on or which outlives talk, and not as talk. */
export function isLasting(body: ContentBody): boolean {
    return lasting.includes(kindOf(body));
}

/** How each kind is read and written. */
const codecs = {
    text: textContentCodec,
    profile: profileContentCodec,
    policy: policyContentCodec,
    charter: charterContentCodec,
    removalOrder: removalOrderContentCodec,
    revocation: revocationContentCodec,
    seen: seenContentCodec,
    leave: leaveContentCodec,
    reply: replyContentCodec,
    admissionNotice: admissionNoticeCodec,
    singleText: singleTextCodec,
    bracket: bracketCodec,
    bracketRelease: bracketReleaseCodec,
    clearance: clearanceCodec,
} satisfies { readonly [Type in Known['type']]: ObjectCodec<Extract<Known, { type: Type }>> };

/** @throws RangeError when a value is outside its bounds. */
export function encodeBody(body: ContentBody): Bytes {
    // Each codec stands under the type of what it writes.
    return body.type === 'unknown' ? copyOf(body.bytes) : encodeObject(codecs[body.type] as ObjectCodec<Known>, body);
}

/** @throws MalformedObjectException when the bytes are no body of this kind. */
export function decodeBody(kind: number, bytes: Uint8Array): ContentBody {
    const codec = Object.entries(codecs).find(([type]) => ContentKind[type as Known['type']] === kind)?.[1];
    return codec === undefined ? { type: 'unknown', kind, bytes: copyOf(bytes) } : decodeObject(codec as ObjectCodec<Known>, bytes);
}
