import type { LineView, Notice } from '../../../worker/api.ts';
import type { Messages } from '../../i18n/generated/messages.ts';

/** What happened to a channel, in a sentence. */
export function noticeText(notice: Notice, m: Messages): string {
    switch (notice.type) {
        case 'joined':
        case 'left':
            return m[`notice.${notice.type}`]({ people: notice.people.length === 0 ? notice.by : notice.people });
        case 'added':
        case 'removed':
            return m[`notice.${notice.type}`]({ by: notice.by, people: notice.people });
        default:
            return m[`notice.${notice.type}`];
    }
}

/** What a listening reader is told of a line: "Marek, Hill: text". */
export function spokenText({ from, party, content }: LineView, m: Messages): string {
    if (content.type !== 'text') {
        return '';
    }
    const { text } = content;
    return party === undefined ? m['talk.spokenPlain']({ who: from, text }) : m['talk.spoken']({ who: from, party: party.title, text });
}
