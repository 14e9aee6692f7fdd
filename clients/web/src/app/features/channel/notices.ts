import type { LineView, Notice } from '../../../worker/api.ts';
import type { Messages } from '../../i18n/generated/messages.ts';
import { dateOf, timeOf } from '../../i18n/times.ts';
import { markupOf, plainOf } from './markup/markup.ts';
import { spanOf } from './span.ts';

/** What happened to a channel, in a sentence. */
export function noticeText(notice: Notice, m: Messages): string {
    switch (notice.type) {
        case 'joined':
        case 'left':
        case 'renewed':
        case 'device-cut':
        case 'person-cut':
            return m[`notice.${notice.type}`]({ people: notice.people.length === 0 ? notice.by : notice.people });
        case 'added':
        case 'removed':
            return m[`notice.${notice.type}`]({ by: notice.by, people: notice.people });
        case 'device': {
            const { people, vouchers } = notice;
            return vouchers.length === 0 ? m['notice.deviceElsewhere']({ people }) : m['notice.device']({ people, vouchers });
        }
        case 'admitted':
            return admittedText(notice, m);
        case 'paused': {
            const { by, reason, until } = notice;
            const when = { date: dateOf(until), time: timeOf(until) };
            return reason === '' ? m['notice.paused']({ by, ...when }) : m['notice.pausedWhy']({ by, reason, ...when });
        }
        case 'resumed':
            return m['notice.resumed']({ by: notice.by });
        case 'renamed':
            return m['notice.renamed']({ by: notice.by, title: notice.title });
        case 'slowed':
            return notice.seconds === 0
                ? m['notice.slowOver']({ by: notice.by })
                : m['notice.slowed']({ by: notice.by, span: spanOf(notice.seconds) });
        case 'text-put':
        case 'bracketed':
        case 'handed':
            return m[`notice.${notice.type}`]({ by: notice.by, n: notice.number });
        case 'bracket-released':
            return m['notice.bracket-released']({ by: notice.by, n: notice.number, party: notice.party?.title ?? '' });
        case 'amended':
            return m['notice.amended']({ n: notice.version });
        default:
            return m[`notice.${notice.type}`];
    }
}

function admittedText({ people, party, roles, from }: Extract<Notice, { type: 'admitted' }>, m: Messages): string {
    const role = roles.map((one) => m[`role.${one}`]);
    const date = dateOf(from);
    return party === undefined
        ? m['notice.admittedNeutral']({ people, role, date })
        : m['notice.admitted']({ people, role, party: party.title, date });
}

/** What a listening reader is told of a line: "Marek, Hill: text". */
export function spokenText({ from, party, content }: LineView, m: Messages): string {
    if (content.type !== 'text') {
        return '';
    }
    const text = plainOf(markupOf(content.text));
    return party === undefined ? m['talk.spokenPlain']({ who: from, text }) : m['talk.spoken']({ who: from, party: party.title, text });
}
