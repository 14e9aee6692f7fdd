import type { OrdinalEntry } from '../storage/store.ts';
import { isPlain, logLineRecord, type LogLine, type StoredNotice } from './logLine.ts';
import type { LineView, Notice } from './views.ts';
import type { Wording } from './wording.ts';

const millisecondsPerSecond = 1000;

/** Turns a kept line into what is shown; a commit that brings people in and out is several lines. */
export function readLine({ ordinal, value }: OrdinalEntry, wording: Wording): readonly LineView[] {
    const line = logLineRecord.decode(value);
    return line.kind === 'notice'
        ? line.notices.map((told, i) => noticeLine(ordinal, i, line, told, wording))
        : [wordsLine(ordinal, line, wording)];
}

function wordsLine(number: number, line: LogLine, wording: Wording): LineView {
    const own = wording.isOwn(line.author);
    return {
        id: line.message,
        number,
        at: line.sentAt * millisecondsPerSecond,
        from: line.author === undefined ? '' : wording.nameOf(line.author),
        party: wording.partyOf(line.party),
        own,
        state: own ? 'at-relay' : 'received',
        content: line.kind === 'text' ? { type: 'text', text: line.text } : { type: 'newer' },
    };
}

function noticeLine(number: number, at: number, line: LogLine, told: StoredNotice, wording: Wording): LineView {
    return {
        id: `${number}-${at}`,
        number,
        at: line.sentAt * millisecondsPerSecond,
        from: '',
        party: undefined,
        own: false,
        state: 'received',
        content: { type: 'notice', notice: noticeOf(told, wording) },
    };
}

function noticeOf({ type, by, people }: StoredNotice, wording: Wording): Notice {
    if (isPlain(type)) return { type };
    return { type, by: by === undefined ? '' : wording.nameOf(by), people: people.map((one) => wording.nameOf(one)) };
}
