import { list, text, count, record, type Of } from '../wire/jsonRecord.ts';
import type { MessageId } from '../wire/opaqueId.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import type { OrdinalEntry } from '../storage/store.ts';
import { localRecord, optional, word } from '../sync/localRecord.ts';
import { opaque } from './recordFields.ts';

/** What a line of the channel itself tells; people are admissions, named when it is shown. */
export type StoredNotice = Of<typeof notice>;

/** A line of a channel as kept on this device, by its sequence in the log. */
export type LogLine = Of<typeof shape>;

const admission = opaque<ObjectHash>();

/** Notices that name nobody: about a message or a change, or what a steward did, whose key belongs to nobody's name. */
const plainNotices = [
    'missed',
    'undone',
    'expired',
    'repeated',
    'unreadable',
    'not-allowed',
    'not-valid',
    'demanded',
    'released',
    'posts-closed',
    'posts-opened',
    'shortened',
    'closed',
    'steward-added',
] as const;
export type PlainNotice = (typeof plainNotices)[number];

/** Whether a notice names nobody. */
export function isPlain(type: StoredNotice['type']): type is PlainNotice {
    return plainNotices.some((one) => one === type);
}

const notice = record({
    type: word(
        'joined',
        'added',
        'device',
        'renewed',
        'removed',
        'left',
        'admitted',
        'amended',
        'paused',
        'resumed',
        'renamed',
        'slowed',
        'device-cut',
        'person-cut',
        'text-put',
        'bracketed',
        'handed',
        'bracket-released',
        ...plainNotices,
    ),
    /** Who did it; absent where nobody is to be named. */
    by: optional(admission),
    people: list(admission),
    /** Whose signatures let a further device in. */
    vouchers: list(admission),
});

const shape = record({
    kind: word('text', 'notice', 'unknown'),
    /** The message id; empty for notices. */
    message: text,
    /** The author's admission; absent for notices. */
    author: optional(admission),
    /** The author's party code; absent for neutral people and notices. */
    party: optional(text),
    /** The words; of a notice the number of a version or a clause, or an `AdmissionNotice` or a policy in hexadecimal. */
    text,
    /** The message that this one answers; absent for none. */
    replyTo: optional(opaque<MessageId>()),
    /** The author's time, seconds since 1970; the commit's hour for notices. */
    sentAt: count,
    /** What a notice tells, in the order in which it happened: one commit may bring people in and out. */
    notices: list(notice),
});

/** Where in the log something stands. */
export const ordinalRecord = localRecord(count);

/** How a line lies in the store. */
export const logLineRecord = localRecord(shape);

/** A line with its place in the log. */
export type KeptLine = { readonly ordinal: number; readonly line: LogLine };

/** Takes a line out of the store. */
export const keptLine = ({ ordinal, value }: OrdinalEntry): KeptLine => ({ ordinal, line: logLineRecord.decode(value) });
