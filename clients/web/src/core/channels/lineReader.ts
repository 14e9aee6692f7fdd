import { fromHex } from '../bytes.ts';
import { decodeObject } from '../cbor/objectCodec.ts';
import { admissionNoticeCodec } from '../content/admissionNotice.ts';
import { policyContentCodec } from '../content/lastingContent.ts';
import type { ObjectHash } from '../trust/objectHash.ts';
import { regimeWords, type Regime } from '../trust/regime.ts';
import { roleList } from '../trust/roleWords.ts';
import { timeOf } from '../trust/unixHour.ts';
import { answeredBy, type Answered } from './answered.ts';
import { isPlain, type KeptLine, type LogLine, type StoredNotice } from './logLine.ts';
import type { Regimes } from './regimes.ts';
import type { LineView, Notice } from './views.ts';
import type { Wording } from './wording.ts';

const millisecondsPerSecond = 1000;

/** Turns a kept line into what is shown; a commit that brings people in and out is several lines. */
export function readLine({ ordinal, line }: KeptLine, wording: Wording, answered: Answered, regimes: Regimes): readonly LineView[] {
    return line.kind === 'notice'
        ? line.notices.map((told, i) => noticeLine(ordinal, i, line, told, wording))
        : [wordsLine(ordinal, line, wording, answered, regimes.get(line.message))];
}

function wordsLine(number: number, line: LogLine, wording: Wording, answered: Answered, regime: Regime | undefined): LineView {
    const own = wording.isOwn(line.author);
    return {
        id: line.message,
        number,
        at: line.sentAt * millisecondsPerSecond,
        from: line.author === undefined ? '' : wording.nameOf(line.author),
        party: wording.partyOf(line.party),
        own,
        state: own ? 'at-relay' : 'received',
        content:
            line.kind === 'text'
                ? { type: 'text', text: line.text, answers: answeredBy(line.replyTo, answered), regime: regime && regimeWords[regime] }
                : { type: 'newer' },
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
        content: { type: 'notice', notice: noticeOf(told, line.text, wording) },
    };
}

function noticeOf({ type, by, people, vouchers }: StoredNotice, text: string, wording: Wording): Notice {
    const names = (admissions: readonly ObjectHash[]): readonly string[] => admissions.map((one) => wording.nameOf(one));
    const who = { by: by === undefined ? '' : wording.nameOf(by), people: names(people) };
    if (isPlain(type)) return { type };
    switch (type) {
        case 'admitted':
            return admitted(text, wording);
        case 'amended':
            return { type, version: Number(text) };
        case 'paused':
        case 'resumed':
        case 'renamed':
        case 'slowed':
            return ruled(type, who.by, text);
        case 'text-put':
        case 'bracketed':
        case 'handed':
        case 'bracket-released': {
            const [number, side] = text.split(' ');
            return { type, by: who.by, number: Number(number), party: wording.partyOf(side) };
        }
        case 'device':
            return { type, ...who, vouchers: names(vouchers) };
        default:
            return { type, ...who };
    }
}

function ruled(type: 'paused' | 'resumed' | 'renamed' | 'slowed', by: string, text: string): Notice {
    const { title, pause, slowModeSeconds } = decodeObject(policyContentCodec, fromHex(text)).policy.body;
    switch (type) {
        case 'paused':
            return { type, by, reason: pause?.reason ?? '', until: pause === undefined ? 0 : timeOf(pause.until) };
        case 'resumed':
            return { type, by };
        case 'renamed':
            return { type, by, title };
        case 'slowed':
            return { type, by, seconds: slowModeSeconds };
    }
}

function admitted(text: string, wording: Wording): Notice {
    const { name, admission } = decodeObject(admissionNoticeCodec, fromHex(text));
    const { party, roles, notBefore } = admission.body;
    return { type: 'admitted', people: [name], party: wording.partyOf(party), roles: roleList(roles), from: timeOf(notBefore) };
}
