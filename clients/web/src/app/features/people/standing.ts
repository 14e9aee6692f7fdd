import type { MemberView } from '../../../worker/api.ts';
import { language } from '../../i18n/language.svelte.ts';
import { dateOf } from '../../i18n/times.ts';

/** What is known of somebody's device: how it was verified and when, who let a new one in, and whether it goes out next. */
export function standingOf({ verification, compared, vouchers, isDue }: MemberView): readonly string[] {
    const m = language.m;
    const lines = [
        verification === 'self'
            ? m.you
            : compared === undefined
              ? m[`verify.${verification}`]
              : m[`roster.${compared.how}`]({ date: dateOf(compared.at) }),
    ];
    if (vouchers !== undefined) {
        lines.push(vouchers.length === 0 ? m['roster.newElsewhere'] : m['roster.new']({ vouchers }));
    }
    return isDue ? [...lines, m['roster.due']] : lines;
}
